import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['tests/{unit,architecture,crash}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    // Reliability tests start processes of their own; two cores do not make four workers faster.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
