import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { readPurchase } from '../billing/readPurchase.ts'
import { compareText } from '../usage/usageRecord.ts'

/** The products that a company belongs to at an instant: from its first fact about each. In the order of their ids. */
export function listProducts(billing: Billing, at: Instant): string[] {
  const first = findFirstFacts(billing, at)
  return [...first.keys()].filter((product) => billing.catalogs.has(product)).sort(compareText)
}

/** When a company's first fact about each product was, by product, of those up to an instant. */
export function findFirstFacts(billing: Billing, at: Instant): ReadonlyMap<string, Instant> {
  const { facts, subscriptions, purchases } = billing
  const first = new Map<string, Instant>()
  const note = (product: string, told: Instant) => {
    const known = first.get(product)
    if (told <= at && (known === undefined || told < known)) first.set(product, told)
  }
  for (const { product, at: told } of [...facts.usage, ...facts.recorded]) note(product, told)
  for (const { fact, states, invoices, last } of subscriptions) {
    if (last.startedAt > at) continue
    const prices = [
      ...states.flatMap(({ content }) => content.items.map(({ price }) => price)),
      ...invoices.flatMap(({ content }) => content.lines.map(({ price }) => price)),
    ]
    for (const price of new Set(prices)) {
      const offer = billing.offerOf(fact.provider, price, at)
      if (offer) note(offer.product, last.startedAt)
    }
  }
  for (const purchase of purchases) {
    if (purchase.at > at) continue
    const reading = readPurchase(billing, purchase)
    if (reading.kind === 'matched') for (const { offer } of reading.offers) note(offer.product, purchase.at)
  }
  return first
}
