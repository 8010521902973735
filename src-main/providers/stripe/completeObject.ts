import Stripe from 'stripe'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { AskStripe, Query } from './createStripeClient.ts'
import { readList } from './readList.ts'
import { isRecord, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const PAGE = 100
/** A list within an object that is longer than this has no end. */
const MOST_PAGES = 100

/** Coupons by their id, null for one that cannot be had. Discounts of many subscriptions name the same few, and their terms never change. */
export type Coupons = Map<string, Wire | null>

/**
 * Brings in what Stripe leaves out of an object: the rest of lists of which it sends the first page, payments and line items that it did
 * not send along, and coupons that it only named.
 *
 * One request after the other for what is missing, and none where nothing is.
 */
export async function completeObject(ask: AskStripe, kind: BilledKind, object: Wire, coupons: Coupons): Promise<Wire> {
  const { id } = object
  if (typeof id !== 'string' || id === '') return object
  const path = encodeURIComponent(id)
  switch (kind) {
    case 'subscription': {
      const query = { subscription: id, expand: ['data.discounts.source.coupon'] }
      const whole = hasMore(object['items']) ? { ...object, items: await mustReadAll(ask, '/v1/subscription_items', query) } : object
      return completeDiscounts(ask, whole, coupons)
    }
    case 'invoice': {
      const whole = hasMore(object['lines']) ? { ...object, lines: await mustReadAll(ask, `/v1/invoices/${path}/lines`) } : object
      if (!isMissingPayments(object)) return whole
      const payments = await readOrNone(() => readAll(ask, '/v1/invoice_payments', { invoice: id }))
      return payments ? { ...whole, payments } : whole
    }
    case 'checkout': {
      const isMissing = hasMore(object['line_items']) || (!isRecord(object['line_items']) && object['mode'] === 'payment')
      const lines = isMissing ? await readOrNone(() => readAll(ask, `/v1/checkout/sessions/${path}/line_items`)) : null
      return lines ? { ...object, line_items: lines } : object
    }
    default:
      return object
  }
}

function hasMore(list: unknown): boolean {
  return isRecord(list) && list['has_more'] === true
}

/** A refused attempt is a payment too: unknown as the invoice's, it would look like a purchase of its own. */
function isMissingPayments({ payments, amount_paid, attempt_count }: Wire): boolean {
  if (isRecord(payments)) return hasMore(payments)
  return [amount_paid, attempt_count].some((count) => typeof count === 'number' && count > 0)
}

async function readAll(ask: AskStripe, path: string, query: Query = {}): Promise<Wire> {
  const all: unknown[] = []
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, next } = readList(await askPage(ask, path, query, after), after)
    all.push(...data)
    if (next === null) return { object: 'list', data: all, has_more: false }
    after = next
  }
  throw new UnreadableAnswer('a list within it has no end')
}

/** What an object says nothing true without: half of its lines would be another object. */
async function mustReadAll(ask: AskStripe, path: string, query?: Query): Promise<Wire> {
  const all = await readOrNone(() => readAll(ask, path, query))
  if (!all) throw new UnreadableAnswer('it comes with the first part of a list, and the rest was refused')
  return all
}

/** What a server does not offer, or the key may not read, is not known: the object stands without it. */
async function readOrNone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (isMissing(error) || (error instanceof Stripe.errors.StripeError && error.statusCode === 403)) return null
    throw error
  }
}

/**
 * Asks for a page of a list within an object.
 *
 * What it is asked after can be gone by then. That says nothing of the object: only an answer about itself says that it is missing.
 */
async function askPage(ask: AskStripe, path: string, query: Query, after: string | null): Promise<Wire> {
  try {
    return (await ask(path, { limit: PAGE, ...query, ...(after === null ? {} : { starting_after: after }) })).body
  } catch (error) {
    if (after !== null && isMissing(error)) throw new UnreadableAnswer('a list within it changed while it was read')
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && (error.statusCode === 404 || error.code === 'resource_missing')
}

async function completeDiscounts(ask: AskStripe, subscription: Wire, coupons: Coupons): Promise<Wire> {
  const whole = await withCoupons(ask, subscription, coupons)
  const items = whole['items']
  if (!isRecord(items) || !Array.isArray(items['data'])) return whole
  const data: unknown[] = []
  for (const item of items['data']) data.push(isRecord(item) ? await withCoupons(ask, item, coupons) : item)
  return { ...whole, items: { ...items, data } }
}

async function withCoupons(ask: AskStripe, object: Wire, coupons: Coupons): Promise<Wire> {
  const { discounts } = object
  if (!Array.isArray(discounts) || discounts.length === 0) return object
  const completed: unknown[] = []
  for (const discount of discounts) completed.push(isRecord(discount) ? await withCoupon(ask, discount, coupons) : discount)
  return { ...object, discounts: completed }
}

async function withCoupon(ask: AskStripe, discount: Wire, coupons: Coupons): Promise<Wire> {
  const { source } = discount
  if (!isRecord(source) || typeof source['coupon'] !== 'string') return discount
  const id = source['coupon']
  if (!coupons.has(id)) coupons.set(id, await readOrNone(async () => (await ask(`/v1/coupons/${encodeURIComponent(id)}`)).body))
  const coupon = coupons.get(id)
  return coupon ? { ...discount, source: { ...source, coupon } } : discount
}
