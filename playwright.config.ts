import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Two cores: a browser, a host and a worker are enough at once.
  workers: 2,
  fullyParallel: true,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  reporter: process.env['TIERDESK_REPORT'] ? [['list'], ['json', { outputFile: process.env['TIERDESK_REPORT'] }]] : 'list',
  use: { trace: 'retain-on-failure', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  projects: [
    { name: 'web', testMatch: ['console/*.spec.ts', 'web/*.spec.ts'] },
    { name: 'desktop', testMatch: ['console/*.spec.ts', 'desktop/*.spec.ts'] },
  ],
})
