import { expect, test } from 'vitest'
import { listTrendDays } from '../../../../../src-renderer/features/company/listTrendDays.ts'
import { toTrendsCsv } from '../../../../../src-renderer/features/company/toTrendsCsv.ts'
import { makeUse } from './makeAnswers.ts'

const PRODUCTS = [
  {
    product: 'trading',
    metrics: [
      makeUse({
        metric: 'api-calls',
        kind: 'flow',
        trend: [
          { day: '2026-11-19', quantity: 4 },
          { day: '2026-11-20', quantity: 0 },
        ],
      }),
      makeUse({ metric: 'unseen', trend: [] }),
    ],
  },
  { product: 'estate-management', metrics: [makeUse({ metric: 'clients', kind: 'stock', trend: [{ day: '2026-11-20', quantity: 33 }] })] },
]

test('trends are told day by day, the newest first; a day that one of them does not know is empty, which is not zero', () => {
  expect(listTrendDays(PRODUCTS)).toEqual({
    columns: [
      { product: 'trading', metric: 'api-calls', kind: 'flow' },
      { product: 'estate-management', metric: 'clients', kind: 'stock' },
    ],
    days: [
      { day: '2026-11-20', quantities: [0, 33] },
      { day: '2026-11-19', quantities: [4, null] },
    ],
  })
  expect(listTrendDays([])).toEqual({ columns: [], days: [] })
})

test('their file has ids over its columns', () => {
  expect(toTrendsCsv(PRODUCTS).trim().split('\r\n')).toEqual([
    'Day,trading.api-calls,estate-management.clients',
    '2026-11-20,0,33',
    '2026-11-19,4,',
  ])
})
