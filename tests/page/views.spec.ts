import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { open, views } from './open';
import { pageOf } from './pages';

/** What a page must never do. */
function watch(page: Page, itself: string): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url() !== itself) {
      troubles.push(`request: ${request.url()}`);
    }
  });
  return troubles;
}

for (const corpus of ['lake', 'watched', 'hostile']) {
  for (const view of views) {
    test(`${corpus} ${view} opens by its address, light and dark, wide and narrow, without errors and requests`, async ({ page }) => {
      const troubles = watch(page, pageOf(corpus));
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 360],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await open(page, corpus, view);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, `pixels that run over the side at ${width}`).toBeLessThanOrEqual(0);
        const found = await new AxeBuilder({ page }).analyze();
        const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
        expect(serious.map((v) => `${colorScheme}: ${v.id} ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
      }
      expect(troubles).toEqual([]);
    });
  }
}

test('the policy of the page lets no request out', async ({ page }) => {
  // An answer is there, whether this machine has a network or not: only the policy can be in the way.
  const answered: string[] = [];
  await page.route('**/*', async (route) => {
    if (!/^https?:/.test(route.request().url())) return route.fallback();
    answered.push(route.request().url());
    return route.fulfill({ status: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: 'an answer' });
  });
  await page.goto(pageOf('lake'));
  await expect(page.locator('h1')).toBeVisible();
  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.broken = 1';
    document.body.append(script);
    const image = new Image();
    const answer = new Promise((resolve) => {
      image.onerror = () => resolve('refused');
      image.onload = () => resolve('loaded');
    });
    image.src = 'https://example.org/picture.png';
    const fetched = await fetch('https://example.org/').then(
      () => 'fetched',
      () => 'refused',
    );
    const loaded = await answer;
    await new Promise((resolve) => setTimeout(resolve, 100)); // the events come behind
    return { fetched, loaded, ran: 'broken' in window, violated: [...new Set(violated)].sort() };
  });
  expect(outcome).toEqual({
    fetched: 'refused',
    loaded: 'refused',
    ran: false,
    violated: ['connect-src', 'img-src', 'script-src-elem'],
  });
  expect(answered).toEqual([]);
  // Without the policy they would have been answered.
  await page.goto('about:blank');
  await page.evaluate(() => fetch('https://example.org/'));
  expect(answered).toEqual(['https://example.org/']);
});

test('the page carries the licences of the programs in it', async ({ page }) => {
  await page.goto(pageOf('lake'));
  const licences = await page.evaluate(() => document.getElementById('licences')?.textContent ?? '');
  expect(licences).toMatch(/^preact 10\.[\d.]+\n\nThe MIT License[^]*Copyright \(c\) 2015-present Jason Miller[^]*shall be included in all/m);
  for (const name of ['d3-array', 'd3-force', 'd3-scale', 'd3-shape', 'd3-interpolate', 'd3-quadtree']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d[\\d.]+\n\nCopyright .* Mike Bostock\n\nPermission to use`, 'm'));
  }
  const named = [...licences.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name);
  expect(named).toEqual([...named].sort());
  expect(named).not.toContain('vite');
});

test('an address that names nothing says so', async ({ page }) => {
  await page.goto(`${pageOf('lake')}#/nowhere`);
  await expect(page.locator('h1')).toHaveText('Not on this page');
});
