import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { measureMonthlyRevenue } from './measureMonthlyRevenue.ts'

/** What a company's subscriptions bring in a month in one currency, at each of some instants. */
export interface RevenueLine {
  currency: string
  /** In the order of the instants, in the currency's minor unit; 0 where nothing came in. */
  amounts: readonly number[]
  /** When anything came in for the first time ever. */
  firstAt: Instant
}

/**
 * Measures a company's monthly revenue at instants, oldest first (domain.md, *Revenue*). Currencies are lines of their own.
 *
 * One in which nothing came in at any of them has no line.
 */
export function measureRevenueLines(billing: Billing, instants: readonly Instant[]): RevenueLine[] {
  const lines = new Map<string, number[]>()
  for (const [index, at] of instants.entries()) {
    for (const { currency, amount } of measureMonthlyRevenue(billing, at)) {
      const amounts = lines.get(currency) ?? instants.map(() => 0)
      amounts[index] = amount
      lines.set(currency, amounts)
    }
  }
  if (lines.size === 0) return []
  const turns = listTurns(billing, instants)
  return [...lines].flatMap(([currency, amounts]) => {
    const firstAt = turns.find((turn) => measureMonthlyRevenue(billing, turn).some((each) => each.currency === currency))
    return firstAt === undefined ? [] : [{ currency, amounts, firstAt }]
  })
}

/** Every instant from which on a subscription may bring in something that it did not before, oldest first; and those asked for. */
function listTurns({ subscriptions }: Billing, instants: readonly Instant[]): Instant[] {
  const turns = new Set<Instant>(instants)
  const add = (...found: (Instant | null)[]) => {
    for (const instant of found) if (instant !== null) turns.add(instant)
  }
  for (const { states, invoices } of subscriptions) {
    for (const { at, content } of states) {
      add(at, content.startedAt, content.trialEnd)
      // What was given for nothing is paid for from the discount's end on.
      for (const { endsAt } of [...content.discounts, ...content.items.flatMap(({ discounts }) => discounts)]) add(endsAt)
    }
    for (const { times, content } of invoices) {
      add(times.finalizedAt, times.paidAt, times.failedAt, times.overdueAt, times.goneAt)
      for (const { start, end } of content.lines) add(start, end)
    }
  }
  return [...turns].sort((a, b) => a - b)
}
