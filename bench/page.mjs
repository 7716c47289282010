// Called by bench/page.sh. Medians of five openings, in milliseconds, each in a new browser profile:
// from the request for the file to what is named; a step is from the click to what it shows.
import { readFileSync, statSync } from 'node:fs';
import { chromium } from 'playwright-core';

const openings = 5;
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds until `selector` is seen after `act`, two frames later: when it has been painted. */
async function timed(page, act, selector) {
  const begin = performance.now();
  await act();
  await page.locator(selector).first().waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return performance.now() - begin;
}

const browser = await chromium.launch({
  executablePath: process.env.LEITWORT_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
console.log(`${browser.version()}, medians of ${openings}`);
for (const path of process.argv.slice(2)) {
  const url = `file://${path}`;
  const steps = { opened: [], formulations: [], filtered: [], card: [], similarity: [], document: [], time: [], passages: [] };
  for (let i = 0; i < openings; ++i) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const to = (hash) => page.evaluate((h) => void (location.hash = h), hash);
    steps.opened.push(await timed(page, () => page.goto(url, { waitUntil: 'commit' }), 'h1'));
    await page.waitForLoadState('load');
    steps.formulations.push(await timed(page, () => to('#/formulations'), 'tbody tr'));
    const filter = page.locator('input[type=search]').first();
    const before = await page.locator('tbody').first().innerText();
    const begin = performance.now();
    await filter.fill('peace');
    await page.waitForFunction((text) => document.querySelector('tbody')?.innerText !== text, before, { timeout: 5000 }).catch(() => {});
    steps.filtered.push(performance.now() - begin);
    steps.card.push(await timed(page, () => to('#/formulation/0'), '.kwic'));
    steps.similarity.push(await timed(page, () => to('#/similarity'), 'tbody tr'));
    steps.document.push(await timed(page, () => to('#/document/0'), '.text'));
    steps.time.push(await timed(page, () => to('#/time'), 'svg.figure'));
    steps.passages.push(await timed(page, () => to('#/passages'), 'tbody tr'));
    await context.close();
  }
  const html = readFileSync(path, 'latin1');
  const blocks = {};
  for (const [, name, data] of html.matchAll(/<script type="text\/plain" id="block-([a-z]+)[-\d]*">([^<]*)/g)) {
    blocks[name] = (blocks[name] ?? 0) + data.length;
  }
  const megabytes = (n) => (n / 1e6).toFixed(2);
  console.log(`\n${path.split('/').at(-2)}: ${megabytes(statSync(path).size)} MB`);
  console.log(`  blocks, MB: ${Object.entries(blocks).map(([name, size]) => `${name} ${megabytes(size)}`).join(', ')}`);
  console.log(`  ms: ${Object.entries(steps).map(([name, values]) => `${name} ${Math.round(median(values))}`).join(', ')}`);
}
await browser.close();
