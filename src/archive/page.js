// What readers can do in a page of a bundle beyond following links: choose a theme, see in the list of headings where they are,
// open notes beside their marks, copy code, enlarge pictures. Without it all of that is there as text, links and pictures.
// It runs in the head, before anything is drawn, so that no other theme flashes.
'use strict';
(() => {
  const root = document.documentElement, here = document.currentScript;
  const [theme, enlarge, auto, light, dark, copy, copied, shut, note] = here.dataset.words.split('|');
  const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element.append(...inside), element;
  };
  const all = what => [...document.querySelectorAll(what)];
  // A button of ours among the page's words; where those are of a language that the table of phrases has not, it says so.
  const makeButton = (attributes, ...inside) => make('button', { type: 'button', ...attributes, ...here.lang && { lang: here.lang } }, ...inside);

  // What is kept of files of a disk Chromium keeps for all pages, Firefox for each alone, some browsers not at all.
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* until the page is left */ } };
  const kept = name => { try { return localStorage.getItem(name); } catch { return null; } };
  window.offprint_page = { make, makeButton, keep, kept }; // for search.js

  // The theme. Links between pages carry it, too.
  const names = { auto, light, dark }, themes = Object.keys(names);
  let chosen = '';
  const paint = () => {
    chosen = kept('offprint-theme') || chosen;
    root.dataset.theme = names[chosen] ? chosen : 'auto';
  };
  if (names[location.search.slice(1)]) {
    chosen = location.search.slice(1);
    keep('offprint-theme', chosen);
    try { history.replaceState(null, '', location.pathname + location.hash); } catch { /* the address shows it */ }
  }
  paint();

  function carryTheme(event) {
    const link = event.target.closest('a[href]');
    if (link && chosen && link.protocol === 'file:' && link.pathname.endsWith('.html') && link.pathname !== location.pathname) link.search = chosen;
  }

  function addThemes() {
    const button = makeButton({ class: 'theme' });
    const tell = () => {
      paint();
      button.title = theme + names[root.dataset.theme];
      button.setAttribute('aria-label', button.title);
    };
    button.addEventListener('click', () => {
      chosen = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
      keep('offprint-theme', chosen);
      tell();
    });
    addEventListener('pageshow', tell);
    addEventListener('storage', tell);
    for (const type of ['click', 'auxclick']) document.addEventListener(type, carryTheme, true);
    (document.querySelector('.bar') ?? document.body).append(button); // START-HERE has no bar
    tell();
  }

  // The heading that is read, in the list of headings; at the page's end the one that was gone to, or the last.
  function followHeadings() {
    const links = all('.headings a'), list = document.querySelector('nav.here');
    const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let current, waits = false;
    const mark = () => {
      waits = false;
      const top = heading => heading.getBoundingClientRect().top, line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 8;
      let at = headings.findLastIndex(heading => heading && top(heading) <= line);
      if (root.scrollHeight - innerHeight - scrollY < 2 && scrollY > 0) {
        const inView = headings.map((heading, i) => heading && top(heading) < innerHeight ? i : -1).filter(i => i > at);
        at = inView.find(i => headings[i].matches(':target')) ?? inView.at(-1) ?? at;
      }
      if (links[at] === current) return;
      current?.removeAttribute('aria-current');
      current = links[at];
      current?.setAttribute('aria-current', 'location');
      if (current && getComputedStyle(list).position === 'sticky') current.scrollIntoView({ block: 'nearest' });
    };
    const later = () => { if (!waits) waits = true, requestAnimationFrame(mark); };
    for (const type of ['scroll', 'resize', 'hashchange', 'load']) addEventListener(type, later, { passive: true });
    mark();
  }

  // Notes, in a box beside their mark that Escape and a click elsewhere close (a popover, where browsers have them).
  function openNote(mark) {
    const text = document.getElementById(decodeURIComponent(mark.hash.slice(1))).cloneNode(true);
    for (const back of text.querySelectorAll('.footnote-backref')) back.remove();
    for (const named of text.querySelectorAll('[id]')) named.removeAttribute('id');
    const box = make('div', { class: 'beside', popover: 'auto', role: 'dialog', tabindex: '-1', 'aria-label': note.replace('%', mark.textContent) }, ...text.childNodes);
    mark.parentElement.after(box);
    box.showPopover();
    const at = mark.getBoundingClientRect(), { width, height } = box.getBoundingClientRect(), room = root.clientWidth - width - 8;
    const above = at.bottom + height + 8 > innerHeight && at.top - height - 8 > 0;
    box.style.left = scrollX + Math.max(8, Math.min(room, (at.left + at.right - width) / 2)) + 'px';
    box.style.top = scrollY + (above ? at.top - height - 6 : at.bottom + 6) + 'px';
    box.focus({ preventScroll: true });
    box.addEventListener('toggle', event => { if (event.newState === 'closed') box.remove(); });
  }

  function openNotesBeside() {
    let open;
    for (const mark of all('[role=doc-noteref]')) {
      mark.addEventListener('pointerdown', () => { open = mark.parentElement.nextElementSibling?.matches('.beside'); }); // it closes now
      mark.addEventListener('click', event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (!open) openNote(mark);
        open = false;
      });
    }
  }

  function addCopies() {
    for (const code of all('pre.code')) {
      const button = makeButton({ class: 'copy' }, make('span', { role: 'status' }, copy)), label = button.firstChild, box = make('div', { class: 'copied' });
      code.replaceWith(box);
      box.append(code, button);
      button.addEventListener('click', async () => {
        try { await navigator.clipboard.writeText(code.textContent.replace(/\n$/, '')); } catch { return getSelection().selectAllChildren(code); }
        label.textContent = copied;
        setTimeout(() => { label.textContent = copy; }, 2000);
      });
    }
  }

  // Pictures that are shown smaller than they are open alone.
  function showPicture(picture) {
    const close = makeButton({ class: 'close', 'aria-label': shut }, '\u00d7');
    const dialog = make('dialog', { class: 'enlarged', 'aria-label': picture.alt }, make('img', { src: picture.src, alt: picture.alt }), close);
    dialog.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function enlargePictures() {
    for (const picture of all('.text img')) {
      const drawn = /\.svg$/.test(picture.src);
      if (picture.closest('a') || !picture.alt || !(drawn || picture.naturalWidth > 1.2 * picture.clientWidth)) continue;
      for (const [name, value] of Object.entries({ role: 'button', tabindex: 0, 'aria-haspopup': 'dialog', 'aria-label': enlarge + picture.alt })) picture.setAttribute(name, value);
      picture.addEventListener('click', () => showPicture(picture));
      picture.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') event.preventDefault(), showPicture(picture); });
    }
  }

  // Only what scrolls is a stop of the keyboard.
  function stopAtScrollers() {
    const watch = new ResizeObserver(rows => {
      for (const { target } of rows) target.scrollWidth > target.clientWidth ? target.setAttribute('tabindex', 0) : target.removeAttribute('tabindex');
    });
    for (const region of all('[role=region]')) watch.observe(region);
  }

  document.addEventListener('DOMContentLoaded', () => {
    addThemes();
    followHeadings();
    if ('popover' in root) openNotesBeside();
    addCopies();
    stopAtScrollers();
  });
  addEventListener('load', enlargePictures);
})();
