import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { compareText } from '../usage/usageRecord.ts'
import type { OneOffPayment, TakenBack } from './oneOffPayment.ts'

/** Payments of one outcome up to and including an instant, each once, oldest first and at one instant by key. */
export function listPayments(payments: readonly OneOffPayment[], outcome: OneOffPayment['outcome'], at: Instant): OneOffPayment[] {
  return listOnce(
    payments.filter((payment) => payment.outcome === outcome),
    at,
  )
}

/** What went back of one payment up to an instant, and when that was all of it: refunds in part add up. */
export function findFullReturn(
  payment: OneOffPayment,
  takenBack: readonly TakenBack[],
  at: Instant,
): { parts: TakenBack[]; full: TakenBack | null } {
  const parts: TakenBack[] = []
  let returned = 0
  const ofPayment = takenBack.filter((each) => each.payment === payment.key)
  for (const each of listOnce(ofPayment, at)) {
    switch (each.kind) {
      case 'reversal':
      case 'dispute-lost':
        return { parts, full: each }
      case 'refund':
        returned += each.amount
        if (returned >= payment.amount) return { parts, full: each }
        parts.push(each)
        break
      default:
        return assertNever(each.kind)
    }
  }
  return { parts, full: null }
}

function listOnce<T extends { key: string; at: Instant }>(given: readonly T[], at: Instant): T[] {
  const byKey = new Map<string, T>()
  // What is told again is one fact: it happened when it was first said to have.
  for (const each of [...given].sort(compareTellings)) if (!byKey.has(each.key)) byKey.set(each.key, each)
  return [...byKey.values()].filter((each) => each.at <= at)
}

/** By instant, then key; tellings of one key at one instant go by all that they say, so that their order never matters. */
function compareTellings<T extends { key: string; at: Instant }>(a: T, b: T): number {
  return a.at - b.at || compareText(a.key, b.key) || compareText(JSON.stringify(a), JSON.stringify(b))
}
