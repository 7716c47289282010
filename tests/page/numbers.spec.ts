/** What the page shows is what the tables beside it say; and small or unusual corpora make whole pages. */

import { expect, test, type Page } from '@playwright/test';
import { rowsOf, type Row } from './csv';
import { open, saved, views } from './open';
import { tableOf } from './pages';

/** A table that the page gives away. */
const savedRows = async (page: Page, button: RegExp) => rowsOf((await saved(page, button)).toString());
const savedTable = (page: Page) => savedRows(page, /^Save this table as CSV/);
const picked = (rows: Row[], ...names: string[]) => rows.map((row) => names.map((name) => row[name]));
/** Tables have six digits. */
const close = (shown: string | undefined, told: string | undefined) =>
  Math.abs(Number(shown) - Number(told)) <= 1e-5 * Math.max(1e-9, Math.abs(Number(told)));

test('every formulation has the numbers of formulations.csv', async ({ page }) => {
  await open(page, 'lake', '#/formulations');
  const told = tableOf('lake', 'formulations.csv');
  expect(told.length).toBeGreaterThan(10);
  const columns = ['rank', 'formulation', 'documents', 'occurrences', 'first_date', 'last_date', 'slots', 'peak', 'life'];
  expect(picked(await savedTable(page), ...columns)).toEqual(picked(told, ...columns));
});

test('every pair has the numbers of similarity.csv', async ({ page }) => {
  for (const k of ['5', '3']) {
    const corpus = k === '5' ? 'lake' : 'shingles';
    await open(page, corpus, `#/similarity?k=${k}`);
    const told = new Map<string, Row>();
    for (const row of tableOf(corpus, 'similarity.csv').filter(({ shingle }) => shingle === k)) {
      if (Number(row.shared) > 0) told.set([row.a, row.b].sort().join(' '), row);
    }
    const shown = await savedTable(page);
    expect(shown.length).toBe(told.size);
    const wrong = shown.filter((row) => {
      const other = told.get([row.a, row.b].sort().join(' '));
      if (!other || row.shared !== other.shared || !close(row.jaccard, other.jaccard)) return true;
      const [a, b] = row.a === other.a ? ['containment_a', 'containment_b'] : ['containment_b', 'containment_a'];
      return !close(row.containment_a, other[a!]) || !close(row.containment_b, other[b!]);
    });
    expect(wrong).toEqual([]);
  }
});

test('every place of a formulation is that of occurrences.csv', async ({ page }) => {
  const told = tableOf('lake', 'occurrences.csv');
  const rows = tableOf('lake', 'formulations.csv');
  const columns = ['rank', 'variant', 'document', 'date', 'begin_byte', 'end_byte', 'surface'];
  const key = (row: (string | undefined)[]) => row.join('\u0000');
  for (const index of [0, 1, 2, Math.floor(rows.length / 2), rows.length - 1]) {
    await open(page, 'lake', `#/formulation/${index}`);
    const own = told.filter(({ rank }) => rank === rows[index]?.rank);
    expect(String(own.length)).toBe(rows[index]?.occurrences);
    const shown = await savedRows(page, /^Save [\d,]+ places? as CSV/);
    expect(picked(shown, ...columns).map(key).sort()).toEqual(picked(own, ...columns).map(key).sort());
  }
});

test('every passage has the numbers of passages.csv', async ({ page }) => {
  await open(page, 'lake', '#/passages');
  const told = tableOf('lake', 'passages.csv');
  const numbers = (row: Row, words: number) => [words, Number(row.similarity).toFixed(3), Number(row.score).toFixed(1)].join(' ');
  // The page shows one row for each, in an order of its own; the stretches are compared one by one below.
  const shown = await savedTable(page);
  const longer = (row: Row) => Math.max(Number(row.tokens_a), Number(row.tokens_b));
  expect(shown.map((row) => numbers(row, Number(row.words))).sort()).toEqual(told.map((row) => numbers(row, longer(row))).sort());
  for (const index of [0, told.length - 1]) {
    const row = told[index]!;
    await open(page, 'lake', `#/passage/${index}`);
    await expect(page.locator('h1')).toContainText(`Passage ${row.passage}`);
    await expect(page.locator('main')).toContainText(`${row.tokens_a} words on the left and ${row.tokens_b} on the right; ${row.matched} match`);
  }
});

test('every document has the numbers of documents.csv', async ({ page }) => {
  await open(page, 'lake', '#/documents');
  const shown = await savedTable(page);
  const told = tableOf('lake', 'documents.csv');
  const name = (row: Row) => row.id ?? row.document;
  const numbers = (rows: Row[], document: (row: Row) => string | undefined, words: string) =>
    rows.map((row) => [document(row), row.date, row.author, row[words]].join(' | ')).sort();
  expect(numbers(shown, name, 'words')).toEqual(numbers(told, ({ document }) => document, 'tokens'));
});

for (const corpus of ['one', 'undated', 'estimate', 'shingles', 'limited']) {
  test(`a page of its own kind opens all its views: ${corpus}`, async ({ page }) => {
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    for (const view of views) {
      await open(page, corpus, view);
      const text = await page.locator('main').innerText();
      for (const odd of ['NaN', 'undefined', 'Infinity', '[object']) {
        if (text.includes(odd)) troubles.push(`${view} shows ${odd}`);
      }
      if ((await page.getByRole('alert').count()) > 0) troubles.push(`${view}: ${await page.getByRole('alert').first().innerText()}`);
    }
    expect(troubles).toEqual([]);
  });
}

test('a list that is cut holds what is listed', async ({ page }) => {
  await open(page, 'limited', '#/formulations');
  const shown = picked(await savedTable(page), 'rank', 'formulation', 'documents');
  expect(shown).toEqual(picked(tableOf('limited', 'formulations.csv'), 'rank', 'formulation', 'documents'));
  expect(shown.length).toBe(3);
});

test('estimates are shown as such, with their errors', async ({ page }) => {
  await open(page, 'estimate', '#/similarity');
  await expect(page.locator('main')).toContainText('estimate');
  const told = tableOf('estimate', 'similarity.csv');
  const wrong = (await savedTable(page)).filter((row) => {
    const other = told.find((t) => t.shingle === '5' && [t.a, t.b].sort().join() === [row.a, row.b].sort().join());
    if (!other || row.shared !== other.shared) return true;
    if (!close(row.jaccard, other.jaccard) || !close(row.standard_error, other.standard_error)) return true;
    const [a, b] = row.a === other.a ? ['containment_a', 'containment_b'] : ['containment_b', 'containment_a'];
    return !close(row.containment_a, other[a!]) || !close(row.containment_b, other[b!]);
  });
  expect(wrong).toEqual([]);
});
