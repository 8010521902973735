import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Plan } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { findStanding, type GrantedTerm, type Standing } from './findStanding.ts'
import type { FactSource, OneOffPayment, TakenBack } from './oneOffPayment.ts'

/** One line of a why: what happened when, by which rule, and the fact behind it. */
export interface Reason {
  at: Instant
  rule: 'plan-on-payment' | 'virtual-account' | 'payment-failed' | 'refund' | 'grace' | 'fall-to-free'
  /** Null where nothing happened, and that is the reason. */
  fact: FactSource | null
  text: string
}

export interface Explained {
  /** Oldest first; the last of them may still hold. */
  terms: readonly GrantedTerm[]
  /** Of the last term. */
  standing: Standing | null
  failed: readonly OneOffPayment[]
  /** The plan without a payment; null where there is none, or a payment holds. */
  freePlan: Plan | null
  at: Instant
}

/** The facts and rules that led to a term, oldest first. What an older term made of its money is not told again. */
export function explainTerm({ terms, standing, failed, freePlan, at }: Explained): Reason[] {
  const last = terms.at(-1)
  const since = last?.start ?? Number.NEGATIVE_INFINITY
  const reasons = [
    ...(last && standing
      ? [...explainPayment(last, terms.at(-2)), ...explainEnd(last, standing, freePlan)]
      : [explainNoPayment(freePlan, at)]),
    ...failed.filter((payment) => payment.at >= since).map(toFailure),
  ]
  return reasons.sort((a, b) => a.at - b.at)
}

function* explainPayment({ payment, plan, start, graceEnd, returned }: GrantedTerm, before: GrantedTerm | undefined): Generator<Reason> {
  const because = { at: start, rule: 'plan-on-payment' as const }
  if (payment.isIntoAccount) {
    const text = 'A transfer to its virtual account completed the payment that was expected.'
    yield { at: start, rule: 'virtual-account', fact: payment.fact, text }
  }
  if (before && findStanding(before, start).fellAt === null) {
    yield { ...because, fact: before.payment.fact, text: `The rest of ${before.plan.name} lapsed: a payment starts anew.` }
  }
  yield { ...because, fact: payment.fact, text: `Paid for ${plan.name}. Nothing was used at its start.` }
  for (const { at, fact } of returned) {
    const isLate = graceEnd !== null && at >= graceEnd
    yield {
      at,
      rule: 'refund',
      fact,
      text: isLate ? 'Refunded after it had ended: nothing changed.' : 'Refunded in part: nothing changed.',
    }
  }
}

function* explainEnd(
  { payment, plan, end, graceDays, endedBy }: GrantedTerm,
  standing: Standing,
  freePlan: Plan | null,
): Generator<Reason> {
  const { fact } = payment
  const isOver = standing.status === 'grace' || standing.status === 'expired' || (end !== null && endedBy !== null && end < endedBy.at)
  if (end !== null && isOver) {
    const grace = graceDays === 0 ? 'no days of grace' : graceDays === 1 ? 'one day of grace' : `${graceDays} days of grace`
    yield { at: end, rule: 'grace', fact, text: `${plan.name} ended and was not paid again: ${grace}.` }
  }
  if (endedBy) yield { at: endedBy.at, rule: 'refund', fact: endedBy.fact.fact, text: `${toReturn(endedBy.fact)}: ${plan.name} ended.` }
  if (standing.fellAt !== null) {
    const text = freePlan ? `On ${freePlan.name} from then on, counted anew.` : 'On no plan from then on: the catalog has no free one.'
    yield { at: standing.fellAt, rule: 'fall-to-free', fact: endedBy?.fact.fact ?? fact, text }
  }
}

function explainNoPayment(freePlan: Plan | null, at: Instant): Reason {
  const text = freePlan
    ? `Never paid: on ${freePlan.name}, counted by the calendar month.`
    : 'Never paid, and the catalog has no free plan.'
  return { at, rule: 'fall-to-free', fact: null, text }
}

function toFailure({ at, fact, reason }: OneOffPayment): Reason {
  return { at, rule: 'payment-failed', fact, text: `A payment failed${reason ? ` (${reason})` : ''}: nothing changed.` }
}

function toReturn({ kind }: TakenBack): string {
  switch (kind) {
    case 'refund':
      return 'Refunded in full'
    case 'reversal':
      return 'Reversed'
    case 'dispute-lost':
      return 'Dispute lost'
    default:
      return assertNever(kind)
  }
}
