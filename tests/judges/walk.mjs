// walk.mjs START.html: opens the page from file:// in Chromium, follows every link to a file, and
// on each page asks axe-core in light and dark, wide and narrow, with its folds closed and open.
// Prints one line a fault; the last line counts. Exit status 0 without a fault, 1 with faults, 2 when it could not run.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { settle } from './browser.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const widths = [1280, 320];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const faults = [];
let requests = 0, violations = 0;

async function judgePage(context, address) {
  const page = await context.newPage();
  const fault = text => faults.push(`${address}: ${text}`);
  page.on('pageerror', error => fault(`script error: ${error.message}`));
  page.on('console', message => message.type() === 'error' && fault(`console: ${message.text()}`));
  page.on('requestfailed', request => fault(`request failed: ${request.url()}`));
  page.on('request', request => {
    requests++;
    if (!request.url().startsWith('file:')) fault(`request off the disk: ${request.url()}`);
  });
  await page.goto(address, { waitUntil: 'load' });
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map(a => a.href));
  const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
    .map(a => a.getAttribute('href').slice(1))
    .filter(id => id && !document.getElementById(decodeURIComponent(id))));
  lost.forEach(id => fault(`no anchor '${id}'`));
  await page.evaluate(axe);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
      fault(`scrolls sideways at ${width} px`);
    }
    // A wide page shows what its folds hold in any state, but axe-core takes that of closed ones for hidden.
    for (const [colorScheme, open] of [['light', false], ['light', true], ['dark', true]]) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(value => document.querySelectorAll('details').forEach(d => { d.open = value; }), open);
      await settle(page);
      const result = await page.evaluate(values =>
        axe.run(document, { resultTypes: ['violations'], runOnly: values, preload: false }), rules);
      for (const v of result.violations) {
        violations += v.nodes.length;
        fault(`${width} px, ${colorScheme}, folds ${open ? 'open' : 'closed'}: ${v.impact} ${v.id} at ${v.nodes[0].target}`);
      }
    }
  }
  await page.close();
  return links;
}

async function walk(context, start) {
  const seen = new Set([start]), queue = [start];
  let pages = 0, files = 0;
  while (queue.length) {
    const address = queue.shift();
    const path = fileURLToPath(address);
    if (!existsSync(path) || !statSync(path).isFile()) {
      faults.push(`${address}: no such file`);
      continue;
    }
    files++;
    if (!path.endsWith('.html')) continue;
    pages++;
    for (const link of await judgePage(context, address)) {
      const bare = link.split('#')[0];
      if (bare.startsWith('file:') && !seen.has(bare)) {
        seen.add(bare);
        queue.push(bare);
      }
    }
  }
  return { pages, files };
}

const profile = mkdtempSync(join(tmpdir(), 'offprint-walk-'));
let context;
try {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, offline: true, bypassCSP: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const { pages, files } = await walk(context, pathToFileURL(process.argv[2]).href);
  faults.forEach(text => console.log(text));
  console.log(`${pages} pages and ${files - pages} other files opened, ${requests} requests, ` +
    `${violations} axe violations, ${faults.length} faults`);
  process.exitCode = faults.length || pages === 0 ? 1 : 0;
} catch (error) {
  console.log(`could not walk: ${error.message}`);
  process.exitCode = 2;
} finally {
  if (context) await context.close();
  rmSync(profile, { recursive: true, force: true });
}
