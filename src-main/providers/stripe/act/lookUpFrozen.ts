import Stripe from 'stripe'
import { type Instant, toSeconds } from '../../../../src-shared/model/instant.ts'
import type { OrderOf } from '../../../domain/actions/order.ts'
import type { LookedUp } from '../../acting.ts'
import type { AskStripe, Query } from '../createStripeClient.ts'
import { readList } from '../readList.ts'
import { getItems, isRecord, readId, readText, type Wire } from '../readWire.ts'
import { toProviderError } from '../toProviderError.ts'
import { isMarked } from './actionMark.ts'
import { hasCoupon } from './applyCoupon.ts'
import type { Frozen } from './frozen.ts'
import { isEnding } from './keepSubscription.ts'
import type { Line } from './line.ts'
import { listTouched } from './toAccepted.ts'
import { toPath } from './toWrite.ts'

const PAGE = 100
const MOST_PAGES = 100
/** How far before the sending lists are read: our clock may be wrong by much, and the mark is never by chance. */
const BEFORE_SECONDS = 2 * 86_400

const ABSENT: LookedUp = { kind: 'absent' }

/** Finds out what a request did whose answer was lost, and whose key Stripe has forgotten. */
export async function lookUpFrozen(line: Line, frozen: Frozen, sentAt: Instant): Promise<LookedUp> {
  try {
    return await find(line.client.ask, frozen, sentAt)
  } catch (error) {
    // What it was to be done to is gone, or never was.
    if (error instanceof Stripe.errors.StripeError && (error.statusCode === 404 || error.code === 'resource_missing')) return ABSENT
    return { kind: 'unanswered', error: toProviderError(error, line.signal) }
  }
}

async function find(ask: AskStripe, frozen: Frozen, sentAt: Instant): Promise<LookedUp> {
  const { order } = frozen
  switch (order.kind) {
    case 'subscription.create': {
      const made = await findMarked(ask, '/v1/subscriptions', { customer: order.customer, status: 'all', ...since(sentAt) }, frozen)
      if (made === null) return ABSENT
      return made['status'] === 'incomplete_expired'
        ? { kind: 'failed', reason: 'The first payment of the subscription was not made.' }
        : toDone(frozen, made)
    }
    case 'payment.refund': {
      const made = await findMarked(ask, '/v1/refunds', { payment_intent: order.payment, ...since(sentAt) }, frozen)
      if (made === null) return ABSENT
      const isFailed = made['status'] === 'failed' || made['status'] === 'canceled'
      return isFailed ? { kind: 'failed', reason: 'The bank did not take the refund.' } : toDone(frozen, made)
    }
    case 'link.checkout': {
      const made = await findMarked(ask, '/v1/checkout/sessions', { customer: order.customer, ...since(sentAt) }, frozen)
      return made === null ? ABSENT : toDone(frozen, made)
    }
    case 'invoice.retry':
    case 'invoice.void':
      return judgeInvoice(frozen, (await ask(`/v1/invoices/${encodeURIComponent(order.invoice)}`)).body)
    case 'subscription.change':
      return order.when === 'period-end'
        ? findChange(ask, frozen, order, sentAt)
        : judge(frozen, await askSubscription(ask, order.subscription))
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.cancel':
    case 'subscription.keep':
    case 'trial.extend':
    case 'coupon.apply':
      return judge(frozen, await askSubscription(ask, order.subscription))
    // They are listed nowhere, and good for minutes: another, made days later, would be for nobody.
    case 'link.portal':
      return { kind: 'failed', reason: 'The address was lost with its answer, and is good for minutes only. Make another.' }
    default:
      throw new Error(`Broken promise: Stripe was not asked for ${order.kind}`)
  }
}

async function askSubscription(ask: AskStripe, ref: string): Promise<Wire> {
  return (await ask(toPath(ref), { expand: ['discounts'] })).body
}

