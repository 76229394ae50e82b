// search.mjs BROWSER JOBS: opens pages of a bundle from file://, as readers have it, types into their search,
// and tells what is seen. JOBS is a file of JSON, a list of
//   {page, keys: [...], size: [width, height], scheme, script, axe, patience, loads, time: [...], forced, borders}
// (`forced`: colours; `borders`: the colours of what the selector names, before the ground's) of which `keys` are pressed in turn; one of several characters is typed, unless it is a key's name as in
// `Control+k`. `*` waits for the index and what it gives. Its last line is JSON: of each job what stands there behind each
// `*`, and at its end; `loads` is put in before the index is
// loaded, each of `time` behind it, and the milliseconds of each are told. Exit status 0, or 2 when it could not run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [name, jobs] = process.argv.slice(2);
const browsers = { chrome: process.env.CHROMIUM || '/usr/bin/chromium', firefox: process.env.FIREFOX || '/usr/bin/firefox-esr' };
const profile = mkdtempSync(join(tmpdir(), 'offprint-search-'));
const NAMED = /^(Control\+.|Enter|Escape|Tab|Arrow\w+|Backspace|Home|End)$/;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What a reader sees, and what one hears.
function look() {
  const box = element => { const { left, top, right, bottom } = element.getBoundingClientRect(); return [left, top, right, bottom]; };
  const dialog = document.querySelector('dialog'), input = document.querySelector('[role=combobox]');
  const chosen = input && document.getElementById(input.getAttribute('aria-activedescendant'));
  const focus = document.activeElement;
  return {
    address: location.href, open: Boolean(dialog && dialog.open), focus: focus.getAttribute('role') || focus.className || focus.localName,
    status: document.querySelector('[role=status]')?.textContent ?? null, expanded: input && input.getAttribute('aria-expanded'),
    results: [...document.querySelectorAll('[role=option]')].map(option => ({
      href: option.href, title: option.querySelector('.title').textContent, part: option.querySelector('.part bdi')?.textContent ?? '',
      excerpt: option.querySelector('.excerpt')?.textContent ?? '', chosen: option === chosen && option.getAttribute('aria-selected') === 'true',
      marked: [...option.querySelectorAll('.excerpt mark')].map(mark => mark.textContent) })),
    links: [...document.querySelectorAll('main ol a')].map(link => link.href), width: document.documentElement.scrollWidth,
    searches: document.querySelectorAll('.open-search').length, direction: dialog && getComputedStyle(dialog).direction,
    box: dialog && dialog.open ? box(dialog) : null, target: Boolean(document.querySelector(':target')),
    checked: document.querySelector('dialog [type=checkbox]')?.checked ?? null };
}

async function press(page, key, seen, patience) {
  if (key === '*') {
    const told = await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent, { timeout: patience })
      .catch(() => null);
    if (told) seen.push(await page.evaluate(look));
  } else if (NAMED.test(key)) {
    const parts = key.split('+');
    if (parts[1]) await page.keyboard.down(parts[0]);
    await page.keyboard.press(parts.at(-1));
    if (parts[1]) await page.keyboard.up(parts[0]);
  } else {
    await page.keyboard.type(key);
  }
}

// From the click that opens the search to the first answer.
async function timeLoading(typed) {
  const status = document.querySelector('[role=status]'), begun = performance.now();
  document.querySelector('[role=combobox]').value = typed;
  const told = new Promise(resolve => new MutationObserver(resolve).observe(status, { childList: true }));
  document.querySelector('.open-search').click();
  await told;
  return performance.now() - begun;
}

async function work(browser, job) {
  const page = await browser.newPage(), errors = [], seen = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('request', request => /^(https?|wss?):/.test(request.url()) && errors.push(request.url()));
  const [width, height] = job.size || [1280, 800];
  await page.setViewport({ width, height });
  if (job.forced) await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  if (job.scheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: job.scheme }]);
  if (job.script === false) await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(job.page).href, { waitUntil: 'load' });
  const loaded = job.loads ? await page.evaluate(timeLoading, job.loads) : null;
  for (const key of job.keys || []) await press(page, key, seen, job.patience || 20000);
  await new Promise(resolve => setTimeout(resolve, 150));
  const end = job.script === false ? await page.content() : await page.evaluate(look);
  let violations = null;
  if (job.axe) {
    await page.evaluate(axe);
    const found = await page.evaluate(values => axe.run(document, { resultTypes: ['violations'], runOnly: values, preload: false }), RULES);
    violations = found.violations.map(each => `${each.id} at ${each.nodes[0].target}`);
  }
  const borders = job.borders && await page.evaluate(what => [...document.querySelectorAll(what)].map(each =>
    [getComputedStyle(each).borderInlineStartColor, getComputedStyle(document.body).backgroundColor]), job.borders);
  const took = job.time ? await page.evaluate(async typed => {
    const input = document.querySelector('[role=combobox]'), times = [];
    for (const text of typed) {
      const begun = performance.now();
      input.value = text;
      input.dispatchEvent(new Event('input'));
      times.push(performance.now() - begun);
    }
    return times;
  }, job.time) : null;
  await page.close();
  return { seen, end, errors, violations, took, loaded, borders };
}

let browser;
try {
  browser = await puppeteer.launch({
    browser: name, executablePath: browsers[name], headless: true, userDataDir: profile,
    args: name === 'firefox' ? [] : ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    extraPrefsFirefox: { 'remote.prefs.recommended': false, 'security.fileuri.strict_origin_policy': true } }); // as users have it
  const answers = [];
  for (const job of JSON.parse(readFileSync(jobs, 'utf8'))) answers.push(await work(browser, job));
  console.log(JSON.stringify(answers));
} catch (error) {
  console.log(`could not search: ${error.stack}`);
  process.exitCode = 2;
} finally {
  if (browser) await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
