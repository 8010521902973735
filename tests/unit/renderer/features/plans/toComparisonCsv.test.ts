import { expect, test } from 'vitest'
import { groupRows } from '../../../../../src-renderer/features/plans/groupRows.ts'
import { toComparisonCsv } from '../../../../../src-renderer/features/plans/toComparisonCsv.ts'
import type { Names } from '../../../../../src-renderer/lib/useNames.ts'
import { makeComparison, withoutCompany } from './makePlans.ts'

const NAMES = { metric: (_, metric) => metric, feature: (_, feature) => `=${feature}` } as Partial<Names> as Names

function write(comparison: ReturnType<typeof makeComparison>, isDifferenceOnly = false): string[] {
  const groups = groupRows(comparison.rows, { interval: 'month', isDifferenceOnly })
  return toComparisonCsv(comparison, { groups, interval: 'month' }, NAMES).trimEnd().split('\r\n')
}

test('for a company the file has its use, and by how much each plan would be over', () => {
  const lines = write(makeComparison())
  expect(lines[0]).toBe('What,In use,Starter,Professional,Enterprise,Starter: over by,Professional: over by,Enterprise: over by')
  expect(lines[1]).toBe('By the month,,25000.00 NGN,60000.00 NGN,150000.00 NGN,,,')
  expect(lines[2]).toBe('estates,150,25,100,unlimited,125,50,0')
  expect(lines[3]).toBe('clients,,1000,1000,1000,,,')
  expect(lines).toContain('By the year,,,600000.00 NGN,1500000.00 NGN,,,')
  expect(lines).toContain('Hours a month,,,480 minutes,unlimited,,,')
})

test('without a company it has the plans alone', () => {
  const lines = write(withoutCompany())
  expect(lines[0]).toBe('What,Starter,Professional,Enterprise')
  expect(lines[2]).toBe('estates,25,100,unlimited')
})

test('it has the lines that are shown, and no name of a feature becomes a formula', () => {
  const lines = write(makeComparison(), true)
  expect(lines.some((line) => line.startsWith('clients'))).toBe(false)
  expect(lines).toContain("'=own-domain,,No,No,Yes,,,")
})
