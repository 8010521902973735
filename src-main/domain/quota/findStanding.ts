import type { Catalog, Plan } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import { findFullReturn, listPayments } from './listPayments.ts'
import type { OneOffPayment, TakenBack } from './oneOffPayment.ts'
import { toTermEnd } from './toTermEnd.ts'

export type TermCatalog = Pick<Catalog, 'plans' | 'freePlan'>

export interface PaymentFacts {
  /** The catalog's version in force at an instant. */
  catalogAt: (at: Instant) => TermCatalog
  payments: readonly OneOffPayment[]
  takenBack?: readonly TakenBack[]
}

/** What one payment granted, and what became of it up to an instant. */
export interface GrantedTerm {
  payment: OneOffPayment
  /** As the catalog had it when it was paid. */
  plan: Plan
  start: Instant
  /** When the paid time is over; null where it was bought for good. */
  end: Instant | null
  graceEnd: Instant | null
  graceDays: number
  /** What went back of the money without ending anything: a part of it, or too late. */
  returned: TakenBack[]
  /** What ended it before its time. */
  endedBy: { fact: TakenBack; at: Instant } | null
}

/**
 * The terms that payments granted up to an instant, oldest first (`plan-on-payment`). Only the last of them can still hold:
 * a later payment starts anew at its own instant, and the rest of the old term lapses, whatever becomes of the later one.
 *
 * A payment for a plan that the catalog did not have then is unmatched, and grants nothing until staff assign it.
 */
export function listTerms({ catalogAt, payments, takenBack = [] }: PaymentFacts, at: Instant): GrantedTerm[] {
  return listPayments(payments, 'succeeded', at).flatMap((payment) => {
    const plan = findPlan(catalogAt(payment.at), payment.plan)
    if (!plan) return []
    const end = toTermEnd(plan, payment.interval, payment.at)
    const graceDays = end === null ? 0 : (findPlan(catalogAt(end), payment.plan) ?? plan).graceDays
    const graceEnd = end === null ? null : ((end + graceDays * DAY_MS) as Instant)
    const { parts, full } = findFullReturn(payment, takenBack, at)
    // A clock of another machine may say that money went back before it came.
    const endedAt = full && (Math.max(full.at, payment.at) as Instant)
    const isInTime = endedAt !== null && (graceEnd === null || endedAt < graceEnd)
    return [
      {
        payment,
        plan,
        start: payment.at,
        end,
        graceEnd,
        graceDays,
        returned: full && !isInTime ? [...parts, full] : parts,
        endedBy: full && isInTime ? { fact: full, at: endedAt } : null,
      },
    ]
  })
}

/** How a term stands at an instant from its start on; `fellAt` is when nothing of it was left. */
export type Standing =
  | { status: 'active' | 'grace'; fellAt: null; endsAt: Instant | null }
  | { status: 'canceled' | 'expired'; fellAt: Instant; endsAt: Instant }

/** Grace counts from the term's end; with 0 days of grace there is none. The end itself is no part of a term. */
export function findStanding({ end, graceEnd, endedBy }: GrantedTerm, at: Instant): Standing {
  if (endedBy && endedBy.at <= at) {
    const endsAt = end !== null && end < endedBy.at ? end : endedBy.at
    return { status: 'canceled', fellAt: endedBy.at, endsAt }
  }
  if (end === null || graceEnd === null || at < end) return { status: 'active', fellAt: null, endsAt: end }
  return at < graceEnd ? { status: 'grace', fellAt: null, endsAt: end } : { status: 'expired', fellAt: graceEnd, endsAt: end }
}

export function findPlan({ plans }: TermCatalog, id: string): Plan | null {
  return (Object.hasOwn(plans, id) ? plans[id] : undefined) ?? null
}
