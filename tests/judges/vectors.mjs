// vectors.mjs BROWSER parse [--quiet] FILE…: judges the texts of each FILE, a JSON object of `kind`, `names` and
// `texts`, by allowed.mjs within the browser; with --quiet tells only of texts without a fault.
// vectors.mjs BROWSER run FOLDER: opens every .html and .xhtml file of the folder as a frame of its own, and
// watches which scripts run, those of handlers, too, and whom the browser asks on the network; where it is
// led to is counted apart.
// One line a fault; the last line is a JSON object of counts. Exit status 0: it ran; 2: it could not.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judge } from './allowed.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const [name, mode, ...rest] = process.argv.slice(2);
const quiet = rest[0] === '--quiet', paths = rest.slice(quiet ? 1 : 0);
const browsers = { chrome: process.env.CHROMIUM || '/usr/bin/chromium', firefox: process.env.FIREFOX || '/usr/bin/firefox-esr' };
const profile = mkdtempSync(join(tmpdir(), 'offprint-vectors-'));
const AT_ONCE = 24, CHUNK = 4 << 20, PATIENCE = 5000, AT_A_TIME = 500;
// Whom Debian's browsers ask on their own account, whatever they are told.
const own = /^(update\.googleapis\.com|clients2\.google\.com|accounts\.google\.com|[a-z0-9.-]+\.(mozilla\.(com|net|org)|firefox\.com))$/;

// The browser's only way to any network: a proxy that notes who is asked for, and answers nobody.
const asked = new Map();
function note(socket) {
  socket.on('error', () => 0);
  socket.once('data', data => {
    const line = data.toString('latin1').split('\r')[0].slice(0, 200);
    const host = /^[A-Z]+ (?:[a-z]+:\/\/)?([^/:\s]+|\[[^\]]*\])/.exec(line)?.[1] ?? '?';
    if (!own.test(host)) asked.set(host, line);
    socket.destroy();
  });
}

async function launch() {
  const proxy = createServer(note).unref();
  await new Promise(done => proxy.listen(0, '127.0.0.1', done));
  const { port } = proxy.address();
  return puppeteer.launch({
    browser: name, executablePath: browsers[name], headless: true, userDataDir: profile, protocolTimeout: 300000,
    args: name === 'firefox' ? [] : ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      `--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    extraPrefsFirefox: { 'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': port,
      'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': port, 'network.proxy.allow_hijacking_localhost': true } });
}

async function parse(page, counts) {
  await page.evaluate(`window.judge = ${judge}`);
  for (const path of paths) {
    const { kind, names, texts } = JSON.parse(readFileSync(path, 'utf8'));
    for (let from = 0; from < texts.length;) {
      let to = from, bytes = 0;
      while (to < texts.length && (to === from || bytes + texts[to].length < CHUNK)) bytes += texts[to++].length;
      const { faults, seen } = await page.evaluate((k, t) => window.judge(k, t), kind, texts.slice(from, to));
      const faulty = new Set(faults.map(([number]) => number));
      if (quiet) {
        names.slice(from, to).filter((_, number) => !faulty.has(number)).forEach(text => console.log(`${text}: no fault`));
      } else {
        faults.forEach(([number, what]) => console.log(`${names[from + number]}: ${what}`));
      }
      counts.documents += to - from;
      counts.elements += seen;
      counts.faults += faults.length;
      counts.faulty += faulty.size;
      from = to;
    }
  }
}

// In each frame, before anything of its own: what vectors call says so instead, and what waits for a hand
// gets it at once.
function listen() {
  for (const call of ['alert', 'prompt', 'confirm', 'print']) {
    window[call] = () => { console.log('offprint-ran'); return null; };
  }
  window.addEventListener('load', () => {
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of [...element.attributes]) {
        if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase()));
      }
      const leads = element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? element.getAttribute('formaction');
      if (/^\W*[jvd]/i.test(leads ?? '')) { // scripts, and what is spelled like them
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }
    }
  });
}

async function showAll(addresses, atOnce, patience) {
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const show = async address => {
    const frame = document.createElement('iframe');
    const loaded = new Promise(done => { frame.onload = done; });
    frame.src = address;
    document.body.append(frame);
    await Promise.race([loaded, pause(patience)]);
    await pause(30);
    frame.remove();
  };
  const rest = [...addresses];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (rest.length) await show(rest.shift());
  }));
}

async function run(page, counts) {
  const host = join(profile, 'host.html'), led = new Set();
  writeFileSync(host, '<!DOCTYPE html><meta charset="utf-8"><title>host</title><body>');
  const rows = readdirSync(paths[0]).filter(file => /\.(html|xhtml)$/.test(file)).sort()
    .map(file => pathToFileURL(join(paths[0], file)).href);
  await page.evaluateOnNewDocument(listen);
  page.on('console', message => {
    if (message.text() === 'offprint-ran') counts.ran++;
  });
  page.on('request', request => {
    if (request.isNavigationRequest() && /^https?:/.test(request.url())) {
      led.add(new URL(request.url()).hostname);
      counts.navigations++;
    }
  });
  await page.goto(pathToFileURL(host).href);
  for (let from = 0; from < rows.length; from += AT_A_TIME) {
    await page.evaluate(showAll, rows.slice(from, from + AT_A_TIME), AT_ONCE, PATIENCE);
  }
  for (const [asks, line] of asked) {
    if (led.has(asks)) continue;
    console.log(`asks the network: ${line}`);
    counts.requests++;
  }
  counts.documents = rows.length;
}

let browser;
try {
  browser = await launch();
  const page = await browser.newPage();
  const counts = { browser: await browser.version(), documents: 0, elements: 0, faults: 0, faulty: 0, ran: 0, requests: 0, navigations: 0 };
  await (mode === 'parse' ? parse(page, counts) : run(page, counts));
  console.log(JSON.stringify(counts));
} catch (error) {
  console.log(`could not judge: ${error.message}`);
  process.exitCode = 2;
} finally {
  if (browser) await browser.close().catch(() => 0);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
