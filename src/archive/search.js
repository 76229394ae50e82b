// Search in the pages of a bundle, without a server. What the index holds stands at the top of search.c;
// it is loaded when the search is opened first, by classic scripts, which every browser runs from a disk.
'use strict';
(() => {
  const here = document.currentScript, up = here.dataset.up, make = window.offprint_make; // of page.js
  const [digits, found, nothing, search, help, slash, shut, lost] = here.dataset.words.split('|');
  const RECORDS = ' !#$%&\'()*+,-./:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|', LARGE = '}', SIGN = '~';
  const SYMBOLS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(c => !'"<\\'.includes(c)).join('');
  const DOCUMENT = '\x01', TEXT = '\x02', HEADING = '\x03', BLOCK = '\x04';
  const UNSPACED = '\\u0e01-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf' +
    '\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}';
  const LETTER = '[\\p{L}\\p{M}\\p{N}]', unspaced = new RegExp('^[' + UNSPACED + ']', 'u');
  const pieces = new RegExp(`(?=${LETTER})[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])${LETTER})+`, 'gu');
  const PLAIN = { '\u00df': 'ss', '\u00e6': 'ae', '\u00f0': 'd', '\u00f8': 'o', '\u0111': 'd', '\u0131': 'i', '\u0142': 'l',
    '\u0153': 'oe', '\u03c2': '\u03c3' };
  const MOST_PAGES = 20, MOST_PARTS = 3, MOST_TERMS = 30, FUZZY = 4;

  // Small letters, without accents and points.
  const bare = word => /^[\x00-\x7f]*$/.test(word) ? word.toLowerCase() : word.toLowerCase().normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, '').replace(/[^\x00-\x7f]/g, c => PLAIN[c] || c);

  // The index: text, bare text, group and kind of each number; the row of all documents, their records and lengths.
  let texts, bares, groups, kinds, row, pages, lengths, marks;

  // Numbers of a text: the first symbol of each tells how many follow.
  function readRow(text, codes) {
    const out = new Uint32Array(text.length), value = new Uint8Array(128), lengths = [], bases = [];
    [...SYMBOLS].forEach((symbol, i) => { value[symbol.charCodeAt(0)] = i; });
    let count = 0, base = 0;
    codes.forEach((symbols, length) => {
      for (let i = 0; i < symbols; i++) lengths.push(length), bases.push(base), base += SYMBOLS.length ** length;
    });
    for (let i = 0; i < text.length;) {
      const first = value[text.charCodeAt(i++)];
      let number = 0;
      for (let left = lengths[first]; left > 0; left--) number = number * SYMBOLS.length + value[text.charCodeAt(i++)];
      out[count++] = bases[first] + number;
    }
    return out.subarray(0, count);
  }

  function readWords({ words, links, codes }) {
    const linked = new Map(), pairs = readRow(links, codes);
    for (let i = 0, at = 0; i < pairs.length; i += 2) linked.set(at += pairs[i], pairs[i + 1]);
    [texts, bares, groups, kinds, marks] = [[], [], [], [], {}];
    const letters = /[a-z0-9}\x80-\uffff]*/y;
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

  // Which numbers a typed word stands for: itself, words of its stem, words that it begins; where there is none, those
  // that it begins like, which is told.
  let guesses;
  function matches(word, exact, begun, typed = word) {
    const hits = new Uint8Array(texts.length), stems = new Set();
    let any = false;
    bares.forEach((own, i) => {
      if (own === word || (begun && own.startsWith(word))) any = hits[i] = 1;
      if (own === word && !exact) stems.add(groups[i]);
    });
    if (stems.size) groups.forEach((group, i) => { if (stems.has(group)) hits[i] = 1; });
    const shorter = [...word].slice(0, -1).join('');
    if (any && word !== typed) guesses.push(`${typed} \u2192 ${word}\u2026`);
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
      if (!(row[at] < hits.length) || !hits[row[at]]) return 0;
      at++;
    }
    return at;
  }

  // All documents that have all terms, the best first (BM25; in headings a word counts four times, in titles eight).
  function find(terms) {
    const begins = new Int32Array(texts.length), spread = terms.map(() => 0), hits = [], marked = 1 << 31;
    terms.forEach(([first], k) => first.forEach((hit, i) => { if (hit) begins[i] |= 1 << k; }));
    const { [DOCUMENT]: isPage, [HEADING]: isHeading } = marks;
    for (const mark of [isPage, isHeading, marks[TEXT]]) begins[mark] = marked;
    let page = -1, own = null, part = null, weight = 0, counts = [];
    const finish = () => {
      counts.forEach((count, k) => { if (count) spread[k]++; });
      if (own && counts.every(count => count)) hits.push(own);
    };
    for (let at = 0, all = row, end = row.length; at < end; at++) {
      const begun = begins[all[at]];
      if (begun === 0) continue;
      if (begun === marked) {
        if (all[at] === isPage) {
          finish();
          own = { page: ++page, at, counts: counts = terms.map(() => 0), parts: [], sections: 0 };
        }
        weight = all[at] === isPage ? 8 : all[at] === isHeading ? 4 : 1;
        if (weight > 1) part = { number: weight === 4 ? ++own.sections : 0, at, hit: 0, weight: 0, terms: 0 };
        continue;
      }
      for (let mask = begun, k = 0; mask; mask >>>= 1, k++) {
        if (!(mask & 1) || (terms[k].length > 1 && !endOf(terms[k], at))) continue;
        counts[k] += weight;
        if (part.weight === 0) own.parts.push(part);
        if (part.hit === 0 && weight === 1) part.hit = at;
        part.weight += weight;
        part.terms |= 1 << k;
      }
    }
    finish();
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length, bits = mask => mask ? (mask & 1) + bits(mask >>> 1) : 0;
    const rarity = spread.map(pages => Math.log(1 + (page + 1.5 - pages) / (pages + 0.5)));
    for (const hit of hits) {
      const long = 1.2 * (0.25 + 0.75 * lengths[hit.page] / mean);
      hit.score = hit.counts.reduce((sum, count, k) => sum + rarity[k] * count * 2.2 / (count + long), 0);
    }
    hits.sort((a, b) => b.score - a.score || a.page - b.page);
    hits.slice(0, MOST_PAGES).forEach(hit => hit.parts.sort((a, b) => bits(b.terms) - bits(a.terms) || b.weight - a.weight || a.at - b.at));
    return hits;
  }

  // Words from place to place, those of terms marked.
  function addWords(element, from, to, terms) {
    let text = '', end = 0, marked = null;
    const put = () => { (marked || element).append(text), text = ''; };
    for (let at = from; at < to; at++) {
      const number = row[at], kind = kinds[number];
      const behind = isWord(number) && terms.reduce((most, term) => Math.max(most, endOf(term, at)), 0);
      const space = at > from && kind === 1 && kinds[row[at - 1]] === 1 ? ' ' : '';
      if (marked && at >= end) put(), marked = null;
      text += space;
      if (behind && !marked) put(), element.append(marked = make('mark'));
      end = Math.max(end, behind);
      text += kind >= 3 ? texts[number].slice(0, -1) + ' \u00b7 ' : texts[number];
    }
    put();
  }

  function addExcerpt(element, hit, terms) {
    let from = hit, to = hit, before = 8, behind = 26;
    while (from > 0 && kinds[row[from - 1]] < 3 && before) before -= isWord(row[--from]);
    while (to < row.length && (kinds[row[to]] !== 3 || row[to] === marks[BLOCK]) && behind) behind -= isWord(row[to++]);
    element.append(kinds[row[from - 1]] >= 3 ? '' : '\u2026 ');
    addWords(element, from, to, terms);
    element.append(to < row.length && kinds[row[to]] < 3 ? ' \u2026' : '');
  }

  const wordsTo = (at, terms, name, look) => { // the words behind a mark, up to the next
    const element = make(name, look), from = at + 1;
    while (kinds[row[++at]] !== 3);
    return addWords(element, from, at, terms), element;
  };

  // A heading's anchor, where it is not told, is made of its words.
  function anchorOf(part, anchors) {
    if (!part.number) return '';
    const own = wordsTo(part.at, [], 'i').textContent.toLowerCase().replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replace(/ /g, '-');
    return '#' + (anchors[part.number - 1] || encodeURIComponent(own));
  }

  function makeResult(hit, part, first, terms) {
    const [name, language, ...anchors] = pages[hit.page].split(' ');
    const result = make('a', { role: 'option', tabindex: '-1', 'aria-selected': 'false', href: up + 'pages/' + name + '.html' + anchorOf(part, anchors) });
    Object.assign(result, { lang: language || pages[0].split(' ')[1] }, !first && { className: 'more' });
    result.append(wordsTo(hit.at, terms, 'bdi', { class: 'title' }));
    if (part.number) result.append(make('span', { class: 'part' }, make('span', { class: 'sign' }, ' \u203a '), wordsTo(part.at, terms, 'bdi')));
    if (part.hit) addExcerpt(result.appendChild(make('span', { class: 'excerpt', dir: 'auto' })), part.hit, terms);
    return result;
  }

  // The dialog: a combobox (WAI-ARIA Authoring Practices, "list autocomplete") and what it finds.
  const input = make('input', { type: 'search', role: 'combobox', 'aria-label': search, 'aria-expanded': 'false', 'aria-autocomplete': 'list',
    'aria-controls': 'offprint-found', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go', placeholder: search, dir: 'auto' });
  const list = make('div', { id: 'offprint-found', role: 'listbox', 'aria-label': search });
  const told = make('p', { role: 'status' }), box = make('input', { type: 'checkbox' });
  const close = make('button', { type: 'button', class: 'close', 'aria-label': shut }, '\u00d7');
  const dialog = make('dialog', { class: 'search', 'aria-label': search }, make('div', { class: 'ask' }, input, close), told, list,
    make('p', { class: 'keys' }, make('label', {}, box, ' ' + slash), make('span', {}, help)));
  const opener = make('button', { type: 'button', class: 'open-search', 'aria-haspopup': 'dialog', 'aria-keyshortcuts': 'Control+K' },
    make('span', {}, search), ' ', make('kbd', { 'aria-hidden': 'true' }, 'Ctrl K'));
  if (here.lang) dialog.lang = opener.lang = here.lang;

  function tell() {
    guesses = [];
    const terms = row ? readQuestion(input.value) : [], hits = terms.length ? find(terms) : [];
    const results = hits.slice(0, MOST_PAGES).flatMap(hit =>
      hit.parts.slice(0, MOST_PARTS).map((part, i) => makeResult(hit, part, i === 0, terms)));
    results.forEach((result, i) => { result.id = 'offprint-found-' + i; });
    list.replaceChildren(...results);
    list.scrollTop = 0;
    choose(0);
    input.setAttribute('aria-expanded', results.length > 0);
    const guessed = guesses.length ? `${nothing}: ${guesses.join(', ')} \u00b7 ` : '';
    told.textContent = !terms.length ? '' : hits.length ? guessed + found + String(hits.length).replace(/\d/g, d => digits[(+d + 9) % 10]) : nothing;
  }

  function choose(at) {
    const all = [...list.children], chosen = all[(at + all.length) % all.length];
    all.forEach(each => each.setAttribute('aria-selected', each === chosen));
    input.setAttribute('aria-activedescendant', chosen?.id ?? '');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  function load() {
    if (window.offprint_index) return; // it is on its way, or here
    const rows = [], add = name => {
      document.head.append(make('script', { src: up + 'assets/' + name }));
      document.head.lastChild.onerror = () => { told.textContent = name + ': ' + lost; };
    };
    let first, left;
    window.offprint_index = (number, part) => {
      if (number === 1) [first, left] = [part, part.parts];
      for (let i = 2; number === 1 && i <= left; i++) add('index' + i + '.js');
      rows[number - 1] = readRow(part.row, first.codes);
      if (--left) return;
      readWords(first);
      const all = new Uint32Array(rows.reduce((sum, each) => sum + each.length, 0));
      rows.reduce((at, each) => { all.set(each, at); return at + each.length; }, 0);
      [row, pages, kinds, lengths] = [all, first.pages, Uint8Array.from(kinds), new Uint32Array(first.pages.length)];
      for (let at = 0, page = -1; at < row.length; at++) row[at] === marks[DOCUMENT] ? page++ : lengths[page] += isWord(row[at]);
      tell();
    };
    add('index.js');
  }

  const show = () => { load(), dialog.open || dialog.showModal(), input.select(); };

  // Chromium keeps it for all files, Firefox for each page alone, some browsers not at all.
  try { box.checked = localStorage.getItem('offprint-slash') !== 'off'; } catch { box.checked = true; }
  box.addEventListener('change', () => {
    try { localStorage.setItem('offprint-slash', box.checked ? 'on' : 'off'); } catch { /* until the page is left */ }
  });
  opener.addEventListener('click', show);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => { if (event.target === dialog || event.target.closest('[role=option]')) dialog.close(); });
  // Browsers would empty the field first.
  dialog.addEventListener('keydown', event => { if (event.key === 'Escape') event.preventDefault(), dialog.close(); });
  input.addEventListener('input', tell);
  input.addEventListener('keydown', event => {
    const all = [...list.children], at = all.findIndex(each => each.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !(step || event.key === 'Enter')) return;
    event.preventDefault();
    step ? choose(at + step) : all[at]?.click();
  });
  addEventListener('keydown', event => {
    const command = event.ctrlKey || event.metaKey, slashed = event.key === '/' && box.checked && !dialog.open && !command;
    const asked = event.key.toLowerCase() === 'k' && command && !event.shiftKey;
    if (!event.altKey && (asked || slashed)) event.preventDefault(), show();
  });
  document.querySelector('.bar .home').after(opener);
  document.body.append(dialog);
})();
