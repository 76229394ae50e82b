// search.mjs BROWSER JOBS: opens pages of a bundle from file://, as readers have it, types into their search,
// and tells what is seen. JOBS is a file of JSON, a list of
//   {page, keys: [...], size: [width, height], scheme, script, axe, patience, loads, time: [...], forced, borders}
// (`forced`: colours; `borders`: the colours of what the selector names, before the ground's) of which `keys` are pressed in turn; one of several characters is typed, unless it is a key's name as in
// `Control+k`. `*` waits for the index and what it gives. Its last line is JSON: of each job what stands there behind each
// `*`, and at its end; `loads` is put in before the index is
// loaded, each of `time` behind it, and the milliseconds of each are told. Exit status 0, or 2 when it could not run.
import { axeFinds, drive, openPage, pressKey, readJobs } from './browser.mjs';

const [name, jobs] = process.argv.slice(2);

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
  } else {
    await pressKey(page, key);
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
  const errors = [], seen = [], page = await openPage(browser, job, errors);
  const loaded = job.loads ? await page.evaluate(timeLoading, job.loads) : null;
  for (const key of job.keys || []) await press(page, key, seen, job.patience || 20000);
  await new Promise(resolve => setTimeout(resolve, 150));
  const end = job.script === false ? await page.content() : await page.evaluate(look);
  const violations = job.axe ? await axeFinds(page) : null;
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

await drive(name, async browser => {
  const answers = [];
  for (const job of readJobs(jobs)) answers.push(await work(browser, job));
  return answers;
});
