import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { SubscriptionWord } from '../billing/billedObject.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { ProductBilling } from './findHolding.ts'

/** Words from which days of grace may count where nothing was ever paid. */
const BEHIND: ReadonlySet<SubscriptionWord> = new Set(['past-due', 'unpaid'])

/** Every instant at which what a company holds of a product could become something else, oldest first, each once. */
export function listTurns({ history, tracks, terms, payments, overrides }: ProductBilling): Instant[] {
  const turns = new Set<Instant>()
  const add = (...instants: (Instant | null)[]) => {
    for (const instant of instants) if (instant !== null) turns.add(instant)
  }
  const graceDays = new Set(history.versions.flatMap(({ catalog }) => Object.values(catalog.plans).map((plan) => plan.graceDays)))
  /** @param settledAt from when on no days of grace count any more */
  const addGrace = (instant: Instant | null, settledAt: Instant | null = null) => {
    if (instant === null) return
    for (const days of graceDays) {
      const graceEnd = toInstant(instant + days * DAY_MS)
      if (settledAt === null || settledAt > graceEnd) add(graceEnd)
    }
  }
  for (const { from } of history.versions) add(from)
  for (const { subscription, evidence, observed, periods } of tracks) {
    const { states, invoices } = subscription
    for (const { at, content } of states) {
      add(at, content.startedAt, content.endedAt, content.canceledAt, content.cancelAt, content.trialStart, content.trialEnd)
      add(content.pausedAt, ...(content.cancelsAtPeriodEnd ? content.items.map(({ periodEnd }) => periodEnd) : []))
      if (BEHIND.has(content.status)) addGrace(at)
    }
    addGrace(subscription.last.trialEnd)
    for (const { at } of evidence) add(at)
    for (const { start, end } of observed) add(start, end)
    for (const { start, end } of periods) add(start, end)
    for (const { times } of invoices) {
      add(times.finalizedAt, times.paidAt, times.failedAt, times.overdueAt, times.goneAt)
      addGrace(times.finalizedAt, times.paidAt)
    }
    for (const { end } of periods) addGrace(end)
  }
  for (const { start, end, graceEnd, endedBy } of terms) add(start, end, graceEnd, endedBy?.at ?? null)
  for (const { at } of payments.payments) add(at)
  for (const { at, content } of overrides) add(at, content.until)
  return [...turns].sort((a, b) => a - b)
}
