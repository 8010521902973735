import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    // A worker keeps what it has loaded for the next file, which saves a third of the time: no test may leave anything behind in a module or a global.
    // Whether one does, `--sequence.shuffle.files` tells.
    isolate: false,
    // Reliability tests start processes of their own; two cores do not make four workers faster.
    maxWorkers: 2,
    testTimeout: 20_000,
    // By name, the second comes last: its files are many and short, and fill the time in which the longest of the first end.
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['tests/{unit,architecture,crash}/**/*.test.ts'],
          exclude: ['tests/unit/renderer/**'],
        },
      },
      // All of them in a page, also those that need none: a worker is kept only where the next file wants the same.
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['tests/unit/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/setupRenderer.ts'],
        },
      },
    ],
  },
})
