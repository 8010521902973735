import type { OneOffPayment, TakenBack } from '../../../../src-main/domain/quota/oneOffPayment.ts'
import { instant } from '../usage/makeRecord.ts'

const fact = (type: string, ref: string) => ({ provider: 'mpesa', type, ref })

/** Pro for 30 days, paid on 10 January 2025. */
export function makePayment(given: Partial<OneOffPayment> = {}): OneOffPayment {
  const key = given.key ?? 'pay_1'
  return {
    key,
    plan: 'pro',
    interval: 'once',
    amount: 150_000,
    at: instant('2025-01-10T00:00:00Z'),
    outcome: 'succeeded',
    fact: fact('payment', key),
    ...given,
  }
}

/** All of the money of `pay_1`, back on 15 January 2025. */
export function makeTakenBack(given: Partial<TakenBack> = {}): TakenBack {
  const key = given.key ?? 're_1'
  return {
    key,
    payment: 'pay_1',
    kind: 'refund',
    amount: 150_000,
    at: instant('2025-01-15T00:00:00Z'),
    fact: fact('refund', key),
    ...given,
  }
}
