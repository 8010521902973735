import type { SubscriptionContent, SubscriptionItem, SubscriptionWord } from '../../domain/billing/billedObject.ts'
import { mapDiscounts } from './mapDiscounts.ts'
import { mapPrice } from './mapPrice.ts'
import {
  getInstant,
  getItems,
  readCurrency,
  readInstant,
  readPart,
  readText,
  readWhole,
  toInstantOrNull,
  toWord,
  type Wire,
} from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const WORDS: Readonly<Record<string, SubscriptionWord>> = {
  trialing: 'trialing',
  active: 'active',
  past_due: 'past-due',
  unpaid: 'unpaid',
  paused: 'paused',
  incomplete: 'incomplete',
  incomplete_expired: 'incomplete-expired',
  canceled: 'canceled',
}

export function mapSubscription(subscription: Wire): SubscriptionContent {
  const status = readText(subscription, 'status')
  if (status === null) throw new UnreadableAnswer('it has no status')
  const items = getItems(subscription, 'items').map((item) => mapItem(item, subscription))
  const currency = readCurrency(subscription) ?? items[0]?.terms.currency
  if (currency === undefined) throw new UnreadableAnswer('it has no currency')
  const paused = readPart(readPart(subscription, 'status_details') ?? {}, 'paused')
  return {
    status: toWord(status, WORDS, 'unknown'),
    currency,
    startedAt: readInstant(subscription, 'start_date') ?? getInstant(subscription, 'created'),
    endedAt: readInstant(subscription, 'ended_at'),
    canceledAt: readInstant(subscription, 'canceled_at'),
    cancelAt: readInstant(subscription, 'cancel_at'),
    cancelsAtPeriodEnd: subscription['cancel_at_period_end'] === true,
    trialStart: readInstant(subscription, 'trial_start'),
    trialEnd: readInstant(subscription, 'trial_end'),
    pausedAt: paused && (readInstant(paused, 'transitioned_at') ?? readInstant(readPart(paused, 'subscription') ?? {}, 'transitioned_at')),
    isCollectionPaused: (subscription['pause_collection'] ?? null) !== null,
    anchor: toInstantOrNull(subscription['billing_cycle_anchor']),
    isInvoiceSent: subscription['collection_method'] === 'send_invoice',
    discounts: mapDiscounts(subscription),
    items,
  }
}

function mapItem(item: Wire, subscription: Wire): SubscriptionItem {
  const ref = readText(item, 'id')
  const price = readPart(item, 'price') ?? readPart(item, 'plan')
  const priceRef = price && readText(price, 'id')
  if (ref === null || price === null || priceRef === null) throw new UnreadableAnswer('an item of it names no price')
  const { meter: _, ...terms } = mapPrice({ currency: subscription['currency'], ...price })
  // Before 2025 the period stood on the subscription.
  const readPeriod = (name: string) => readInstant(item, name) ?? getInstant(subscription, name)
  return {
    ref,
    price: priceRef,
    terms,
    quantity: terms.isMetered ? null : readWhole(item, 'quantity'),
    periodStart: readPeriod('current_period_start'),
    periodEnd: readPeriod('current_period_end'),
    discounts: mapDiscounts(item),
  }
}
