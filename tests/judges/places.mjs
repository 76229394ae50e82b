// places.mjs BROWSER FILE...: where the browser sets the words of pages, and which way it reads the blocks
// that they stand in. Its last line is JSON: for each file the words of <div class="text"> as
// [word, left, top, bottom, direction of its block]. Exit status 0, or 2 when it could not run.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const [name, ...files] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), 'offprint-places-'));

function wordsOf(root) {
  const found = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; (node = walker.nextNode());) {
    let block = node.parentElement;
    while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    for (const match of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      found.push([match[0], box.left, box.top, box.bottom, getComputedStyle(block).direction]);
    }
  }
  return found;
}

try {
  const browser = await puppeteer.launch({
    browser: name, executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, userDataDir: profile,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  const places = [];
  for (const file of files) {
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    places.push(await page.evaluate(`(${wordsOf})(document.querySelector('div.text'))`));
  }
  await browser.close();
  console.log(JSON.stringify(places));
} catch (error) {
  console.error(String(error));
  process.exitCode = 2;
} finally {
  rmSync(profile, { recursive: true, force: true });
}
