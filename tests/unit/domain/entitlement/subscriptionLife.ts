import type { SubscriptionContent, SubscriptionWord } from '../../../../src-main/domain/billing/billedObject.ts'
import { addMonths } from '../../../../src-main/domain/calendar/addMonths.ts'
import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import { type Instant, toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { at, makeContent, makeInvoice, makeItem, makeSubscription } from './makeFacts.ts'

export const HOUR_MS = 3_600_000
const GRACE_DAYS = 7
const LOOKUP_KEY = 'trading.pro.month'

/** A month of a subscription: how its renewal went, and what befell it. Days count from the month's start. */
export interface Month {
  /** Days after which it was paid at last; null where the provider gave up after 20. */
  paidAfterDays: number | null
  pause: { from: number; to: number } | null
}

/** A subscription's life as its owner tells it. */
export interface Life {
  startDay: number
  months: Month[]
  end: 'goes-on' | 'at-period-end' | 'in-the-midst'
}

interface Spell {
  from: Instant
  word: SubscriptionWord
}

/** What the provider would hold of such a life, as somebody who watched all along has it. */
export function toFacts(life: Life): BilledFact[] {
  const { spells, invoices, endedAt } = live(life)
  const starts = listStarts(life)
  const states = spells.map(({ from, word }): [string, SubscriptionContent] => {
    const month = Math.max(
      0,
      starts.findLastIndex((start) => start <= from),
    )
    const [start, end] = [starts[month] ?? 0, starts[month + 1] ?? 0] as Instant[]
    const item = makeItem(LOOKUP_KEY, toIso(start as Instant), toIso(end as Instant))
    const content = makeContent([item], {
      status: word,
      startedAt: starts[0] as Instant,
      endedAt: word === 'canceled' ? endedAt : null,
      anchor: starts[0] as Instant,
    })
    return [toIso(from), content]
  })
  return [makeSubscription('sub_1', states), ...invoices]
}

/** Its status at an instant, told from the life alone. */
export function findStatus(life: Life, instant: Instant): string {
  const starts = listStarts(life)
  if (instant < (starts[0] ?? 0)) return 'active'
  for (const [index, { paidAfterDays, pause }] of life.months.entries()) {
    const start = starts[index] as Instant
    const next = starts[index + 1] as Instant
    const isLast = index === life.months.length - 1
    if (instant >= next && !isLast) continue
    const failedAt = start + HOUR_MS
    const gaveUpAt = paidAfterDays === null ? start + 20 * DAY_MS : null
    if (gaveUpAt !== null && instant >= gaveUpAt) return 'canceled'
    if (isLast && life.end === 'at-period-end' && instant >= next) return 'canceled'
    if (isLast && life.end === 'in-the-midst' && instant >= start + 25 * DAY_MS) return 'canceled'
    const paidAt = paidAfterDays === null ? Number.POSITIVE_INFINITY : start + paidAfterDays * DAY_MS
    const isOwed = paidAfterDays !== 0 && instant >= failedAt && instant < paidAt
    if (isOwed) return instant < failedAt + GRACE_DAYS * DAY_MS ? 'grace' : 'expired'
    if (pause && instant >= start + pause.from * DAY_MS && instant < start + pause.to * DAY_MS) return 'paused'
    return 'active'
  }
  return 'active'
}

function listStarts({ startDay, months }: Life): Instant[] {
  const first = toInstant(at('2026-01-01') + (startDay - 1) * DAY_MS + 9 * HOUR_MS)
  return Array.from({ length: months.length + 1 }, (_, index) => addMonths(first, index))
}

function live(life: Life): { spells: Spell[]; invoices: BilledFact[]; endedAt: Instant | null } {
  const starts = listStarts(life)
  const spells: Spell[] = []
  const invoices: BilledFact[] = []
  let endedAt: Instant | null = null
  for (const [index, { paidAfterDays, pause }] of life.months.entries()) {
    const start = starts[index] as Instant
    const next = starts[index + 1] as Instant
    const isPaidAtOnce = paidAfterDays === 0
    const paidAt = paidAfterDays === null ? null : toInstant(start + paidAfterDays * DAY_MS)
    spells.push({ from: start, word: 'active' })
    if (!isPaidAtOnce) spells.push({ from: toInstant(start + HOUR_MS), word: 'past-due' })
    if (!isPaidAtOnce && paidAt !== null) spells.push({ from: paidAt, word: 'active' })
    if (pause) {
      spells.push({ from: toInstant(start + pause.from * DAY_MS), word: 'paused' })
      spells.push({ from: toInstant(start + pause.to * DAY_MS), word: 'active' })
    }
    invoices.push(
      makeInvoice(`in_${index}`, {
        lookupKey: LOOKUP_KEY,
        start: toIso(start),
        end: toIso(next),
        reason: index === 0 ? 'start' : 'renewal',
        paid: paidAt === null ? null : toIso(paidAt),
        finalized: toIso(isPaidAtOnce ? start : toInstant(start + HOUR_MS)),
        attempts: isPaidAtOnce ? 1 : 2,
        isFailing: paidAt === null,
      }),
    )
    if (paidAfterDays === null) endedAt = toInstant(start + 20 * DAY_MS)
    else if (index === life.months.length - 1 && life.end === 'at-period-end') endedAt = next
    else if (index === life.months.length - 1 && life.end === 'in-the-midst') endedAt = toInstant(start + 25 * DAY_MS)
  }
  if (endedAt !== null) spells.push({ from: endedAt, word: 'canceled' })
  return { spells, invoices, endedAt }
}
