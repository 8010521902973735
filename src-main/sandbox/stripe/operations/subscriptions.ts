import { cancelNow } from '../billing/cancelSubscription.ts'
import { DAY } from '../billing/cycle.ts'
import { addDiscount, removeDiscount, setDiscounts } from '../billing/discounts.ts'
import { pauseSubscription, resumeSubscription } from '../billing/pauseSubscription.ts'
import { findPeriodEnd } from '../billing/planUpcoming.ts'
import { billFirst, type NewItem, startSubscription } from '../billing/startSubscription.ts'
import { toDecline } from '../payments/declines.ts'
import { renderFailure } from '../wire/renderPayments.ts'
import { renderItem, renderSubscription } from '../wire/renderSubscription.ts'
import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, pairs, part, secondsOr, text, whole } from '../world/params.ts'
import { Refusal, refuse, refuseMissing } from '../world/refusal.ts'
import { attach } from './customers.ts'
import { type Operation, read, write } from './operation.ts'
import { PAGING, range, toPage, within } from './page.ts'
import { DISCOUNTS, readDiscounts } from './readDiscounts.ts'
import { ITEMS, readNewItems } from './readItems.ts'
import { list, retrieve } from './shelfOperations.ts'
import { tryUpdate } from './tryUpdate.ts'
import { UPDATE } from './updateSubscription.ts'

const STATUSES = oneOf('all', 'ended', 'active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid')

const CREATE = {
  customer: text,
  items: ITEMS,
  currency: text,
  trial_period_days: whole,
  trial_end: secondsOr('now'),
  trial_settings: part({
    end_behavior: part({ missing_payment_method: oneOf('create_invoice', 'pause', 'cancel'), billing_cycle_anchor: text }),
  }),
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  days_until_due: whole,
  billing_cycle_anchor: whole,
  proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
  payment_behavior: oneOf('allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'),
  discounts: DISCOUNTS,
  cancel_at: secondsOr('min_period_end', 'max_period_end'),
  cancel_at_period_end: flag,
  default_payment_method: text,
  description: text,
  metadata: pairs,
  off_session: flag,
  billing_mode: anything,
  payment_settings: anything,
  automatic_tax: anything,
  add_invoice_items: anything,
}

const DETAILS = part({ comment: text, feedback: text })

