/** From one view to the next, as an analyst goes. */

import { existsSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { attacks } from './hostile';
import { open, saved } from './open';
import { chinaRussia, tableOf } from './pages';

const column = (page: Page, index: number) => page.locator(`main tbody tr td:nth-child(${index})`).allInnerTexts();

test('formulations are filtered while typing, and the address restores what is left', async ({ page }) => {
  await open(page, 'lake', '#/formulations');
  const all = await page.locator('main tbody tr').count();
  await page.keyboard.press('/');
  await page.keyboard.type('shared LAKE');
  await expect(page).toHaveURL(/q=shared/);
  await expect(async () => expect(await page.locator('main tbody tr').count()).toBeLessThan(all)).toPass();
  const left = await column(page, 2);
  for (const text of left) expect(text.toLowerCase()).toMatch(/(?=.*shared)(?=.*lake)/s);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.locator('main tbody tr')).toHaveCount(left.length);
  expect(await column(page, 2)).toEqual(left);
  expect(await page.locator('input[type=search]').inputValue()).toBe('shared LAKE');
});

test('a column sorts down, up, and back to the order of ranks', async ({ page }) => {
  await open(page, 'lake', '#/formulations');
  const places = async () => (await column(page, 5)).map(Number);
  const head = page.getByRole('button', { name: /^Places/ });
  await head.click();
  await expect(page).toHaveURL(/sort=-/);
  await expect(async () => expect(await places()).toEqual((await places()).sort((a, b) => b - a))).toPass();
  await head.click();
  await expect(async () => expect(await places()).toEqual((await places()).sort((a, b) => a - b))).toPass();
  await head.click();
  await expect(page).not.toHaveURL(/sort=/);
  await expect(async () => {
    const ranks = (await column(page, 1)).map(Number);
    expect(ranks).toEqual(ranks.map((_, i) => i + 1));
  }).toPass();
});

test('the table is saved as CSV with the rows that are shown', async ({ page }) => {
  await open(page, 'lake', '#/formulations?q=lake');
  const rows = await page.locator('main tbody tr').count();
  const lines = (await saved(page, 'Save this table as CSV')).toString().trimEnd().split('\r\n');
  expect(lines.length).toBe(rows + 1);
  expect(lines[0]).toContain('formulation');
});

