import { disable, enable, startSubscription } from '../billing/subscriptions.ts'
import { renderFetchedSubscription, renderListedSubscription } from '../wire/renderBilling.ts'
import { toIso, toIsoOrNull } from '../wire/toIso.ts'
import { get } from '../world/createWorld.ts'
import { mustText, readText, readTime, readWhole, type Wire } from '../world/params.ts'
import type { SubscriptionRecord } from '../world/records.ts'
import { Refusal, refuseMissing } from '../world/refusal.ts'
import { getCustomer, getPlan, getSubscription, isOfCustomer } from './findNamed.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { toPage } from './toPage.ts'

export const SUBSCRIPTIONS: Readonly<Record<string, Operation>> = {
  // Nothing guards against the same subscription twice.
  'subscriptions.create': write('POST /subscription', (world, params) => {
    const customer = getCustomer(world, mustText(params, 'customer'))
    const plan = getPlan(world, mustText(params, 'plan'))
    const named = readText(params, 'authorization')
    const cards = world.authorizations.filter((each) => each.customer === customer.id && each.channel === 'card')
    const authorization = named === null ? cards.at(-1) : cards.find(({ code }) => code === named)
    if (!authorization) throw new Refusal(400, 'no_authorization', `The customer with code ${customer.code} has no saved authorizations`)
    const startsAt = Math.max(readTime(params, 'start_date') ?? world.now, world.now)
    const start = { plan, customer: customer.id, authorization, startsAt, invoiceLimit: readWhole(params, 'invoice_limit') ?? 0 }
    const subscription = startSubscription(world, { ...start, paidBy: null })
    return { message: 'Subscription successfully created', data: renderMade(world.integration, subscription) }
  }),
  'subscriptions.list': read('GET /subscription', (world, params) => {
    const plan = readText(params, 'plan')
    const fitting = world.shelves.subscription.filter(
      (each) => isOfCustomer(params, each.customer) && (plan === null || String(each.plan) === plan),
    )
    return toPage(fitting, params, { message: 'Subscriptions retrieved', render: (each) => renderListedSubscription(world, each) })
  }),
  'subscriptions.fetch': read('GET /subscription/:id', (world, _, name) => {
    return { message: 'Subscription retrieved successfully', data: renderFetchedSubscription(world, getSubscription(world, name)) }
  }),
  'subscriptions.disable': write('POST /subscription/disable', (world, params) => {
    const subscription = getByToken(getSubscription(world, mustText(params, 'code')), params)
    if (subscription.status !== 'active' && subscription.status !== 'attention') throw refuseInactive()
    disable(world, subscription)
    return { message: 'Subscription disabled successfully' }
  }),
  'subscriptions.enable': write('POST /subscription/enable', (world, params) => {
    const subscription = getByToken(getSubscription(world, mustText(params, 'code')), params)
    if (subscription.status !== 'non-renewing' || subscription.cancelledAt === null) throw refuseInactive()
    enable(world, subscription)
    return { message: 'Subscription enabled successfully' }
  }),
  'subscriptions.manageLink': read('GET /subscription/:id/manage/link', (world, _, name) => {
    const { code } = getSubscription(world, name)
    const token = world.ids.letters(`manage/${code}/${world.now}`, 40)
    return { message: 'Link generated', data: { link: `https://paystack.com/manage/subscriptions/${code}?subscription_token=${token}` } }
  }),
  // Somebody switches it off at Paystack's own page, for which no token is needed.
  'subscriptions.leave': happen((world, _, name) => {
    const subscription = getSubscription(world, name)
    disable(world, subscription)
    return { message: 'Disabled', data: renderFetchedSubscription(world, get(world, 'subscription', subscription.id)) }
  }),
}

function getByToken(subscription: SubscriptionRecord, params: Wire): SubscriptionRecord {
  if (mustText(params, 'token') !== subscription.emailToken) throw refuseInactive()
  return subscription
}

function refuseInactive(): Refusal {
  return refuseMissing('subscription_not_found', 'Subscription with code not found or already inactive')
}

/** What is answered to a subscription that is made: numbers where lists have objects. */
function renderMade(integration: number, subscription: SubscriptionRecord): Wire {
  return {
    customer: subscription.customer,
    plan: subscription.plan,
    integration,
    domain: 'test',
    start: Math.floor(subscription.startsAt / 1000),
    status: subscription.status,
    quantity: subscription.quantity,
    amount: subscription.amount,
    authorization: 0,
    invoice_limit: subscription.invoiceLimit,
    split_code: null,
    subscription_code: subscription.code,
    email_token: subscription.emailToken,
    id: subscription.id,
    cancelledAt: null,
    createdAt: toIso(subscription.createdAt),
    updatedAt: toIso(subscription.updatedAt),
    next_payment_date: toIsoOrNull(subscription.nextPaymentAt),
    open_invoice: null,
    easy_cron_id: null,
    metadata: null,
  }
}
