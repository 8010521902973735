import fc from 'fast-check'
import type { Life, Month } from './subscriptionLife.ts'

const payment = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Month['payment']>({ how: 'at-once' }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constantFrom('late' as const, 'voided' as const), days: fc.integer({ min: 1, max: 15 }) }) },
)

const month: fc.Arbitrary<Month> = fc.record({
  payment,
  change: fc.option(fc.record({ day: fc.integer({ min: 2, max: 14 }), isBilledLater: fc.boolean() }), { nil: null }),
  pause: fc.option(
    fc.tuple(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 1, max: 4 })).map(([from, days]) => ({ from, to: from + days })),
    { nil: null },
  ),
})

/** Lives of subscriptions of up to half a year. What begins without a trial is paid for at once, else it would never have begun. */
export const life: fc.Arbitrary<Life> = fc
  .record({
    startDay: fc.integer({ min: 1, max: 31 }),
    trialDays: fc.constantFrom(0, 0, 7, 14),
    months: fc.array(month, { minLength: 1, maxLength: 5 }),
    end: fc.constantFrom<Life['end']>('goes-on', 'at-period-end', 'at-date', 'at-once', 'unpaid', 'given-up'),
  })
  .map(({ months, trialDays, end, ...rest }): Life => {
    const [first, ...more] = months
    const begun = first && trialDays === 0 ? [{ ...first, payment: { how: 'at-once' as const } }, ...more] : months
    const isOnlyMonth = begun.length === 1 && trialDays === 0
    return { ...rest, trialDays, months: begun, end: isOnlyMonth && (end === 'unpaid' || end === 'given-up') ? 'at-once' : end }
  })