test('from a cell of the heatmap to the pair, the passage, and the document at the right place', async ({ page }) => {
  await open(page, 'lake', '#/similarity');
  const heatmap = page.getByRole('application');
  const drawn = await heatmap.boundingBox();
  if (!drawn) throw new Error('the heatmap is not drawn');
  await heatmap.click({ position: { x: 0.95 * drawn.width, y: 0.6 * drawn.height } });
  await expect(page).toHaveURL(/#\/pair\/\d+\/\d+/);
  // In order of date, as the table of documents has them.
  const documents = tableOf('lake', 'documents.csv');
  const byDate = documents
    .map((row, index) => ({ index, date: row.date === '' ? '9999' : row.date! }))
    .sort((x, y) => (x.date < y.date ? -1 : x.date > y.date ? 1 : x.index - y.index));
  await open(page, 'lake', '#/similarity');
  await heatmap.focus();
  // From the second row of the first column: the second document with the first.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#/pair/${byDate[0]?.index}/${byDate[1]?.index}(\\?|$)`));
  await open(page, 'lake', '#/pair/8/9');
  await page.getByRole('link', { name: 'word by word' }).first().click();
  await expect(page).toHaveURL(/#\/passage\/\d+/);
  await expect(page.locator('mark, del, ins').first()).toBeVisible();
  const words = (await page.locator('main tbody td').first().innerText()).split(/\s+/).slice(0, 3).join(' ');
  await page.locator('main a[href*="#/document/"][href*="at="]').first().click();
  await expect(page).toHaveURL(/#\/document\/\d+\?.*at=\d+/);
  await expect(page.getByText('Reading…')).toHaveCount(0);
  const text = page.locator('.text').first();
  await expect(text).toContainText(words.split(' ')[0] ?? '');
});

/** Whether nothing lies over the middle of its first line. */
const isUncovered = (element: Locator) =>
  element.evaluate((mark) => {
    const box = mark.getClientRects()[0]!;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top !== null && (mark.contains(top) || top.contains(mark));
  });

for (const [width, height, side] of [[1280, 720, ''], [1000, 700, ''], [390, 844, '?side=b'], [640, 360, '?side=a']] as const) {
  test(`what two documents share is gone through with the texts in sight, ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'lake', `#/pair/8/9${side}`);
    const sides = side === '' ? ['a', 'b'] : [side.slice(-1)];
    const inSight = async () => {
      for (const name of sides) {
        const mark = page.locator(`.side-${name} .marked[class*=strong]`).first();
        await expect(mark).toBeInViewport();
        await expect.poll(() => isUncovered(mark)).toBe(true);
      }
    };
    const next = page.getByRole('button', { name: 'Next shared' });
    const entry = page.locator('.shared-list button.item').nth(6);
    for (const step of [1, 2, 3]) {
      await next.click();
      await expect(page.getByText(new RegExp(`^${step} of \\d+$`))).toBeVisible();
      await inSight();
      await expect(next).toBeInViewport(); // to go on
    }
    for (const again of ['chosen', 'chosen once more']) {
      await entry.click();
      await expect(page, again).toHaveURL(/[?&]f=\d+/);
      await inSight();
    }
    // What is opened by its address begins at its top.
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.locator('.marked[class*=strong]').first()).toBeAttached();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
}

test('from a formulation to a place of it in its document', async ({ page }) => {
  await open(page, 'lake', '#/formulation/0');
  const place = page.locator('.kwic a[href*="#/document/"]').first();
  const href = (await place.getAttribute('href')) ?? '';
  await place.click();
  await expect(page).toHaveURL(new RegExp(`${href.replace(/[?]/g, '\\?')}$`));
  await expect(page.getByText('Reading…')).toHaveCount(0);
  const marked = page.locator('.text [aria-current], .text .here, .text [data-here]').first();
  await expect(marked).toBeInViewport();
  await expect(marked).toContainText(/consensus|stewardship|lake/i);
});

test('a watch-list comes first, what is not found included', async ({ page }) => {
  await open(page, 'watched', '#/time');
  await expect(page.getByText('spirit of shared waters').first()).toBeVisible();
  await open(page, 'watched', '#/formulations');
  const first = (await column(page, 2)).slice(0, 3).map((text) => text.toLowerCase());
  expect(first[0]).toContain('spirit of shared waters');
  expect(first[2]).toContain('both shores prosper together');
});

test('what was noticed while documents were read is told first', async ({ page }) => {
  const [warned, silent] = tableOf('warned', 'documents.csv');
  expect(warned?.warnings).not.toBe('');
  expect(silent?.warnings).toBe('');
  await open(page, 'warned', '#/');
  await expect(page.locator('main .note')).toContainText(`1 of 2 documents was read with a warning`);
  await expect(page.locator('main .note')).toContainText(warned?.warnings ?? '');
  await page.getByRole('link', { name: '1 of 2 documents' }).click();
  await expect(page.locator('main tbody tr').first()).toContainText(warned?.warnings ?? '');
  await open(page, 'warned', '#/document/0');
  await expect(page.locator('.facts')).toContainText(warned?.warnings ?? '');
  await open(page, 'lake', '#/');
  await expect(page.locator('main .note')).toHaveCount(0);
});

test('passages between different authors are told from the others', async ({ page }) => {
  const authors = new Map(tableOf('lake', 'documents.csv').map(({ document, author }) => [document, author]));
  const all = tableOf('lake', 'passages.csv');
  const between = all.filter(({ a, b }) => authors.get(a!) !== authors.get(b!));
  expect(between.length).toBeGreaterThan(0);
  expect(between.length).toBeLessThan(all.length);
  await open(page, 'lake', '#/passages');
  await expect(page.locator('main tbody tr')).toHaveCount(all.length);
  await page.getByLabel('Between different authors only').check();
  await expect(page.locator('main tbody tr')).toHaveCount(between.length);
  await expect(page).toHaveURL(/others=1/);
});

test('the way back leads back', async ({ page }) => {
  await open(page, 'lake', '#/formulations?q=lake');
  await page.locator('main tbody a[href*="#/formulation/"]').first().click();
  await expect(page).toHaveURL(/#\/formulation\//);
  await page.goBack();
  await expect(page).toHaveURL(/#\/formulations\?q=lake/);
});

test('saved figures are XML with their title above them, whatever the names', async ({ page }) => {
  for (const [corpus, view] of [
    ['lake', '#/'], ['lake', '#/time'], ['lake', '#/network'], ['lake', '#/formulation/0'],
    ['hostile', '#/'], ['hostile', '#/time'], ['hostile', '#/network'], ['hostile', '#/formulation/0'], ['hostile', '#/similarity'],
  ] as const) {
    await open(page, corpus, view);
    const svg = (await saved(page, 'Save as SVG')).toString();
    const drawn = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const [, top] = (parsed.documentElement.getAttribute('viewBox') ?? '').split(' ').map(Number);
      const words = parsed.querySelector('text');
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        title: parsed.querySelector('title')?.textContent ?? '',
        words: words?.textContent ?? '',
        below: Number(words?.getAttribute('y')) - (top ?? 0),
      };
    }, svg);
    const what = `${corpus} ${view}: ${JSON.stringify(drawn)}`;
    expect(drawn.errors, what).toBe(0);
    expect(drawn.title, what).toContain(corpus === 'lake' ? '(lake-accord)' : '<b>');
    expect(drawn.words.slice(0, 12), what).toBe(drawn.title.slice(0, 12));
    expect(drawn.below, what).toBeLessThan(25);
  }
});

test('figures are saved as SVG and PNG', async ({ page }) => {
  for (const view of ['#/similarity', '#/time', '#/network', '#/']) {
    await open(page, 'lake', view);
    for (const [button, magic] of [
      ['Save as SVG', '<svg'],
      ['Save as PNG', '\u0089PNG'],
    ] as const) {
      const bytes = (await saved(page, button)).toString('latin1');
      expect(bytes.startsWith(magic), `${view} ${button}`).toBe(true);
      expect(bytes.length).toBeGreaterThan(500);
    }
  }
});

test('hostile texts appear as text', async ({ page }) => {
  for (const view of ['#/', '#/documents', '#/document/0', '#/document/1', '#/formulations', '#/pair/0/1', '#/passage/0', '#/network', '#/similarity', '#/time']) {
    await open(page, 'hostile', view);
    expect(await page.evaluate(() => 'broken' in window), view).toBe(false);
    expect(await page.locator('main script, main img, main b, main iframe').count(), view).toBe(0);
  }
  await open(page, 'hostile', '#/document/0');
  const text = await page.locator('.text').allInnerTexts();
  for (const attack of attacks.filter((a) => /^[\x20-\x7e]+$/.test(a))) expect(text.join('\n')).toContain(attack);
  const links = await page.locator('a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol));
  expect(links.filter((protocol) => protocol === 'javascript:')).toEqual([]);
});

test('from the double click to greatest (2020) → highest (2022) in four clicks or fewer', async ({ page }) => {
  test.skip(!existsSync(chinaRussia), 'the corpus china-russia is not here');
  await open(page, 'china-russia', '');
  await page.getByText('greatest → highest').first().click();
  const before = page.getByText(/the greatest\s+strategic value/).first();
  const after = page.getByText(/the highest\s+strategic value/).first();
  await expect(before).toBeInViewport();
  await expect(after).toBeInViewport();
});
