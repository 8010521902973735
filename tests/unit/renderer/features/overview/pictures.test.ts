import { expect, test } from 'vitest'
import { toMovementPicture } from '../../../../../src-renderer/features/overview/toMovementPicture.ts'
import { toPaymentPictures } from '../../../../../src-renderer/features/overview/toPaymentPictures.ts'
import { makeMonth, makeOverview } from './makeOverview.ts'

const NOTES = ['As of 21 Nov 2026 08:00', 'Lantern Works']

test('the picture of the movement has each month with its year, its parts, their net, and its own scale', () => {
  const months = [makeMonth('2026-10', { new: 10_000, end: 10_000 }), makeMonth('2026-11', { new: 140_600, churn: -51_600, end: 99_000 })]
  const picture = toMovementPicture(months, 'USD', NOTES)
  expect([picture.title, picture.about, picture.unit]).toEqual([
    'MRR movement by month',
    'USD, +US$890.00 in Nov 2026, to US$990.00',
    'USD',
  ])
  expect(picture.groups.map(({ name }) => name)).toEqual(['New', 'Expansion', 'Reactivation', 'Contraction', 'Churn'])
  expect(picture.bars).toEqual([
    { label: 'Oct 2026', values: [10_000, 0, 0, 0, 0] },
    { label: 'Nov 2026', values: [140_600, 0, 0, 0, -51_600] },
  ])
  expect(picture.stroke).toEqual({ name: 'Net', values: [10_000, 89_000] })
  expect(picture.scale.map(({ label }) => label)).toEqual(['−1k', '−500', '0', '+500', '+1k', '+1.5k'])
  expect(picture.notes).toEqual(NOTES)
})

test('payments are one picture a lane, never two currencies on one scale; what they share is said once', () => {
  const [stripe, paystack, ...more] = toPaymentPictures(makeOverview().payments, NOTES)
  expect(more).toEqual([])
  expect([stripe?.title, stripe?.unit, stripe?.about]).toEqual([
    'Payments by day: Stripe, USD',
    'USD a day',
    'US$1,229.00 in 30 days, 4 succeeded, 3 failed',
  ])
  expect(stripe?.bars.slice(-2)).toEqual([
    { label: '20 Nov', values: [120_000] },
    { label: '21 Nov', values: [2_900] },
  ])
  expect(stripe?.scale.map(({ label }) => label)).toEqual(['0', '500', '1k', '1.5k'])
  expect([stripe?.notes, paystack?.notes]).toEqual([[], NOTES])
  expect(paystack?.scale[0]).toEqual({ value: 0, label: '0' })
})
