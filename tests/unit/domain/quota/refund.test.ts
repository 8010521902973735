import { describe, expect, test } from 'vitest'
import { instant } from '../usage/makeRecord.ts'
import { derive, used } from './deriveImages.ts'
import { makePayment, makeTakenBack } from './makePayment.ts'

const PAID_AT = instant('2025-01-10T00:00:00Z')
const TERM_END = instant('2025-02-09T00:00:00Z')

describe('money that goes back', () => {
  const payments = [makePayment()]
  const BACK_AT = instant('2025-01-15T00:00:00Z')
  const records = [used('2025-01-12T00:00:00Z', 60), used('2025-01-16T00:00:00Z', 2)]

  test.each(['refund', 'reversal', 'dispute-lost'] as const)('in full, by a %s, ends what was granted at its instant', (kind) => {
    const takenBack = [makeTakenBack({ kind })]
    expect(derive('2025-01-14T23:59:59Z', { payments, takenBack })).toMatchObject({ plan: 'pro', status: 'active' })
    expect(derive('2025-01-20T00:00:00Z', { payments, takenBack, records })).toMatchObject({
      plan: 'free',
      subscribedPlan: 'pro',
      status: 'canceled',
      quota: { limit: 10, used: 2 },
      endsAt: BACK_AT,
      startedAt: BACK_AT,
    })
  })

  test('in part changes nothing, and says so', () => {
    const { why, ...term } = derive('2025-01-20T00:00:00Z', { payments, takenBack: [makeTakenBack({ amount: 149_999 })] })
    expect(term).toMatchObject({ plan: 'pro', status: 'active', endsAt: TERM_END })
    expect(why.at(-1)).toMatchObject({ rule: 'refund', text: 'Refunded in part: nothing changed.' })
  })

  test('in parts that make the whole is in full at the last of them', () => {
    const takenBack = [
      makeTakenBack({ key: 're_2', amount: 50_000, at: instant('2025-01-18T00:00:00Z') }),
      makeTakenBack({ amount: 100_000 }),
      makeTakenBack({ amount: 100_000 }),
    ]
    expect(derive('2025-01-17T00:00:00Z', { payments, takenBack }).status).toBe('active')
    expect(derive('2025-01-18T00:00:00Z', { payments, takenBack }).status).toBe('canceled')
  })

  test('does not bring back an older term, which lapsed', () => {
    const later = makePayment({ key: 'pay_2', plan: 'premium', at: instant('2025-01-12T00:00:00Z') })
    const takenBack = [makeTakenBack({ payment: 'pay_2' })]
    expect(derive('2025-01-20T00:00:00Z', { payments: [...payments, later], takenBack })).toMatchObject({
      plan: 'free',
      status: 'canceled',
    })
  })

  test('of a term that has lapsed changes nothing', () => {
    const later = makePayment({ key: 'pay_2', plan: 'premium', at: instant('2025-01-12T00:00:00Z') })
    const given = { payments: [...payments, later], records }
    expect(derive('2025-01-20T00:00:00Z', { ...given, takenBack: [makeTakenBack()] })).toEqual(derive('2025-01-20T00:00:00Z', given))
  })

  test('in grace ends the grace', () => {
    const takenBack = [makeTakenBack({ at: instant('2025-02-10T00:00:00Z') })]
    const term = derive('2025-02-11T00:00:00Z', { payments, takenBack })
    expect(term).toMatchObject({ plan: 'free', status: 'canceled', endsAt: TERM_END, startedAt: instant('2025-02-10T00:00:00Z') })
    expect(term.why.map(({ rule }) => rule)).toEqual(['plan-on-payment', 'grace', 'refund', 'fall-to-free'])
  })

  test('at the very end of the grace finds nothing to end', () => {
    const takenBack = [makeTakenBack({ at: instant('2025-02-16T00:00:00Z') })]
    expect(derive('2025-02-17T00:00:00Z', { payments, takenBack }).status).toBe('expired')
  })

  test('after all was over changes nothing, and says so', () => {
    const takenBack = [makeTakenBack({ at: instant('2025-02-20T00:00:00Z') })]
    const term = derive('2025-02-21T00:00:00Z', { payments, takenBack })
    expect(term).toMatchObject({ status: 'expired', startedAt: instant('2025-02-16T00:00:00Z') })
    expect(term.why.at(-1)?.text).toBe('Refunded after it had ended: nothing changed.')
  })

  test('by a clock that has it before the payment ends it as it starts', () => {
    const takenBack = [makeTakenBack({ at: instant('2025-01-09T00:00:00Z') })]
    expect(derive('2025-01-11T00:00:00Z', { payments, takenBack })).toMatchObject({ status: 'canceled', startedAt: PAID_AT })
  })
})
