// clicks.mjs BROWSER FOLDER: opens every file below the folder from file://, clicks on every link
// that leads nowhere else, and watches. What a planted script would do is what counts as a fault: a
// title RAN, an attribute data-ran, a dialog, a request that is not for a file, an error of a
// script. BROWSER is chrome or firefox. One line a fault; the last line counts. Exit status 0 without a
// fault, 1 with faults, 2 when it could not run.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const [name, folder] = process.argv.slice(2);
const browsers = { chrome: process.env.CHROMIUM || '/usr/bin/chromium', firefox: process.env.FIREFOX || '/usr/bin/firefox-esr' };
const profile = mkdtempSync(join(tmpdir(), 'offprint-clicks-'));

async function launch() {
  return puppeteer.launch({
    browser: name, executablePath: browsers[name], headless: true, userDataDir: profile,
    args: name === 'firefox' ? [] : ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // Files that the browser does not show are not saved, and nobody is asked.
    extraPrefsFirefox: { 'browser.download.always_ask_before_handling_new_types': false,
      'browser.download.dir': profile, 'browser.download.folderList': 2 } });
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name)).sort();
const faults = [];
let opened = 0, clicked = 0, open;

function watch(page) {
  const fault = text => faults.push(`${open}: ${text}`);
  page.on('dialog', dialog => { fault(`a dialog says ${dialog.message()}`); dialog.dismiss().catch(() => 0); });
  page.on('pageerror', error => /\.pdf$/.test(open) || fault(`script error: ${error.message}`)); // a viewer's own
  page.on('request', request => /^(https?|wss?):/.test(request.url()) && fault(`requests ${request.url()}`));
}

async function look(page, when) {
  for (const frame of page.frames()) {
    const seen = await frame.evaluate(() => [document.title, document.querySelector('[data-ran]') !== null])
      .catch(() => ['', false]);
    if (seen[0] === 'RAN') faults.push(`${open}: the title says RAN ${when}`);
    if (seen[1]) faults.push(`${open}: the document is marked ${when}`);
  }
}

// Clicks and moves that a reader makes, as events: handlers run by them as by a hand.
async function use(page) {
  return page.evaluate(() => {
    let count = 0;
    for (const element of document.querySelectorAll('*')) {
      const href = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
      if (!/^\s*(https?|mailto|tel):/i.test(href ?? '') && !/\.(html?|svg|txt|pdf|zip)([#?]|$)/i.test(href ?? '')) {
        for (const type of ['mouseover', 'focus', 'pointerdown', 'click']) {
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window }));
        }
        if (href !== null) { count++; if (element.click) element.click(); }
      }
    }
    return count;
  }).catch(() => 0);
}

async function openFile(browser, path) {
  const page = await browser.newPage();
  open = relative(folder, path);
  watch(page);
  await page.goto(pathToFileURL(path).href, { waitUntil: 'load', timeout: 5000 }).catch(() => 0);
  await new Promise(done => setTimeout(done, Number(process.env.CLICKS_WAIT || 40)));
  await look(page, 'when it is opened');
  clicked += path.endsWith('.pdf') ? 0 : await use(page);
  await new Promise(done => setTimeout(done, Number(process.env.CLICKS_WAIT || 40)));
  await look(page, 'after clicks');
  opened++;
  await Promise.race([page.close().catch(() => 0), new Promise(done => setTimeout(done, 3000))]);
}

let browser;
try {
  browser = await launch();
  for (const path of files) await openFile(browser, path);
  [...new Set(faults)].forEach(text => console.log(text));
  console.log(`${await browser.version()}: ${opened} files opened, ${clicked} links clicked, ${new Set(faults).size} faults`);
  process.exitCode = faults.length || opened === 0 ? 1 : 0;
} catch (error) {
  console.log(`could not open: ${error.message}`);
  process.exitCode = 2;
} finally {
  if (browser) await browser.close().catch(() => 0);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
