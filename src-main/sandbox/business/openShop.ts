import type { Catalog, Price } from '../../../src-shared/model/catalog.ts'
import type { StripeSandbox } from '../stripe/createStripe.ts'

/** What something costs, by its name `product.plan.interval` or `product.pack.once`. */
export interface Tag {
  /** The provider's price. */
  id: string
  currency: string
  amount: number
  isOnce: boolean
}

/** A provider's price has one currency, and its name must be its own: the first that cards are usually charged in. */
const CURRENCIES = ['USD', 'NGN', 'KES']

/** Puts all that the catalogs sell on the shelves of Stripe, under the names by which a mirror knows it. */
export function openShop(stripe: StripeSandbox, catalogs: readonly Catalog[]): ReadonlyMap<string, Tag> {
  const tags = new Map<string, Tag>()
  for (const { product, name, plans, packs } of catalogs) {
    for (const [id, plan] of Object.entries(plans)) sell(`${product}.${id}`, `${name} ${plan.name}`, plan.prices)
    for (const [id, pack] of Object.entries(packs)) sell(`${product}.${id}`, `${name}: ${pack.name}`, pack.prices)
  }
  stripe.act('coupons.create', { id: 'WELCOME', name: 'Welcome', percent_off: 25, duration: 'repeating', duration_in_months: 3 })
  stripe.act('coupons.create', { id: 'NONPROFIT', name: 'Non-profit', percent_off: 40, duration: 'forever' })
  return tags

  function sell(ref: string, title: string, prices: readonly Price[]): void {
    if (prices.length === 0) return
    const product = String(stripe.act('products.create', { name: title, metadata: { plan: ref } })['id'])
    for (const [interval, offered] of Map.groupBy(prices, (price) => price.interval)) {
      const price = offered.toSorted((a, b) => CURRENCIES.indexOf(a.currency) - CURRENCIES.indexOf(b.currency))[0]
      if (!price) continue
      const lookup_key = `${ref}.${interval}`
      const recurring = RECURRING[interval]
      const made = stripe.act('prices.create', {
        product,
        currency: price.currency.toLowerCase(),
        unit_amount: price.amount,
        lookup_key,
        ...(recurring ? { recurring } : {}),
      })
      tags.set(lookup_key, { id: String(made['id']), currency: price.currency, amount: price.amount, isOnce: recurring === null })
    }
  }
}

const RECURRING: Readonly<Record<Price['interval'], { interval: string; interval_count: number } | null>> = {
  month: { interval: 'month', interval_count: 1 },
  quarter: { interval: 'month', interval_count: 3 },
  year: { interval: 'year', interval_count: 1 },
  once: null,
}
