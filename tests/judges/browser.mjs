// What drivers of browsers share: starting one as its users have it, and opening a page of a bundle in it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NAMED = /^((Control|Shift)\+.+|Enter|Escape|Tab|Arrow\w+|Backspace|Home|End)$/;

// Gives `work` a browser, prints what comes of it as JSON, and ends: with status 2 when it could not run.
export async function drive(name, work) {
  const puppeteer = require('puppeteer-core');
  const browsers = { chrome: process.env.CHROMIUM || '/usr/bin/chromium', firefox: process.env.FIREFOX || '/usr/bin/firefox-esr' };
  const profile = mkdtempSync(join(tmpdir(), 'offprint-pages-'));
  let browser;
  try {
    browser = await puppeteer.launch({
      browser: name, executablePath: browsers[name], headless: true, userDataDir: profile,
      args: name === 'firefox' ? [] : ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      extraPrefsFirefox: { 'remote.prefs.recommended': false, 'security.fileuri.strict_origin_policy': true } }); // as users have it
    console.log(JSON.stringify(await work(browser)));
  } catch (error) {
    console.log(`could not run: ${error.stack}`);
    process.exitCode = 2;
  } finally {
    if (browser) await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

export const readJobs = path => JSON.parse(readFileSync(path, 'utf8'));

// Opens {page, size: [width, height], scheme, script, forced}; what goes wrong in it is put into `errors`.
export async function openPage(browser, job, errors) {
  const page = await browser.newPage();
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('request', request => /^(https?|wss?):/.test(request.url()) && errors.push(request.url()));
  const [width, height] = job.size || [1280, 800];
  await page.setViewport({ width, height });
  if (job.forced) await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  if (job.scheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: job.scheme }]);
  if (job.script === false) await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(job.page).href + (job.hash || ''), { waitUntil: 'load' });
  return page;
}

// A key by its name, as in `Control+k`; anything else is typed.
export async function pressKey(page, key) {
  if (!NAMED.test(key)) return page.keyboard.type(key);
  const parts = key.split('+');
  if (parts[1]) await page.keyboard.down(parts[0]);
  await page.keyboard.press(parts.at(-1));
  if (parts[1]) await page.keyboard.up(parts[0]);
}

// What a page does after it was resized or folded it has done two frames later.
export const settle = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

// What axe-core finds, as lines.
export async function axeFinds(page) {
  await settle(page);
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(values => axe.run(document, { resultTypes: ['violations'], runOnly: values, preload: false,
    rules: { 'target-size': { enabled: true } } }), RULES);
  return found.violations.flatMap(each => each.nodes.map(node => `${each.id} at ${node.target}`));
}
