import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import { findWord, type Word } from '../entitlement/findWord.ts'
import { findGraceEnd, measureByWord } from './measureMonthlyRevenue.ts'

/** What a company's subscriptions bring in a month from an instant on, in one currency's minor unit. */
export interface RevenueStep {
  at: Instant
  amount: number
}

/**
 * All that a company's monthly revenue ever was, and will be by what is known: by currency, each step until the next, oldest first.
 *
 * It is `measureMonthlyRevenue` for every instant at once. It asks no clock, so what is kept of it holds until a fact changes it.
 */
export function listRevenueSteps(billing: Billing): Map<string, RevenueStep[]> {
  const changes = billing.subscriptions.flatMap((subscription) => listChanges(billing, subscription))
  changes.sort((a, b) => a.at - b.at)
  const steps = new Map<string, RevenueStep[]>()
  for (const [currency, own] of Map.groupBy(changes, (change) => change.currency)) {
    const kept: RevenueStep[] = []
    let amount = 0
    for (const [index, { at, by }] of own.entries()) {
      amount += by
      // What happens at one instant is one step, and none where it comes to nothing.
      if (own[index + 1]?.at !== at && amount !== (kept.at(-1)?.amount ?? 0)) kept.push({ at, amount })
    }
    if (kept.length > 0) steps.set(currency, kept)
  }
  return steps
}

interface Change {
  at: Instant
  currency: string
  by: number
}

function listChanges(billing: Billing, subscription: BilledSubscription): Change[] {
  const changes: Change[] = []
  let known = new Map<string, number>()
  const look = (word: Word | null, at: Instant) => {
    const measured = word ? measureByWord(billing, subscription, word, at) : []
    const now = new Map(measured.map(({ currency, amount }) => [currency, amount]))
    for (const [currency, amount] of now) {
      const by = amount - (known.get(currency) ?? 0)
      if (by !== 0) changes.push({ at, currency, by })
    }
    for (const [currency, amount] of known) if (!now.has(currency)) changes.push({ at, currency, by: -amount })
    known = now
  }
  const turns = listTurns(subscription)
  for (const [index, at] of turns.entries()) {
    const word = findWord(subscription, at)
    look(word, at)
    // Between two turns nothing but the days of grace can run out.
    const graceEnd = word && findGraceEnd(billing, subscription, word, at)
    const next = turns[index + 1]
    if (graceEnd !== null && graceEnd > at && (next === undefined || graceEnd < next)) look(word, graceEnd)
  }
  return changes
}

/** Every instant at which what a subscription brings in may change, grace aside; oldest first, each once. */
function listTurns({ states, invoices, last }: BilledSubscription): Instant[] {
  const turns = new Set<Instant>([last.startedAt])
  const add = (...found: (Instant | null)[]) => {
    for (const at of found) if (at !== null && at > last.startedAt && (last.endedAt === null || at <= last.endedAt)) turns.add(at)
  }
  add(last.endedAt)
  for (const { at, content } of states) {
    add(at, content.canceledAt, content.cancelAt, content.trialStart, content.trialEnd, content.pausedAt)
    if (content.cancelsAtPeriodEnd) add(...content.items.map(({ periodEnd }) => periodEnd))
    for (const discounts of [content.discounts, ...content.items.map((item) => item.discounts)])
      for (const { startsAt, endsAt } of discounts) add(startsAt, endsAt)
  }
  const seenAt = states[0].at
  for (const { times, content } of invoices) {
    add(times.finalizedAt, times.paidAt, times.failedAt, times.overdueAt, times.goneAt)
    // Lines tell of a time that nobody saw; from the first sight on, what was seen counts.
    for (const { start, end } of content.lines) for (const at of [start, end]) if (at < seenAt) add(at)
  }
  return [...turns].sort((a, b) => a - b)
}
