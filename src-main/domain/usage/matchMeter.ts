import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { SubscriptionContent, SubscriptionItem } from '../billing/billedObject.ts'
import type { Offer } from '../billing/matchPrice.ts'
import type { Catalogs } from '../catalogHistory.ts'
import { type CompanyFacts, type MeterFact, toPriceKey } from '../companyFacts.ts'
import { findMetricKind } from './findMetricKind.ts'

/** The metric that a meter counts, or why it counts none that is known here. */
export type MeterMatch = { kind: 'matched'; product: string; metric: string } | { kind: 'unmatched'; reason: string }

/** What is looked at of a company's billing. */
export interface MeteredBilling {
  facts: Pick<CompanyFacts, 'metered' | 'prices'>
  catalogs: Catalogs
  subscriptions: readonly MeteredSubscription[]
  offerOf(provider: ProviderName, price: string, at: Instant): Offer | null
}

interface MeteredSubscription {
  fact: { provider: ProviderName }
  states: readonly { at: Instant; content: SubscriptionContent }[]
  last: SubscriptionContent
}

/**
 * Finds the metric of a meter: the one of the product of what is paid for by it that has the name of its events.
 *
 * `api_calls` and `api-calls` are one name, for providers and programs write it so. What fits no metric is not guessed.
 */
export function matchMeter(billing: MeteredBilling, { provider, meter }: Pick<MeterFact, 'provider' | 'meter'>): MeterMatch {
  const products = new Set(listProductsOf(billing, provider, meter.ref))
  const [product] = products
  if (product === undefined) return unmatched(`nobody knows which product it is paid for with`)
  if (products.size > 1) return unmatched(`it is paid for with ${[...products].sort().join(' and ')}`)
  const metric = findMetric(billing.catalogs, product, meter.eventName)
  if (metric === null) return unmatched(`${product} has no metric of that name`)
  if (findMetricKind(billing.catalogs, product, metric) !== 'flow') return unmatched(`${metric} of ${product} is no use that adds up`)
  if (meter.formula !== 'sum' && meter.formula !== 'count') return unmatched('it keeps the last of its events, and no sum of them')
  return { kind: 'matched', product, metric }
}

/** Whether any product has a metric of the name of a meter's events: where none has, nobody's billing needs to be looked at. */
export function isAnyMetric(catalogs: Catalogs, eventName: string): boolean {
  return [...catalogs.keys()].some((product) => findMetric(catalogs, product, eventName) !== null)
}

/** The meter that an item is paid for by; null for one that is not metered. */
export function findMeterOf(billing: Pick<MeteredBilling, 'facts'>, provider: ProviderName, item: SubscriptionItem): string | null {
  return billing.facts.prices.get(toPriceKey(provider, item.price))?.content.meter ?? null
}

function unmatched(reason: string): MeterMatch {
  return { kind: 'unmatched', reason }
}

function listProductsOf(billing: MeteredBilling, provider: ProviderName, meter: string): string[] {
  return billing.subscriptions
    .filter(({ fact }) => fact.provider === provider)
    .flatMap((subscription) =>
      subscription.states.flatMap(({ at, content: { items } }) =>
        items
          .filter((item) => findMeterOf(billing, provider, item) === meter)
          .flatMap((item) => findProduct(billing, subscription, { item, items, at })),
      ),
    )
}

interface PlacedItem {
  item: SubscriptionItem
  items: readonly SubscriptionItem[]
  at: Instant
}

/** The product of its own price; where nobody knows that one, that of all others which are paid for with it. */
function findProduct(billing: MeteredBilling, { fact }: MeteredSubscription, { item, items, at }: PlacedItem): string[] {
  const productOf = ({ price }: SubscriptionItem) => billing.offerOf(fact.provider, price, at)?.product ?? []
  const own = [productOf(item)].flat()
  return own.length > 0 ? own : [...new Set(items.flatMap(productOf))]
}

function findMetric(catalogs: Catalogs, product: string, eventName: string): string | null {
  const names = (catalogs.get(product)?.versions ?? []).toReversed().flatMap(({ catalog }) => Object.keys(catalog.metrics))
  return names.find((metric) => fold(metric) === fold(eventName)) ?? null
}

function fold(name: string): string {
  return name.replaceAll('_', '-')
}
