import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { readPurchase } from '../billing/readPurchase.ts'
import { compareText } from '../usage/usageRecord.ts'

/** The products that a company belongs to at an instant: from its first fact about each. In the order of their ids. */
export function listProducts(billing: Billing, at: Instant): string[] {
  const { facts, subscriptions, purchases, catalogs } = billing
  const products = new Set<string>()
  for (const { product, at: told } of [...facts.usage, ...facts.recorded]) if (told <= at) products.add(product)
  for (const { fact, states, invoices, last } of subscriptions) {
    if (last.startedAt > at) continue
    const prices = [
      ...states.flatMap(({ content }) => content.items.map(({ price }) => price)),
      ...invoices.flatMap(({ content }) => content.lines.map(({ price }) => price)),
    ]
    for (const price of new Set(prices)) {
      const offer = billing.offerOf(fact.provider, price, at)
      if (offer) products.add(offer.product)
    }
  }
  for (const purchase of purchases) {
    if (purchase.at > at) continue
    const reading = readPurchase(billing, purchase)
    if (reading.kind === 'matched') for (const { offer } of reading.offers) products.add(offer.product)
  }
  return [...products].filter((product) => catalogs.has(product)).sort(compareText)
}
