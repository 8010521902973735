import type { Plan } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import { findCalendarMonth } from '../calendar/findCalendarMonth.ts'
import { findLimit } from '../plans/listExceeds.ts'
import { measureFlow } from '../usage/measureFlow.ts'
import type { UsageRecord, UsageWindow } from '../usage/usageRecord.ts'
import { explainTerm, type Reason } from './explainTerm.ts'
import { findPlan, findStanding, type GrantedTerm, listTerms, type PaymentFacts, type Standing } from './findStanding.ts'
import { listPayments } from './listPayments.ts'

export interface TermQuestion extends PaymentFacts {
  /** Whose calendar a free plan's months are; UTC unless named. */
  zone?: string
  records: readonly UsageRecord[]
  /** Up to when the source of the usage was read. */
  readUpTo?: Instant | null
  at: Instant
}

/** What a company's one-off payments for a product entitle it to at an instant, and why. */
export interface Term {
  /** What it is entitled to; null for nothing. */
  plan: string | null
  /** What it bought last; null where it never did. */
  subscribedPlan: string | null
  status: 'active' | 'grace' | 'canceled' | 'expired' | 'none'
  /** The metric of the plan's quota rule, its limit and use; null where the plan has no such rule. */
  quota: { metric: string; limit: Limit; used: number | null; asOf: Instant | null } | null
  /** Over which every flow metric is counted; null without a plan. A fixed term is one window, its grace included. */
  window: UsageWindow | null
  /** When a fact set the counters to 0: the payment, or the fall to the free plan. */
  startedAt: Instant | null
  /** The paid time. */
  period: { start: Instant; end: Instant | null } | null
  /** When the paid time ends or ended; null on the free plan, and for what was bought for good. */
  endsAt: Instant | null
  why: Reason[]
}

/**
 * Plan, quota and term from one-off payments (`plan-on-payment`, `payment-failed`, `refund`, `grace`, `fall-to-free`).
 *
 * Facts may come in any order, or twice; those after `at` are not yet true.
 */
export function deriveTerm(question: TermQuestion): Term {
  const { catalogAt, payments, at } = question
  const terms = listTerms(question, at)
  const last = terms.at(-1) ?? null
  const standing = last && findStanding(last, at)
  const catalog = catalogAt(at)
  const held = last && standing?.fellAt === null ? last : null
  // A plan that the catalog no longer has is still what was paid for.
  const planId = held ? held.payment.plan : catalog.freePlan
  const plan = planId === null ? null : (findPlan(catalog, planId) ?? held?.plan ?? null)
  const startedAt = standing?.fellAt ?? last?.start ?? null
  const window = plan && (held ? { start: held.start, end: held.graceEnd } : toFreeWindow(at, startedAt, question.zone ?? 'UTC'))
  return {
    plan: plan && planId,
    subscribedPlan: last?.payment.plan ?? null,
    status: standing?.status ?? (plan ? 'active' : 'none'),
    quota: plan && window && measureQuota(question, plan, window, startedAt),
    window,
    startedAt,
    period: last && toPeriod(last, standing),
    endsAt: standing?.endsAt ?? null,
    why: explainTerm({ terms, standing, failed: listPayments(payments, 'failed', at), freePlan: held ? null : plan, at }),
  }
}

/** On a free plan a flow metric counts from the later of the calendar month's start and the instant of falling to it (`fall-to-free`). */
function toFreeWindow(at: Instant, fellAt: Instant | null, zone: string): UsageWindow {
  const month = findCalendarMonth(at, zone)
  return { start: fellAt !== null && fellAt > month.start ? fellAt : month.start, end: month.end }
}

function measureQuota({ records, readUpTo, at }: TermQuestion, plan: Plan, window: UsageWindow, startedAt: Instant | null): Term['quota'] {
  if (!plan.quota) return null
  const { metric } = plan.quota
  const usage = measureFlow({ metric, records, window, at, readUpTo: readUpTo ?? null, startedAt })
  return { metric, limit: findLimit(plan.limits, metric), used: usage?.used ?? null, asOf: usage?.asOf ?? null }
}

function toPeriod({ start }: GrantedTerm, standing: Standing | null): Term['period'] {
  return { start, end: standing?.endsAt ?? null }
}
