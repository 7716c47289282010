/** What the tests of the page do again and again in it. */

import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { pageOf } from './pages';

/** An address of every view. */
export const views = [
  '#/',
  '#/formulations',
  '#/formulation/0',
  '#/similarity',
  '#/pair/0/1',
  '#/passages',
  '#/passage/0',
  '#/time',
  '#/network',
  '#/documents',
  '#/document/0',
];

/** Opens a page anew, and waits until all of it is there. */
export async function open(page: Page, corpus: string, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(pageOf(corpus) + address);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.getByText('Reading…')).toHaveCount(0);
}

/** What the page gives away as a file. */
export async function saved(page: Page, button: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  return readFileSync(await download.path());
}