/** By the mark, where the request leaves one; else by how the subscription stands. */
function judge(frozen: Frozen, subscription: Wire): LookedUp {
  const { order, action } = frozen
  if (isMarked(subscription, action)) return toDone(frozen, subscription)
  const stands = isAsAsked(frozen, subscription)
  // These leave no mark, and what they lead to is wanted, whoever did it.
  const isUnmarked =
    order.kind === 'subscription.pause' ||
    order.kind === 'subscription.resume' ||
    (order.kind === 'subscription.cancel' && order.when === 'now')
  if (!stands) return ABSENT
  return isUnmarked
    ? toDone(frozen, subscription)
    : { kind: 'unsure', reason: 'The subscription is as it was asked for, but nothing tells that it was this that changed it.' }
}

function isAsAsked({ order }: Frozen, subscription: Wire): boolean {
  switch (order.kind) {
    case 'subscription.change':
      return getItems(subscription, 'items').some((item) => readId(item, 'price') === order.price)
    case 'subscription.pause':
      return subscription['status'] === 'paused'
    case 'subscription.resume':
      return subscription['status'] === 'active'
    case 'subscription.cancel':
      if (subscription['status'] === 'canceled') return true
      if (order.when === 'period-end') return subscription['cancel_at_period_end'] === true
      return order.when === 'date' && order.at !== null && subscription['cancel_at'] === toSeconds(order.at)
    case 'subscription.keep':
      return !isEnding(subscription) && subscription['status'] !== 'canceled'
    case 'trial.extend':
      return subscription['trial_end'] === toSeconds(order.until)
    case 'coupon.apply':
      return hasCoupon(subscription, order.coupon)
    default:
      return false
  }
}

/** A change that waits is marked on its schedule, and on the subscription once it has come about. */
async function findChange(ask: AskStripe, frozen: Frozen, order: OrderOf<'subscription.change'>, sentAt: Instant): Promise<LookedUp> {
  const subscription = await askSubscription(ask, order.subscription)
  const customer = readId(subscription, 'customer')
  const query = { ...(customer === null ? {} : { customer }), ...since(sentAt) }
  const schedule = (await findMarked(ask, '/v1/subscription_schedules', query, frozen)) ?? (await findAttached(ask, subscription, frozen))
  return schedule === null ? judge(frozen, subscription) : toDone(frozen, subscription)
}

/** The schedule may be older than the request: one that planned nothing is gone on with. */
async function findAttached(ask: AskStripe, subscription: Wire, { action }: Frozen): Promise<Wire | null> {
  const ref = readId(subscription, 'schedule')
  if (ref === null) return null
  const { body } = await ask(`/v1/subscription_schedules/${encodeURIComponent(ref)}`)
  return isMarked(body, action) ? body : null
}

function judgeInvoice(frozen: Frozen, invoice: Wire): LookedUp {
  const status = readText(invoice, 'status')
  const wanted = frozen.order.kind === 'invoice.retry' ? 'paid' : 'void'
  // Whoever it was: it is paid once, or void once.
  if (status === wanted) return toDone(frozen, invoice)
  if (status === 'paid' || status === 'void') return { kind: 'failed', reason: `The invoice is ${status} by now.` }
  return ABSENT
}

async function findMarked(ask: AskStripe, path: string, query: Query, { action }: Frozen): Promise<Wire | null> {
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { body } = await ask(path, { limit: PAGE, ...query, ...(after === null ? {} : { starting_after: after }) })
    const { data, next }: { data: unknown[]; next: string | null } = readList(body, after)
    const found = data.filter(isRecord).find((each) => isMarked(each, action))
    if (found || next === null) return found ?? null
    after = next
  }
  throw new Error('Broken promise: a list of one customer has an end')
}

function since(sentAt: Instant): Query {
  return { 'created[gte]': toSeconds(sentAt) - BEFORE_SECONDS }
}

function toDone({ order }: Frozen, body: Wire): LookedUp {
  const ref = readText(body, 'id')
  return { kind: 'done', ref, touched: ref === null ? [] : listTouched(order, ref, body) }
}
