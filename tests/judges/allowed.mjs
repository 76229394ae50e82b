// What a document of a bundle may hold, as one function that runs within a browser: judge(kind, texts)
// parses each text as the browser would and gives [number, fault] for all that is in no list. KIND is
// `page` (written by offprint alone), `copy` (a page of the site, cleaned) or `svg`. Lists, not patterns of
// what is bad: what nobody thought of is a fault.
export function judge(kind, texts) {
  const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg', XLINK = 'http://www.w3.org/1999/xlink';
  const XML = 'http://www.w3.org/XML/1998/namespace', XMLNS = 'http://www.w3.org/2000/xmlns/';
  const list = text => text.split(' ').filter(word => word);
  const base = 'file:///bundle/data/pages/page.html';
  const picture = /^data:image\/(png|jpeg|jpg|gif|webp|avif|bmp|x-icon)[;,]/i;

  const everywhere = {
    page: list('id class lang dir title'),
    copy: list('id class lang dir title style align role hidden translate'),
  }[kind] || [];
  const shared = {
    html: '', head: '', body: '', title: '', meta: 'charset name content http-equiv',
    a: 'href rel', abbr: '', b: '', bdi: '', bdo: '', blockquote: '', br: '', caption: '', cite: '', code: '',
    col: 'span', colgroup: 'span', dd: '', del: 'datetime', dfn: '', div: '', dl: '', dt: '', em: '', figcaption: '', figure: '',
    footer: '', h1: '', h2: '', h3: '', h4: '', h5: '', h6: '', header: '', hr: '', i: '', img: 'src alt width height',
    ins: 'datetime', kbd: '', li: 'value', main: '', mark: '', nav: '', ol: 'start type reversed', p: '', pre: '', q: '',
    rp: '', rt: '', ruby: '', s: '', samp: '', section: '', small: '', span: '', strong: '', sub: '', summary: '', sup: '',
    table: '', tbody: '', td: 'colspan rowspan headers', tfoot: '', th: 'colspan rowspan headers scope abbr', thead: '',
    time: 'datetime', tr: '', u: '', ul: '', var: '', wbr: '', details: '',
  };
  const own = {
    page: { link: 'rel href', style: '', script: 'src data-up data-words', a: 'data-remark aria-current aria-label role', main: 'tabindex', nav: 'aria-label',
      span: 'role aria-label aria-hidden data-number data-remark', img: 'data-remark', div: 'tabindex role aria-label',
      pre: 'tabindex role aria-label', h1: 'data-look', section: 'role aria-label' },
    copy: { address: '', article: '', aside: '', big: '', center: '', data: 'value', dir: '', font: 'color face size',
      hgroup: '', menu: '', strike: '', style: 'type', tt: '' },
  }[kind] || {};
  // Of old HTML, which only looks, and what is read aloud; on any element of a copy.
  const looks = list('abbr alt bgcolor border cellpadding cellspacing char clear color cols colspan compact datetime face ' +
    'headers height hspace label name noshade nowrap open reversed rowspan rules scope size span start summary type valign ' +
    'value vspace width');
  const elements = new Map();
  for (const name of new Set([...Object.keys(shared), ...Object.keys(own)])) {
    const names = [...everywhere, ...list(shared[name] ?? ''), ...list(own[name] ?? ''), ...(kind === 'copy' ? looks : [])];
    elements.set(name, new Set(names));
  }
  const drawn = new Set(list('a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle ' +
    'clipPath color-profile defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix ' +
    'feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR ' +
    'feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile ' +
    'feTurbulence filter flowDiv flowPara flowRegion flowRoot flowSpan font font-face font-face-format font-face-name ' +
    'font-face-src g glyph glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh meshgradient ' +
    'meshpatch meshrow metadata missing-glyph mpath path pattern polygon polyline radialGradient rect set solidColor ' +
    'solidcolor stop style svg switch symbol text textPath title tref tspan use view vkern'));
  const schemes = kind === 'page'
    ? list('http: https: mailto: tel: sms: ftp: ftps: sftp: irc: ircs: xmpp: matrix: news: nntp: git: gopher: geo: doi: urn: webcal: magnet:')
    : list('http: https: mailto: tel:');
  const named = { viewport: 1, referrer: 1, 'color-scheme': 1, generator: 1, author: 1, description: 1 };

  const inside = value => {
    try { return new URL(value, base).href.startsWith('file:///bundle/'); } catch { return false; }
  };
  const leads = value => {
    if (value.startsWith('#')) return true;
    let url;
    try { url = new URL(value, base); } catch { return false; }
    return url.protocol === 'file:' ? kind === 'page' && inside(value) : schemes.includes(url.protocol);
  };
  const styled = css => { // as the browser itself reads it
    if (!/[(\\@]/.test(css)) return true; // nothing in it is a function or a rule of its own
    const sheet = new CSSStyleSheet();
    try { sheet.replaceSync(css); } catch { return false; }
    return [...sheet.cssRules].every(rule => (rule.cssText.match(/(url|image-set|image|src|paint|element)\([^)]*/gi) || [])
      .every(call => /^url\("(#|data:(image\/(png|jpeg|jpg|gif|webp|avif|bmp|x-icon)|font\/(woff2?|ttf|otf)|application\/(x-)?font-(woff|ttf))[;,])/i
        .test(call)));
  };
  const meta = element => {
    const http = element.getAttribute('http-equiv');
    return http === null ? element.hasAttribute('charset') || element.name in named
      : http === 'Content-Security-Policy' && element.content.startsWith("default-src 'none';");
  };

  function html(element, fault) {
    const allowed = elements.get(element.localName);
    if (!allowed) return fault(`element ${element.localName}`);
    for (const attribute of element.attributes) {
      const { name, value } = attribute;
      if (!allowed.has(name) && !(kind === 'copy' && /^aria-[a-z]+$/.test(name))) fault(`attribute ${name} of ${element.localName}`);
      if (name === 'href' && element.localName === 'a' && !leads(value)) fault(`address ${value}`);
      if (name === 'src' && !(picture.test(value) || (kind === 'page' && inside(value) && !/^[a-z]+:/i.test(value)))) fault(`source ${value}`);
      if (name === 'style' && !styled(`*{${value}}`)) fault(`style ${value}`);
    }
    if (element.localName === 'meta' && !meta(element)) fault(`meta ${element.outerHTML}`);
    if (element.localName === 'link' && !(element.rel === 'stylesheet' && /^(\.\.\/)?assets\/style\.css$/.test(element.getAttribute('href')))) {
      fault(`link ${element.outerHTML}`);
    }
    if (element.localName === 'style' && !styled(element.textContent)) fault(`style ${element.textContent}`);
    if (element.localName === 'script' && (element.textContent || !/^((\.\.\/)?assets\/(page|search)|data\/assets\/page)\.js$/.test(element.getAttribute('src')))) {
      fault(`script ${element.outerHTML}`); // only ours, of a file of its own
    }
  }

  const acts = /^(on|href$|src$|base$)/i, script = /^[\0- ]*(j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|v\s*b\s*s\s*c\s*r\s*i\s*p\s*t|data)\s*:/i;
  function svg(element, fault) {
    if (element.namespaceURI === SVG ? !drawn.has(element.localName) : element.namespaceURI === HTML ||
        /w3\.org|mozilla\.org/.test(element.namespaceURI ?? '')) {
      return fault(`element ${element.nodeName} of ${element.namespaceURI}`);
    }
    for (const { localName, namespaceURI, value } of element.attributes) {
      if (namespaceURI === XMLNS) continue;
      if (/^on/i.test(localName)) fault(`handler ${localName} of ${element.nodeName}`);
      if (namespaceURI === XML && localName === 'base') fault('xml:base');
      if (/^(href|src)$/i.test(localName)) {
        const shows = /^(image|feImage)$/.test(element.localName) && picture.test(value);
        if (!value.startsWith('#') && !shows) fault(`address ${value} of ${element.nodeName}`);
      } else if (localName === 'attributeName' && acts.test(value.trim().replace(/^.*:/, ''))) {
        fault(`animates ${value}`);
      } else if (script.test(value)) {
        fault(`script in ${localName}: ${value}`);
      } else if (/[(\\]/.test(value) && !styled(localName === 'style' ? `*{${value}}` : `*{fill:${value}}`)) {
        fault(`style ${value}`);
      }
    }
    if (element.localName === 'style' && !styled(element.textContent)) fault(`style ${element.textContent}`);
  }

  const faults = [], parser = new DOMParser();
  let seen = 0;
  texts.forEach((text, number) => {
    const fault = what => { faults.push([number, what.slice(0, 200)]); };
    const document = parser.parseFromString(text, kind === 'svg' ? 'image/svg+xml' : 'text/html');
    if (kind === 'svg' && document.querySelector('parsererror')) fault('is no XML');
    const walk = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
    while (walk.nextNode()) {
      seen++;
      const node = walk.currentNode;
      if (node.nodeType !== Node.ELEMENT_NODE) fault(`instruction ${node.target}`);
      else if (kind === 'svg') svg(node, fault);
      else if (node.namespaceURI !== HTML) fault(`element ${node.localName} of ${node.namespaceURI}`);
      else html(node, fault);
    }
    if (document.doctype && (document.doctype.publicId || document.doctype.systemId)) fault('a document type');
  });
  return { faults, seen };
}
