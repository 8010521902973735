import { type Catalog, PRICE_INTERVALS, type PriceInterval } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { type CatalogHistory, type Catalogs, catalogAt } from '../catalogHistory.ts'
import type { PriceFact } from '../companyFacts.ts'
import type { RecurringInterval } from './billedObject.ts'

/** What a price is the price of. */
export interface Offer {
  product: string
  kind: 'plan' | 'pack'
  id: string
  /** Null for one that the catalog has no word for. */
  interval: PriceInterval | null
}

/**
 * Finds what a provider's price buys: by the catalog's reference, else by its lookup key `product.plan.interval`. Null where nobody knows.
 *
 * A price that an earlier or a later version named is still known by it: customers stay on old prices.
 */
export function matchPrice(catalogs: Catalogs, price: PriceFact, at: Instant): Offer | null {
  for (const history of catalogs.values()) {
    for (const catalog of listFromInForce(history, at)) {
      const offer = findByReference(catalog, price)
      if (offer) return offer
    }
  }
  for (const lookupKey of price.lookupKeys) {
    const offer = findByLookupKey(catalogs, lookupKey, price, at)
    if (offer) return offer
  }
  return null
}

/** The interval in the catalog's words: a month times three is a quarter. */
function toPriceInterval(interval: RecurringInterval | null): PriceInterval | null {
  if (interval === null) return 'once'
  const { unit, count } = interval
  if (unit === 'year') return count === 1 ? 'year' : null
  if (unit !== 'month') return null
  return count === 1 ? 'month' : count === 3 ? 'quarter' : count === 12 ? 'year' : null
}

/** The version in force first, then the others, newest first. */
export function* listFromInForce(history: CatalogHistory, at: Instant): Generator<Catalog> {
  const inForce = catalogAt(history, at)
  yield inForce
  for (const { catalog } of history.versions.toReversed()) if (catalog !== inForce) yield catalog
}

function findByReference({ product, plans, packs }: Catalog, { provider, ref }: PriceFact): Offer | null {
  const isNamed = (references: Partial<Record<ProviderName, string>> | undefined) => references?.[provider] === ref
  for (const [id, plan] of Object.entries(plans)) {
    const price = plan.prices.find(({ references }) => isNamed(references))
    if (price) return { product, kind: 'plan', id, interval: price.interval }
  }
  for (const [id, pack] of Object.entries(packs)) {
    if (pack.prices.some(({ references }) => isNamed(references))) return { product, kind: 'pack', id, interval: 'once' }
  }
  return null
}

function findByLookupKey(catalogs: Catalogs, lookupKey: string, price: PriceFact, at: Instant): Offer | null {
  const [product = '', id = '', word = '', ...more] = lookupKey.split('.')
  const history = catalogs.get(product)
  if (!history || more.length > 0) return null
  const interval = PRICE_INTERVALS.find((each) => each === word) ?? toPriceInterval(price.content.interval)
  for (const { plans, packs } of listFromInForce(history, at)) {
    // A pack is sold once; a plan of the same id by the month.
    if (word === 'once' && Object.hasOwn(packs, id)) return { product, kind: 'pack', id, interval: 'once' }
    if (Object.hasOwn(plans, id)) return { product, kind: 'plan', id, interval }
  }
  return null
}
