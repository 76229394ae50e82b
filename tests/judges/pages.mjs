// pages.mjs BROWSER JOBS: opens pages of a bundle from file://, as readers have it, does with them what JOBS tell, and says what
// was seen. JOBS is a file of JSON, a list of jobs of browser.mjs with `steps`, each one of
//   {"key": "Tab"}  {"click": selector}  {"wait": milliseconds}  {"ask": expression}  {"axe": true}  {"go": address}
//   {"print": path}, a PDF  {"shot": path}, a picture
// Its last line is JSON: of each job the answers to `ask` and `axe` in their order, and the errors. Exit status 0, or 2.
import { axeFinds, drive, openPage, pressKey, readJobs } from './browser.mjs';

const [name, jobs] = process.argv.slice(2);

async function take(page, step) {
  if (step.key) await pressKey(page, step.key);
  else if (step.click) await page.click(step.click);
  else if (step.wait) await new Promise(resolve => setTimeout(resolve, step.wait));
  else if (step.go) await page.goto(step.go, { waitUntil: 'load' });
  else if (step.print) await page.pdf({ path: step.print, preferCSSPageSize: true });
  else if (step.shot) await page.screenshot({ path: step.shot });
  else if (step.axe) return [await axeFinds(page)];
  else return [await page.evaluate(step.ask)];
  return [];
}

async function work(browser, job) {
  const errors = [], answers = [], page = await openPage(browser, job, errors);
  for (const step of job.steps) answers.push(...await take(page, step));
  await page.close();
  return { answers, errors };
}

await drive(name, async browser => {
  const all = [];
  for (const job of readJobs(jobs)) all.push(await work(browser, job));
  return all;
});
