import { expect, test } from 'vitest'
import { readBenchOptions } from '../../bench/readBenchOptions.ts'

test('what is not said is small enough to wait for', () => {
  expect(readBenchOptions({})).toEqual({ only: [], companies: 10_000, rounds: 3, json: null, profileFolder: null })
})

test('what is said goes before', () => {
  const options = readBenchOptions({ TIERDESK_BENCH: JSON.stringify({ only: ['P3'], companies: 1_000_000 }) })
  expect(options).toEqual({ only: ['P3'], companies: 1_000_000, rounds: 3, json: null, profileFolder: null })
})
