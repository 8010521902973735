import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/e2e',
  // Two cores: a browser, a host and a worker are enough at once.
  workers: 2,
  fullyParallel: true,
  // Where nobody watches, a test that fails once is tried again, and named as flaky when it then passes.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  reporter: process.env['TIERDESK_REPORT'] ? [['list'], ['json', { outputFile: process.env['TIERDESK_REPORT'] }]] : 'list',
  // To look at a failure here: `--trace on`. To record every test that goes well costs a fifth of the time.
  use: { trace: 'on-first-retry', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  projects: [
    { name: 'web', testMatch: ['e2e/console/*.spec.ts', 'e2e/web/*.spec.ts'] },
    { name: 'desktop', testMatch: ['e2e/console/*.spec.ts', 'e2e/desktop/*.spec.ts'] },
    // Not a test: `npm run pictures` renders every screen for people to look at.
    { name: 'pictures', testMatch: ['pictures/*.spec.ts'] },
  ],
})
