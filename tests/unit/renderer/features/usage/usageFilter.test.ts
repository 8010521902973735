import { expect, test } from 'vitest'
import { readUsageFilter, writeUsageFilter } from '../../../../../src-renderer/features/usage/usageFilter.ts'

const ALL = { level: null, span: 30, range: null, day: null }

test.each([
  [null, {}],
  ['warn', { level: 'warn' }],
  ['90d', { span: 90 }],
  ['blocked,7d,2026-11-20', { level: 'blocked', span: 7, day: '2026-11-20' }],
  ['2026-11-01..2026-11-14,2026-11-07', { range: { from: '2026-11-01', to: '2026-11-14' }, day: '2026-11-07' }],
  ['2026-11-01..', { range: { from: '2026-11-01', to: null } }],
] as const)('"%s" is read, and written as it was', (text, change) => {
  const filter = { ...ALL, ...change }
  expect(readUsageFilter(text)).toEqual(filter)
  expect(writeUsageFilter(filter as ReturnType<typeof readUsageFilter>)).toBe(text)
})

test.each(['gold', '30d', '31d', '2026-02-30', '..'])('what it does not know, such as "%s", narrows nothing', (text) => {
  expect(readUsageFilter(text)).toEqual(ALL)
})
