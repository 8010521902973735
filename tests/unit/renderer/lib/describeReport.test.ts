// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { describeReport } from '../../../../src-renderer/lib/useSyncControl.ts'

const RUN = {
  provider: 'stripe',
  stream: 'customers',
  outcome: 'complete',
  pages: 1,
  objects: 1,
  changed: 1,
  requests: 1,
  ms: 5,
  reason: null,
  rules: [] as string[],
  errorKind: null,
} as const

test('a sync that read everything says how many companies are up to date', () => {
  expect(describeReport({ synced: 1234, failed: [], runs: [RUN] })).toEqual({
    kind: 'done',
    text: 'Synced. 1,234 companies are up to date.',
  })
})

test('a sync of which a part failed says the first reason and how many more there are', () => {
  const runs = [{ ...RUN, outcome: 'failed' as const, reason: 'Stripe answered 503' }]
  const result = describeReport({ synced: 1, failed: [{ ref: 'cus_1', reason: 'unreadable' }], runs })
  expect(result).toEqual({ kind: 'partial', title: 'Synced in part: 1 company is up to date', hint: 'cus_1: unreadable And 1 more.' })
})

test('a sync that staff stopped is no failure', () => {
  expect(describeReport({ synced: 0, failed: [], runs: [{ ...RUN, outcome: 'cancelled', reason: 'stopped' }] }).kind).toBe('done')
})
