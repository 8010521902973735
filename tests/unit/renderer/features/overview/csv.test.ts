import { expect, test } from 'vitest'
import { listPaymentDays, toPaymentsCsv } from '../../../../../src-renderer/features/overview/paymentDays.ts'
import { toMovementCsv } from '../../../../../src-renderer/features/overview/toMovementCsv.ts'
import { toNearCsv } from '../../../../../src-renderer/features/overview/toNearCsv.ts'
import type { Names } from '../../../../../src-renderer/lib/useNames.ts'
import { makeMonth, makeNear, makeOverview } from './makeOverview.ts'

/** Ids stand for themselves. */
const NAMES = {
  product: (product: string) => product,
  plan: (_: string, plan: string) => ({ name: plan, place: 1, of: 1 }),
  metric: (_: string, metric: string) => metric,
} as Names

test('the movement is saved with each month’s net and end, in the decimals of its currency', () => {
  expect(toMovementCsv([makeMonth('2026-11', { new: 2_900, churn: -9_950, end: 100_000 })], 'USD').split('\r\n')).toEqual([
    'Month,Currency,New,Expansion,Reactivation,Contraction,Churn,Net,End',
    '2026-11,USD,29.00,0.00,0.00,0.00,-99.50,-70.50,1000.00',
    '',
  ])
})

test('payments are saved by day, provider and currency', () => {
  expect(toPaymentsCsv(listPaymentDays(makeOverview().payments)).split('\r\n')).toEqual([
    'Day,Provider,Succeeded,Failed,Amount,Currency',
    '2026-11-21,stripe,2,3,29.00,USD',
    '2026-11-21,paystack,2,0,150000.00,NGN',
    '2026-11-20,stripe,2,0,1200.00,USD',
    '',
  ])
})

test('who is near a limit is saved as shown, and a name is no formula', () => {
  expect(toNearCsv([makeNear(1, { name: '=1+1', plan: null })], NAMES).split('\r\n')).toEqual([
    'Company,Product,Metric,Used,Limit,Share %,Level,Plan,Full at,As of',
    "'=1+1,estate-management,estates,33,25,132,blocked,,,2026-11-21T08:00:00Z",
    '',
  ])
})
