import { defineConfig } from '@playwright/test';

// The browser of the system, which needs no download. It may open what LEITWORT_BROWSER names.
export default defineConfig({
  testDir: '.',
  workers: 2,
  fullyParallel: true,
  reporter: 'list',
  timeout: 60_000,
  outputDir: process.env.LEITWORT_PAGE_RESULTS ?? 'test-results',
  globalSetup: './pages.ts',
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.LEITWORT_BROWSER ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
