import { defineConfig } from 'vitest/config'

/** Measurements, one after the other: `npm run bench`. No test suite asserts a time. */
export default defineConfig({
  test: { include: ['tests/bench/**/*.bench.ts'], setupFiles: ['tests/setup.ts'], fileParallelism: false, testTimeout: 86_400_000 },
})
