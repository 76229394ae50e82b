// Search in the pages of a bundle, without a server. What the index holds stands at the top of search.c;
// it is loaded when the search is opened first, by classic scripts, which every browser runs from a disk.
'use strict';
(() => {
  const here = document.currentScript, up = here.dataset.up, { make, makeButton, kept, keep } = window.offprint_page; // page.js
  const [digits, found, nothing, search, help, slash, shut, lost] = here.dataset.words.split('|');
  const RECORDS = ' !#$%&\'()*+,-./:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|', LARGE = '}', SIGN = '~';
  const SYMBOLS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(c => !'"<\\'.includes(c)).join('');
  const DOCUMENT = '\x01', TEXT = '\x02', HEADING = '\x03', BLOCK = '\x04';
  const UNSPACED = '\\u0e01-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf' +
    '\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}';
  const LETTER = '[\\p{L}\\p{M}\\p{N}]', unspaced = new RegExp('^[' + UNSPACED + ']', 'u');
  const pieces = new RegExp(`(?=${LETTER})[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])${LETTER})+`, 'gu');
  const PLAIN = { '\xdf': 'ss', '\xe6': 'ae', '\xf0': 'd', '\xf8': 'o', '\u0111': 'd', '\u0131': 'i', '\u0142': 'l', '\u0153': 'oe', '\u03c2': '\u03c3' };
  const MOST_PAGES = 20, MOST_PARTS = 3, MOST_TERMS = 30, FUZZY = 4, NEW_TERM = 1e6; // the last outweighs any count

  // Small letters, without accents and points.
  const bare = word => /^[\x00-\x7f]*$/.test(word) ? word.toLowerCase() : word.toLowerCase().normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, '').replace(/[^\x00-\x7f]/g, c => PLAIN[c] || c);

  // The index: text, bare text, group and kind of each number; the row of all documents, their records and lengths.
  let texts, bares, groups, kinds, row, pages, lengths, marks;

  // Numbers of a text: the first symbol of each tells how many follow.
  function readRow(text, codes) {
    const out = new Uint32Array(text.length), value = new Uint8Array(128);
    [...SYMBOLS].forEach((symbol, i) => { value[symbol.charCodeAt(0)] = i; });
    const lengths = codes.flatMap((symbols, length) => Array(symbols).fill(length));
    const bases = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + SYMBOLS.length ** length, 0));
    let count = 0;
    for (let i = 0; i < text.length;) {
      const first = value[text.charCodeAt(i++)];
      let number = 0;
      for (let left = lengths[first]; left > 0; left--) number = number * SYMBOLS.length + value[text.charCodeAt(i++)];
      out[count++] = bases[first] + number;
    }
    return out.subarray(0, count);
  }

  function readWords({ words, links, codes }) {
    const linked = new Map(), pairs = readRow(links, codes), letters = /[a-z0-9}\x80-\uffff]*/y;
    for (let i = 0, at = 0; i < pairs.length; i += 2) linked.set(at += pairs[i], pairs[i + 1]);
    [texts, bares, groups, kinds, marks] = [[], [], [], [], {}];
    let before = '';
    for (let i = 0; i < words.length;) {
      const record = words[i++], number = texts.length;
      if (record === SIGN) {
        const text = words.substr(i + 1, SYMBOLS.indexOf(words[i]));
        i += 1 + text.length;
        if (text < ' ') marks[text] = number;
        texts.push(text), bares.push(''), groups.push(number), kinds.push(text < ' ' ? 3 : text.endsWith(BLOCK) ? 4 : 0);
        continue;
      }
      letters.lastIndex = i;
      const [rest] = letters.exec(words), code = RECORDS.indexOf(record), form = code / 18 | 0, follows = code % 18 > 8;
      before = before.slice(0, code % 9) + (rest.includes(LARGE) ? rest.replace(/\}(.)/g, (_, c) => c.toUpperCase()) : rest);
      i += rest.length;
      texts.push(form === 0 ? before : form === 2 ? before.toUpperCase() : before[0].toUpperCase() + before.slice(1)), bares.push(bare(before));
      groups.push(follows ? groups[number - 1] : groups[linked.get(number)] ?? number);
      kinds.push(unspaced.test(before) ? 2 : 1);
    }
  }

  // Words: 1, characters of scripts without spaces: 2, marks: 3, signs: 0, or 4 with the mark behind a block.
  const isWord = number => kinds[number] === 1 || kinds[number] === 2;

  // Which numbers a typed word stands for: itself, words of its stem, words that it begins; else those it begins like, which is told.
  function matches(word, exact, begun, typed = word) {
    const hits = new Uint8Array(texts.length), stems = new Set(groups.filter((_, i) => bares[i] === word && !exact));
    bares.forEach((own, i) => { hits[i] = own === word || (begun && own.startsWith(word)); });
    if (stems.size) groups.forEach((group, i) => { if (stems.has(group)) hits[i] = 1; });
    const any = hits.includes(1), shorter = [...word].slice(0, -1).join('');
    if (any && word !== typed) hits.guess = `${typed} \u2192 ${word}\u2026`;
    return any || exact || shorter.length < FUZZY ? hits : matches(shorter, false, true, typed);
  }

  // "two words" and what is written without a space are looked for side by side.
  function readQuestion(typed) {
    const terms = [], text = typed.replace(/[\u201c-\u201f\u00ab\u00bb\u300c-\u300f]/g, '"');
    for (const { 0: all, 1: quoted, index } of text.matchAll(/"([^"]*)"?|[^\s"]+/g)) {
      const words = (quoted ?? all).match(pieces) || [];
      const open = index + all.length === text.length && !/."$/.test(all);
      if (words.length) terms.push(words.map((word, i) => matches(bare(word), quoted !== undefined, open && i === words.length - 1)));
    }
    return terms.slice(0, MOST_TERMS);
  }

  // Places behind the words of a term that begin at `at`; 0: it does not stand there.
  function endOf(term, at) {
    if (term.length === 1) return term[0][row[at]] ? at + 1 : 0;
    for (const hits of term) {
      while (kinds[row[at]] === 0) at++;
      if (!hits[row[at++]]) return 0;
    }
    return at;
  }

  // Of each document how often it has each term (in headings a word counts four times, in titles eight), and its parts that do.
  function countTerms(terms) {
    const begins = new Int32Array(texts.length), documents = [], marked = 1 << 31;
    const weights = { [marks[DOCUMENT]]: 8, [marks[HEADING]]: 4, [marks[TEXT]]: 1 };
    terms.forEach(([first], k) => first.forEach((hit, i) => { if (hit) begins[i] |= 1 << k; }));
    for (const mark in weights) begins[mark] = marked;
    let own, part, weight;
    for (let at = 0, all = row, end = row.length; at < end; at++) {
      const begun = begins[all[at]];
      if (begun === marked) {
        weight = weights[all[at]];
        if (weight === 8) documents.push(own = { page: documents.length, at, counts: terms.map(() => 0), parts: [] });
        if (weight > 1) own.parts.push(part = { number: own.parts.length, at, hit: 0, rank: 0, terms: 0 });
        continue;
      }
      for (let mask = begun, k = 0; mask; mask >>>= 1, k++) {
        if (!(mask & 1) || (terms[k].length > 1 && !endOf(terms[k], at))) continue;
        own.counts[k] += weight;
        if (part.hit === 0 && weight === 1) part.hit = at;
        part.rank += part.terms >> k & 1 ? weight : weight + NEW_TERM;
        part.terms |= 1 << k;
      }
    }
    return documents;
  }

  // All documents that have all terms, the best first (BM25).
  function find(terms) {
    const documents = countTerms(terms), hits = documents.filter(({ counts }) => counts.every(count => count));
    const rarity = terms.map((_, k) => documents.filter(({ counts }) => counts[k]).length)
      .map(having => Math.log(1 + (documents.length + 0.5 - having) / (having + 0.5)));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const lengthy = ({ page }) => 1.2 * (0.25 + 0.75 * lengths[page] / mean);
    for (const hit of hits) hit.score = hit.counts.reduce((sum, count, k) => sum + rarity[k] * count * 2.2 / (count + lengthy(hit)), 0);
    return hits.sort((a, b) => b.score - a.score);
  }

  // Words from place to place, those of terms marked.
  function addWords(element, from, to, terms) {
    let into = element, end = 0;
    for (let at = from; at < to; at++) {
      const number = row[at], kind = kinds[number];
      const behind = isWord(number) && terms.reduce((most, term) => Math.max(most, endOf(term, at)), 0);
      if (at >= end) into = element;
      if (at > from && kind === 1 && kinds[row[at - 1]] === 1) into.append(' ');
      if (behind && into === element) element.append(into = make('mark'));
      end = Math.max(end, behind);
      into.append(kind >= 3 ? texts[number].slice(0, -1) + ' \u00b7 ' : texts[number]);
    }
    return element;
  }

  function makeExcerpt(hit, terms) {
    let from = hit, to = hit, before = 8, behind = 26;
    while (from > 0 && kinds[row[from - 1]] < 3 && before) before -= isWord(row[--from]);
    while (to < row.length && (kinds[row[to]] !== 3 || row[to] === marks[BLOCK]) && behind) behind -= isWord(row[to++]);
    const begins = kinds[row[from - 1]] >= 3, ends = !(kinds[row[to]] < 3), words = addWords(new DocumentFragment(), from, to, terms);
    return make('span', { class: 'excerpt', dir: 'auto' }, begins ? '' : '\u2026 ', words, ends ? '' : ' \u2026');
  }

  function makeWordsBehind(mark, terms, name, look) {
    const count = row.subarray(mark + 1).findIndex(number => kinds[number] === 3);
    return addWords(make(name, look), mark + 1, mark + 1 + count, terms);
  }

  // A heading's anchor, where it is not told, is made of its words.
  function anchorOf(part, anchors) {
    const own = makeWordsBehind(part.at, [], 'i').textContent.toLowerCase().replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replace(/ /g, '-');
    return part.number ? '#' + (anchors[part.number - 1] || encodeURIComponent(own)) : '';
  }

  function makeResult(hit, part, first, terms) {
    const [name, language, ...anchors] = pages[hit.page].split(' ');
    return make('a', { id: 'offprint-found-' + part.at, role: 'option', tabindex: '-1', 'aria-selected': 'false', ...!first && { class: 'more' },
      href: up + 'pages/' + name + '.html' + anchorOf(part, anchors), lang: language || pages[0].split(' ')[1] },
    makeWordsBehind(hit.at, terms, 'bdi', { class: 'title' }),
    part.number ? make('span', { class: 'part' }, make('span', { class: 'sign' }, ' \u203a '), makeWordsBehind(part.at, terms, 'bdi')) : '',
    part.hit ? makeExcerpt(part.hit, terms) : '');
  }

  // The dialog: a combobox (WAI-ARIA Authoring Practices, "list autocomplete") and what it finds.
  const input = make('input', { type: 'search', role: 'combobox', 'aria-label': search, 'aria-expanded': 'false', 'aria-autocomplete': 'list',
    'aria-controls': 'offprint-found', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go', placeholder: search, dir: 'auto' });
  const list = make('div', { id: 'offprint-found', role: 'listbox', 'aria-label': search });
  const told = make('p', { role: 'status' }), box = make('input', { type: 'checkbox' });
  const close = makeButton({ class: 'close', 'aria-label': shut }, '\u00d7');
  const dialog = make('dialog', { class: 'search', 'aria-label': search, ...here.lang && { lang: here.lang } }, make('div', { class: 'ask' }, input, close), told, list,
    make('p', { class: 'keys' }, make('label', {}, box, ' ' + slash), make('span', {}, help)));
  const opener = makeButton({ class: 'open-search', 'aria-haspopup': 'dialog', 'aria-keyshortcuts': 'Control+K' },
    make('span', {}, search), ' ', make('kbd', { 'aria-hidden': 'true' }, 'Ctrl K'));

  function tell() {
    const terms = row ? readQuestion(input.value) : [], hits = terms.length ? find(terms) : [];
    const results = hits.slice(0, MOST_PAGES).flatMap(hit =>
      hit.parts.filter(part => part.terms).sort((a, b) => b.rank - a.rank).slice(0, MOST_PARTS).map((part, i) => makeResult(hit, part, i === 0, terms)));
    list.replaceChildren(...results);
    list.scrollTop = 0;
    choose(1);
    input.setAttribute('aria-expanded', results.length > 0);
    const guesses = terms.flat().flatMap(word => word.guess ?? []), guessed = guesses.length ? `${nothing}: ${guesses.join(', ')} \u00b7 ` : '';
    told.textContent = !terms.length ? '' : hits.length ? guessed + found + String(hits.length).replace(/\d/g, d => digits[(+d + 9) % 10]) : nothing;
  }

  // The next one, where one is chosen; else the first.
  function choose(step) {
    const all = [...list.children], at = all.findIndex(each => each.getAttribute('aria-selected') === 'true');
    const chosen = all[(at + step + all.length) % all.length];
    all.forEach(each => each.setAttribute('aria-selected', each === chosen));
    input.setAttribute('aria-activedescendant', chosen?.id ?? '');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  function load() {
    if (window.offprint_index) return; // it is on its way, or here
    const parts = [], add = name => {
      document.head.append(make('script', { src: up + 'assets/' + name }));
      document.head.lastChild.onerror = () => { told.textContent = name + ': ' + lost; };
    };
    window.offprint_index = (number, part) => {
      parts[number - 1] = part;
      for (let i = 2; number === 1 && i <= part.parts; i++) add('index' + i + '.js');
      if (parts.filter(Boolean).length < parts[0].parts) return;
      readWords(parts[0]);
      [row, pages] = [readRow(parts.map(each => each.row).join(''), parts[0].codes), parts[0].pages];
      [kinds, lengths] = [Uint8Array.from(kinds), new Uint32Array(pages.length)];
      for (let at = 0, page = -1; at < row.length; at++) row[at] === marks[DOCUMENT] ? page++ : lengths[page] += isWord(row[at]);
      tell();
    };
    add('index.js');
  }

  const show = () => { load(), dialog.open || dialog.showModal(), input.select(); };

  box.checked = kept('offprint-slash') !== 'off';
  box.addEventListener('change', () => keep('offprint-slash', box.checked ? 'on' : 'off'));
  opener.addEventListener('click', show);
  dialog.addEventListener('click', event => { if (event.target === dialog || event.target.closest('[role=option], .close')) dialog.close(); });
  input.addEventListener('input', tell);
  const keys = { ArrowDown: () => choose(1), ArrowUp: () => choose(-1), Enter: () => list.querySelector('[aria-selected=true]')?.click() };
  dialog.addEventListener('keydown', event => {
    const act = event.key === 'Escape' ? () => dialog.close() : event.target === input && keys[event.key]; // some would empty the field first
    if (!act || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  addEventListener('keydown', event => {
    const command = event.ctrlKey || event.metaKey, slashed = event.key === '/' && box.checked && !dialog.open && !command;
    const asked = event.key.toLowerCase() === 'k' && command && !event.shiftKey;
    if (!event.altKey && (asked || slashed)) event.preventDefault(), show();
  });
  document.querySelector('.bar .home').after(opener);
  document.body.append(dialog);
})();
