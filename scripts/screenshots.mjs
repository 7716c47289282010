// Called by scripts/screenshots: screenshots.mjs PAGE FOLDER
import { chromium } from 'playwright-core';

const [page, folder] = process.argv.slice(2);
const views = [
  { name: 'overview', address: '#/' },
  { name: 'formulation', address: '#/formulation/0' },
  { name: 'similarity', address: '#/similarity' },
  { name: 'document', address: '#/document/10' },
  { name: 'pair', address: '#/pair/9/10', keys: ['n', 'n'] },
  { name: 'time', address: '#/time', dark: true },
];

const browser = await chromium.launch({
  executablePath: process.env.LEITWORT_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const { name, address, dark, keys } of views) {
  const tab = await browser.newPage({
    viewport: { width: 1200, height: 820 },
    colorScheme: dark ? 'dark' : 'light',
  });
  await tab.goto(`file://${page}${address}`);
  await tab.locator('h1').waitFor();
  await tab.waitForFunction(() => !document.body.innerText.includes('Reading…'));
  for (const key of keys ?? []) await tab.keyboard.press(key, { delay: 300 });
  await tab.screenshot({ path: `${folder}/page-${name}.png` });
  await tab.close();
}
await browser.close();