export const SUBSCRIPTIONS: Readonly<Record<string, Operation>> = {
  'subscriptions.list': list(
    'subscription',
    '/v1/subscriptions',
    {
      status: STATUSES,
      price: text,
      collection_method: oneOf('charge_automatically', 'send_invoice'),
      test_clock: text,
      current_period_end: range,
      current_period_start: range,
    },
    (subscription, { status, price, collection_method, current_period_end: end }) =>
      hasStatus(subscription, status ?? null) &&
      (!price || subscription.items.some((item) => item.price === price)) &&
      (!collection_method || subscription.collection_method === collection_method) &&
      within(findPeriodEnd(subscription), end),
  ),
  'subscriptions.retrieve': retrieve('subscription', '/v1/subscriptions'),
  'subscriptions.create': write('POST /v1/subscriptions', CREATE, (world, params) => {
    const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
    const { items, prices, amount } = readNewItems(world, params.items ?? [])
    const currency = prices[0]?.currency ?? 'usd'
    const discounts = readDiscounts(world, params.discounts ?? [], { customer, amount, currency })
    const trialEnd = readTrialEnd(world, params.trial_end, params.trial_period_days)
    const method = params.default_payment_method ? attach(world, params.default_payment_method, customer.id).id : null
    if (params.collection_method === 'send_invoice' && params.days_until_due == null) {
      throw refuse('You must pass `days_until_due` when `collection_method` is `send_invoice`.', 'days_until_due')
    }
    if (params.billing_cycle_anchor != null && params.billing_cycle_anchor <= world.now) {
      throw refuse('billing_cycle_anchor must be in the future.', 'billing_cycle_anchor')
    }
    if (params.payment_behavior === 'pending_if_incomplete')
      throw refuse('`pending_if_incomplete` can only be used to update a subscription, and not to create one.', 'payment_behavior')
    if (params.payment_behavior === 'error_if_incomplete' && trialEnd === null)
      mustBePayable(world, method ?? customer.default_payment_method)
    const subscription = startSubscription(world, {
      customer,
      items,
      currency,
      collection_method: params.collection_method ?? 'charge_automatically',
      days_until_due: params.days_until_due ?? null,
      trialEnd,
      anchor: params.billing_cycle_anchor ?? null,
      proratesToAnchor: params.proration_behavior !== 'none',
      payment: params.payment_behavior === 'default_incomplete' ? 'default_incomplete' : 'allow_incomplete',
      missingMethod: params.trial_settings?.end_behavior?.missing_payment_method ?? 'create_invoice',
      cancel_at: typeof params.cancel_at === 'number' ? params.cancel_at : null,
      cancel_at_period_end: params.cancel_at_period_end ?? typeof params.cancel_at === 'string',
      default_payment_method: method,
      description: params.description ?? null,
      metadata: mergePairs({}, params.metadata),
    })
    setDiscounts(world, subscription, discounts)
    addItemDiscounts(world, subscription, items)
    billFirst(world, subscription, {
      anchor: params.billing_cycle_anchor ?? null,
      proratesToAnchor: params.proration_behavior !== 'none',
      payment: params.payment_behavior === 'default_incomplete' ? 'default_incomplete' : 'allow_incomplete',
    })
    return renderSubscription(world, subscription)
  }),
  'subscriptions.update': write('POST /v1/subscriptions/:id', UPDATE, (world, params, id) => {
    const subscription = get(world, 'subscription', id)
    tryUpdate(world, subscription, params)
    return renderSubscription(world, subscription)
  }),
  'subscriptions.cancel': write(
    'DELETE /v1/subscriptions/:id',
    { invoice_now: flag, prorate: flag, cancellation_details: DETAILS },
    (world, params, id) => {
      const subscription = get(world, 'subscription', id)
      if (subscription.status === 'canceled' || subscription.status === 'incomplete_expired') throw refuseMissing('subscription', id)
      const { comment, feedback } = params.cancellation_details ?? {}
      cancelNow(world, subscription, {
        invoicesNow: params.invoice_now === true,
        prorates: params.prorate === true,
        details: { ...(comment ? { comment } : {}), ...(feedback ? { feedback } : {}) },
      })
      return renderSubscription(world, subscription)
    },
  ),
  'subscriptions.pause': write(
    'POST /v1/subscriptions/:id/pause',
    {
      type: oneOf('subscription'),
      bill_for: part({
        unused_time_from: part({ type: oneOf('now', 'none', 'item_current_period_start') }),
        outstanding_usage_through: part({ type: oneOf('now', 'none') }),
      }),
      invoicing_behavior: oneOf('pending_invoice_item', 'invoice'),
    },
    (world, params, id) => {
      const subscription = get(world, 'subscription', id)
      pauseSubscription(world, subscription, {
        creditsUnused: params.bill_for?.unused_time_from?.type === 'now',
        billsUsage: params.bill_for?.outstanding_usage_through?.type !== 'none',
        invoicesNow: params.invoicing_behavior === 'invoice',
      })
      return renderSubscription(world, subscription)
    },
  ),
  'subscriptions.resume': write(
    'POST /v1/subscriptions/:id/resume',
    {
      billing_cycle_anchor: part({ type: oneOf('now', 'unchanged') }),
      payment_behavior: oneOf('resume_on_payment_attempt', 'resume_on_payment_success'),
      proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
      proration_date: whole,
    },
    (world, params, id) => {
      const subscription = get(world, 'subscription', id)
      resumeSubscription(world, subscription, {
        restartsAnchor: params.billing_cycle_anchor?.type !== 'unchanged',
        waitsForPayment: params.payment_behavior === 'resume_on_payment_success',
        prorates: params.proration_behavior !== 'none',
      })
      return renderSubscription(world, subscription)
    },
  ),
  'subscriptions.deleteDiscount': write('DELETE /v1/subscriptions/:id/discount', {}, (world, _params, id) => {
    const { discounts } = get(world, 'subscription', id)
    if (discounts.length === 0) throw refuseMissing('discount', id)
    for (const discount of discounts) removeDiscount(world, discount)
    return { id: discounts[0], object: 'discount', deleted: true }
  }),
  'subscriptionItems.list': read('GET /v1/subscription_items', { ...PAGING, subscription: text }, (world, params) => {
    const subscription = get(world, 'subscription', must(params.subscription, 'subscription'), 'subscription')
    // In the order in which they stand in their subscription.
    const all = subscription.items.toReversed()
    return toPage(all, params, '/v1/subscription_items', { render: (item) => renderItem(world, subscription.id, item) })
  }),
}

function hasStatus({ status }: SubscriptionRecord, asked: string | null): boolean {
  if (asked === 'all') return true
  if (asked === null) return status !== 'canceled'
  if (asked === 'ended') return status === 'canceled' || status === 'incomplete_expired'
  return status === asked
}

function readTrialEnd(world: World, end: number | 'now' | null | undefined, days: number | null | undefined): number | null {
  if (typeof end === 'number') {
    if (end <= world.now) throw refuse('The subscription trial end must be in the future.', 'trial_end')
    return end
  }
  return end !== 'now' && days ? world.now + days * DAY : null
}

function addItemDiscounts(world: World, subscription: SubscriptionRecord, items: readonly NewItem[]): void {
  subscription.items = subscription.items.map((item, index) => {
    const of = { customer: subscription.customer, subscription: subscription.id, subscription_item: item.id }
    return { ...item, discounts: (items[index]?.discounts ?? []).map((each) => addDiscount(world, each, of)) }
  })
}

/** 402 before anything is made, where a card will not pay. */
function mustBePayable(world: World, method: string | null): void {
  const behaviour = method === null ? null : world.shelves.payment_method.find(method)?.own.behaviour
  if (behaviour?.kind === 'ok' || behaviour?.kind === 'delayed') return
  if (!behaviour) throw refuse('This customer has no attached payment source or default payment method.', undefined, 'resource_missing')
  throw new Refusal(402, renderFailure(toDecline(behaviour.kind === 'declines' ? behaviour.code : 'generic_decline')))
}
