import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import { addMonths } from '../../../../src-main/domain/calendar/addMonths.ts'
import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import type { BilledFact, BilledFactOf } from '../../../../src-main/domain/companyFacts.ts'
import { type Instant, toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { at, makeContent, makeInvoice, makeItem, makeLine, makeSubscription } from './makeFacts.ts'

export const HOUR_MS = 3_600_000
const AMOUNTS = { pro: 9900, elite: 29900 }

export type Plan = keyof typeof AMOUNTS

/** A month of a subscription: how its renewal went, and what befell it. Days count from the month's start. */
export interface Month {
  payment: { how: 'at-once' } | { how: 'late' | 'voided'; days: number }
  /** To the other plan. Its proration is billed at once, or with the next renewal. */
  change: { day: number; isBilledLater: boolean } | null
  pause: { from: number; to: number } | null
}

/** A subscription's life as its owner tells it. */
export interface Life {
  startDay: number
  trialDays: number
  months: Month[]
  /** `unpaid` and `given-up` are what the provider makes of a last month that nobody pays, 20 days after its start. */
  end: 'goes-on' | 'at-period-end' | 'at-date' | 'at-once' | 'unpaid' | 'given-up'
}

export type Happening = { at: Instant } & (
  | { what: 'began'; start: Instant; end: Instant; isTrial: boolean }
  | { what: 'finalized' | 'failed' | 'voided' | 'paused' | 'resumed' | 'unpaid' | 'ended' }
  | { what: 'paid'; end: Instant }
  | { what: 'changed'; plan: Plan }
  | { what: 'asked'; endsAt: Instant; isPeriodEnd: boolean }
)

export function toKey(plan: Plan): string {
  return `trading.${plan}.month`
}

/** All that happened, in its order, with the invoices that it left behind. */
export function live(life: Life): { happenings: Happening[]; invoices: BilledFactOf<'invoice'>[]; trialEnd: Instant | null } {
  const happenings: Happening[] = []
  const invoices: BilledFactOf<'invoice'>[] = []
  const started = toInstant(at('2026-01-01') + (life.startDay - 1) * DAY_MS + 9 * HOUR_MS)
  const trialEnd = life.trialDays > 0 ? toInstant(started + life.trialDays * DAY_MS) : null
  let plan: Plan = 'pro'
  const bill = (ref: string, start: Instant, end: Instant, given: Parameters<typeof makeInvoice>[1] | object) =>
    invoices.push(makeInvoice(ref, { lookupKey: toKey(plan), start: toIso(start), end: toIso(end), ...given }))
  if (trialEnd !== null) {
    happenings.push({ at: started, what: 'began', start: started, end: trialEnd, isTrial: true })
    bill('in_trial', started, trialEnd, { reason: 'start', amountDue: 0 })
  }
  const first = trialEnd ?? started
  let prorations: ReturnType<typeof makeLine>[] = []
  for (const [index, { payment, change, pause }] of life.months.entries()) {
    const start = addMonths(first, index)
    const end = addMonths(first, index + 1)
    const isLast = index === life.months.length - 1
    const isFirst = index === 0 && trialEnd === null
    const finalizedAt = isFirst ? start : toInstant(start + HOUR_MS)
    const isNeverPaid = isLast && (life.end === 'unpaid' || life.end === 'given-up')
    const how = isNeverPaid ? 'never' : payment.how
    const dayOf = (day: number) => toInstant(start + day * DAY_MS)
    happenings.push({ at: start, what: 'began', start, end, isTrial: false }, { at: finalizedAt, what: 'finalized' })
    const paidAt = how === 'at-once' ? finalizedAt : how === 'late' && 'days' in payment ? dayOf(payment.days) : null
    if (how !== 'at-once') happenings.push({ at: finalizedAt, what: 'failed' })
    if (paidAt !== null) happenings.push({ at: paidAt, what: 'paid', end })
    const voidedAt = how === 'voided' && 'days' in payment ? dayOf(payment.days) : null
    if (voidedAt !== null) happenings.push({ at: voidedAt, what: 'voided' })
    const line = makeLine(`in_${index}_line`, toKey(plan), toIso(start), toIso(end), { amount: AMOUNTS[plan] })
    bill(`in_${index}`, start, end, {
      reason: isFirst ? 'start' : 'renewal',
      paid: paidAt && toIso(paidAt),
      finalized: toIso(finalizedAt),
      attempts: how === 'at-once' ? 1 : 2,
      isFailing: how === 'never',
      lines: [...prorations, line],
      ...(voidedAt === null ? {} : { status: 'void', voidedAt }),
    })
    prorations = []
    if (how === 'at-once' && change) {
      const changedAt = dayOf(change.day)
      const before = plan
      plan = plan === 'pro' ? 'elite' : 'pro'
      happenings.push({ at: changedAt, what: 'changed', plan })
      prorations = [before, plan].map((each, nth) =>
        makeLine(`change_${index}_${nth}`, toKey(each), toIso(changedAt), toIso(end), {
          amount: (nth === 0 ? -1 : 1) * AMOUNTS[each],
          isProration: true,
        }),
      )
      const next = life.months[index + 1]
      const isNextPaid = next?.payment.how === 'at-once' || (next?.payment.how === 'late' && index + 2 < life.months.length)
      if (!change.isBilledLater || !isNextPaid || index + 2 >= life.months.length) {
        bill(`in_change_${index}`, changedAt, end, { reason: 'change', lines: prorations })
        prorations = []
      }
    }
    if (how === 'at-once' && pause) happenings.push({ at: dayOf(pause.from), what: 'paused' }, { at: dayOf(pause.to), what: 'resumed' })
    if (!isLast) continue
    if (life.end === 'unpaid') happenings.push({ at: dayOf(20), what: 'unpaid' })
    if (life.end === 'given-up') happenings.push({ at: dayOf(20), what: 'ended' })
    if (life.end === 'at-once') happenings.push({ at: dayOf(25), what: 'ended' })
    const endsAt = life.end === 'at-period-end' ? end : life.end === 'at-date' ? dayOf(26) : null
    if (endsAt !== null)
      happenings.push({ at: dayOf(25), what: 'asked', endsAt, isPeriodEnd: life.end === 'at-period-end' }, { at: endsAt, what: 'ended' })
  }
  return { happenings: happenings.toSorted((a, b) => a.at - b.at), invoices, trialEnd }
}

/** What the provider would hold of such a life, as somebody who watched all along has it. */
export function toFacts(life: Life): BilledFact[] {
  const { happenings, invoices, trialEnd } = live(life)
  const startedAt = happenings[0]?.at ?? at('2026-01-01')
  let plan: Plan = 'pro'
  let [start, end] = ['', '']
  let content: Partial<SubscriptionContent> = { startedAt, anchor: startedAt, trialStart: trialEnd && startedAt, trialEnd }
  const states: [string, SubscriptionContent][] = []
  for (const happening of happenings) {
    switch (happening.what) {
      case 'began':
        start = toIso(happening.start)
        end = toIso(happening.end)
        content = { ...content, status: happening.isTrial ? 'trialing' : 'active' }
        break
      case 'changed':
        plan = happening.plan
        break
      case 'asked':
        content = { ...content, cancelsAtPeriodEnd: happening.isPeriodEnd, cancelAt: happening.endsAt, canceledAt: happening.at }
        break
      case 'ended':
        content = { ...content, status: 'canceled', endedAt: happening.at, canceledAt: content.canceledAt ?? happening.at }
        break
      case 'failed':
        content = { ...content, status: 'past-due' }
        break
      case 'paused':
        content = { ...content, status: 'paused', pausedAt: happening.at }
        break
      case 'unpaid':
        content = { ...content, status: 'unpaid' }
        break
      case 'paid':
      case 'voided':
      case 'resumed':
        content = { ...content, status: 'active', pausedAt: null }
        break
      case 'finalized':
        continue
    }
    states.push([toIso(happening.at), makeContent([makeItem(toKey(plan), start, end)], content)])
  }
  return [makeSubscription('sub_1', states), ...invoices]
}

/** What a mirror has that came at the end of all: the last state, and every invoice. */
export function comeLate(facts: readonly BilledFact[]): BilledFact[] {
  return facts.map((fact) => (fact.kind === 'subscription' ? { ...fact, earlier: [], stateAt: at('2027-01-01') } : fact))
}
