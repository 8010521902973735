import fc from 'fast-check'
import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import type { BilledFact, CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import { toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { life } from './lives.ts'
import { at, makeFacts, makeOverride, makePayment, makeRefund, makeUse } from './makeFacts.ts'
import { comeLate, HOUR_MS, toFacts } from './subscriptionLife.ts'

/** As it is written. */
export const day = fc.integer({ min: 0, max: 200 }).map((days) => toIso(toInstant(at('2026-01-01') + days * DAY_MS + 7 * HOUR_MS)))

const payments = fc
  .uniqueArray(fc.record({ day, plan: fc.constantFrom('pro', 'premium'), isRefunded: fc.boolean(), isWrong: fc.boolean() }), {
    maxLength: 4,
    selector: ({ day: paidOn }) => paidOn,
  })
  .map((given) =>
    given.flatMap(({ day, plan, isRefunded, isWrong }, index): BilledFact[] => {
      const amount = (plan === 'pro' ? 1200 : 3900) - (isWrong ? 1 : 0)
      const payment = makePayment(`pi_${index}`, day, { plan: `image-quota.${plan}`, amount })
      return isRefunded ? [payment, makeRefund(`re_${index}`, payment.ref, toIso(toInstant(at(day) + 3 * DAY_MS)), amount)] : [payment]
    }),
  )

const usage = fc
  .uniqueArray(fc.tuple(day, fc.integer({ min: 0, max: 60 })), { maxLength: 12, selector: ([day]) => day })
  .map((given) =>
    given.flatMap(([day, quantity]) => [makeUse('image-quota', 'images', quantity, day), makeUse('trading', 'positions', quantity, day)]),
  )

const recorded = fc
  .uniqueArray(fc.tuple(day, fc.integer({ min: 1, max: 60 })), { maxLength: 3, selector: ([day]) => day })
  .map((given) => given.map(([day, days]) => makeOverride('trading', day, toIso(toInstant(at(day) + days * DAY_MS)), 'elite')))

/** Companies with a subscription, payments by hand, usage and grants. */
export const company = fc.record({ life, isLate: fc.boolean(), payments, usage, recorded }).map(({ isLate, ...given }): CompanyFacts => {
  const ofLife = toFacts(given.life)
  return makeFacts([...(isLate ? comeLate(ofLife) : ofLife), ...given.payments], { usage: given.usage, recorded: given.recorded })
})
