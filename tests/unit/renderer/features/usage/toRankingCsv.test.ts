import { expect, test } from 'vitest'
import { toRankingCsv } from '../../../../../src-renderer/features/usage/toRankingCsv.ts'
import type { Names } from '../../../../../src-renderer/lib/useNames.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { makeUse } from './makeUsage.ts'

const names = { plan: (_: string, plan: string) => ({ name: plan.toUpperCase(), place: 1, of: 1 }) } as Names

test('the file has exact instants, empty cells for what is unknown, and no formulas', () => {
  const reachedAt = toInstant(Date.UTC(2026, 10, 22, 9))
  const rows = [
    makeUse(1, {
      name: '+cmd',
      used: 455,
      limit: 500,
      level: 'warn',
      projection: { kind: 'projected', atEnd: 910, isReached: false, reachedAt },
    }),
    makeUse(2, { used: 12, limit: 'unlimited', level: 'unlimited', projection: { kind: 'too-early' } }),
    makeUse(3, { used: null, limit: null, level: 'unknown', plan: null, status: 'none', asOf: null }),
  ]
  expect(toRankingCsv(rows, 'threats', names).split('\r\n')).toEqual([
    'Company,Id,Plan,Status,Used,Limit,Share %,Level,Projected at the end,Full,As of',
    "'+cmd,co_1,STARTER,active,455,500,91,warn,910,2026-11-22T09:00:00Z,2026-11-21T06:00:00Z",
    'Company 2,co_2,STARTER,active,12,unlimited,,unlimited,too early,,2026-11-21T06:00:00Z',
    'Company 3,co_3,,none,,,,unknown,,,',
    '',
  ])
})
