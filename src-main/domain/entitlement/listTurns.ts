import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { toFailedAt, toOverdueAt, toPaidAt } from '../billing/invoiceAt.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import { toTermEnd } from '../quota/toTermEnd.ts'
import { findPlanTerms, type ProductBilling } from './findHolding.ts'

/** Every instant at which what a company holds of a product could become something else, oldest first, each once. */
export function listTurns({ billing, history, tracks, payments, overrides }: ProductBilling): Instant[] {
  const turns = new Set<Instant>()
  const add = (...instants: (Instant | null)[]) => {
    for (const instant of instants) if (instant !== null) turns.add(instant)
  }
  const graceDays = new Set(history.versions.flatMap(({ catalog }) => Object.values(catalog.plans).map((plan) => plan.graceDays)))
  const addWithGrace = (instant: Instant | null) => {
    if (instant === null) return
    add(instant)
    for (const days of graceDays) add(toInstant(instant + days * DAY_MS))
  }
  for (const { from } of history.versions) add(from)
  for (const { subscription, evidence, periods } of tracks) {
    for (const { at, content } of subscription.states) {
      addWithGrace(at)
      add(content.startedAt, content.endedAt, content.canceledAt, content.cancelAt, content.trialStart, content.pausedAt)
      addWithGrace(content.trialEnd)
    }
    for (const { at, item } of evidence) {
      add(at)
      if (item) add(item.periodStart, item.periodEnd)
    }
    for (const { start, end } of periods) {
      add(start)
      addWithGrace(end)
    }
    for (const invoice of subscription.invoices) {
      addWithGrace(invoice.content.finalizedAt)
      add(toPaidAt(invoice), toFailedAt(invoice), toOverdueAt(invoice), invoice.content.voidedAt, invoice.content.uncollectibleAt)
    }
  }
  for (const { plan, interval, at } of payments.payments) {
    const terms = findPlanTerms(history, plan, at)
    add(at)
    addWithGrace(terms && toTermEnd(terms, interval, at))
  }
  for (const { at } of payments.takenBack ?? []) add(at)
  for (const { at, content } of overrides) add(at, content.until)
  for (const fact of billing.facts.recorded) add(fact.at)
  return [...turns].sort((a, b) => a - b)
}
