import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { DAY, joinPaystack, joinStripe, type OutboxWorld, PHONE, subscribeAtPaystack, subscribeAtStripe } from './openOutboxWorld.ts'

/** One action on a company of its own, and how often its effect is at the provider. */
export interface ActionCase {
  name: string
  company: string
  wish: WishInput
  /** How often it took effect. @param id of the action */
  count(id: string): number
}

const PRO = { product: 'trading', plan: 'pro', interval: 'month' } as const
const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const

/** Every action of every provider, each on somebody who is there for it alone. */
export function makeActionCases(world: OutboxWorld): ActionCase[] {
  return [...atStripe(world), ...atPaystack(world), ...atMpesa(world)]
}

function atStripe(world: OutboxWorld): ActionCase[] {
  const { stripe, clock } = world
  const provider = 'stripe' as const
  const at = (days: number) => toInstant(clock.now() + days * DAY)
  /** By the attempts' keys, which no other request has; a request without a key by what it was done to. */
  const effects = (id: string, subject: string | null = null) =>
    listEffects(stripe).filter(
      ({ idempotencyKey, subject: of, name }) =>
        idempotencyKey?.startsWith(`tierdesk-${id}-`) || (name === 'subscriptions.cancel' && of === subject),
    ).length
  const pro = (name: string, more: Record<string, unknown> = {}) => subscribeAtStripe(world, name, 'trading.pro.month', more)
  const onSubscription = (name: string, wish: (subscription: string) => WishInput, made = pro(name)): ActionCase => ({
    ...{ name, company: made.customer, wish: wish(made.subscription) },
    count: (id) => effects(id, made.subscription),
  })
  const buyer = joinStripe(world, 'buyer')
  const paused = pro('resume')
  stripe.act('subscriptions.pause', {}, paused.subscription)
  const kept = pro('keep', { cancel_at_period_end: true })
  /** Stripe tries nothing by itself with it. */
  const owing = (name: string) => {
    const customer = joinStripe(world, name)
    const invoice = String(stripe.act('invoices.create', { customer, auto_advance: false, currency: 'usd' })['id'])
    stripe.act('invoiceItems.create', { customer, invoice, amount: 4_000, currency: 'usd', description: 'Training' })
    stripe.act('invoices.finalize', { auto_advance: false }, invoice)
    return { customer, invoice }
  }
  const retried = owing('retry')
  const voided = owing('void')
  const refunded = pro('refund')
  const shopper = joinStripe(world, 'shopper')
  const visitor = joinStripe(world, 'visitor')
  return [
    { name: 'create', company: buyer, wish: { kind: 'subscription.create', provider, customer: buyer, offer: PRO }, count: effects },
    onSubscription('change', (subscription) => ({
      kind: 'subscription.change',
      provider,
      subscription,
      offer: ELITE,
      when: 'now',
      proration: 'at-once',
    })),
    {
      // Two requests: a schedule is made of the subscription, and then told what follows.
      ...onSubscription('change-later', (subscription) => ({
        kind: 'subscription.change',
        provider,
        subscription,
        offer: ELITE,
        when: 'period-end',
      })),
      count: (id) => effects(id) / 2,
    },
    onSubscription('pause', (subscription) => ({ kind: 'subscription.pause', provider, subscription })),
    onSubscription('resume', (subscription) => ({ kind: 'subscription.resume', provider, subscription }), paused),
    onSubscription('cancel', (subscription) => ({ kind: 'subscription.cancel', provider, subscription, when: 'now' })),
    onSubscription('cancel-at-end', (subscription) => ({ kind: 'subscription.cancel', provider, subscription, when: 'period-end' })),
    onSubscription('cancel-on', (subscription) => ({ kind: 'subscription.cancel', provider, subscription, when: 'date', at: at(10) })),
    onSubscription('keep', (subscription) => ({ kind: 'subscription.keep', provider, subscription }), kept),
    onSubscription(
      'trial',
      (subscription) => ({ kind: 'trial.extend', provider, subscription, until: at(30) }),
      pro('trial', { trial_period_days: 20 }),
    ),
    onSubscription('coupon', (subscription) => ({ kind: 'coupon.apply', provider, subscription, coupon: 'NONPROFIT' })),
    { name: 'retry', company: retried.customer, wish: { kind: 'invoice.retry', provider, invoice: retried.invoice }, count: effects },
    { name: 'void', company: voided.customer, wish: { kind: 'invoice.void', provider, invoice: voided.invoice }, count: effects },
    {
      name: 'refund',
      company: refunded.customer,
      wish: { kind: 'payment.refund', provider, payment: refunded.invoice, amount: 2_000 },
      count: effects,
    },
    { name: 'checkout', company: shopper, wish: { kind: 'link.checkout', provider, customer: shopper, offer: ELITE }, count: effects },
    { name: 'portal', company: visitor, wish: { kind: 'link.portal', provider, customer: visitor }, count: effects },
  ]
}

function atPaystack(world: OutboxWorld): ActionCase[] {
  const { paystack } = world
  const provider = 'paystack' as const
  const starter = { product: 'estate-management', plan: 'starter', interval: 'month' } as const
  const plan = 'estate-management.starter.month'
  const effect = (name: string) => () => paystack.effects().get(name) ?? 0
  const buyer = joinPaystack(world, 'pbuyer')
  const leaving = subscribeAtPaystack(world, 'pleaving', plan)
  const staying = subscribeAtPaystack(world, 'pstaying', plan)
  paystack.act('subscriptions.leave', {}, staying.subscription)
  const refunded = joinPaystack(world, 'prefund')
  const payer = joinPaystack(world, 'ppayer')
  const holder = joinPaystack(world, 'pholder')
  return [
    {
      ...{ name: 'p-create', company: buyer.customer },
      wish: { kind: 'subscription.create', provider, customer: buyer.customer, offer: starter },
      count: effect(`subscriptions.create ${buyer.customer} ${world.plans.get(plan)?.code}`),
    },
    {
      ...{ name: 'p-cancel', company: leaving.customer },
      wish: { kind: 'subscription.cancel', provider, subscription: leaving.subscription, when: 'period-end' },
      count: effect(`subscriptions.disable ${leaving.subscription}`),
    },
    {
      ...{ name: 'p-keep', company: staying.customer },
      wish: { kind: 'subscription.keep', provider, subscription: staying.subscription },
      count: effect(`subscriptions.enable ${staying.subscription}`),
    },
    {
      ...{ name: 'p-refund', company: refunded.customer },
      wish: { kind: 'payment.refund', provider, payment: refunded.reference, amount: 50_000 },
      count: effect(`refunds.create ${refunded.reference}`),
    },
    {
      ...{ name: 'p-link', company: payer.customer },
      wish: { kind: 'link.payment', provider, customer: payer.customer, offer: starter },
      count: (id) => paystack.countByReference(`TD-${id}`),
    },
    {
      ...{ name: 'p-account', company: holder.customer },
      wish: { kind: 'account.create', provider, customer: holder.customer },
      count: effect(`accounts.create ${holder.customer}`),
    },
  ]
}

function atMpesa(world: OutboxWorld): ActionCase[] {
  const company = joinStripe(world, 'mpusher')
  return [
    {
      ...{ name: 'm-push', company },
      wish: { kind: 'payment.push', provider: 'mpesa', phone: PHONE, offer: { product: 'image-quota', plan: 'pro', interval: 'once' } },
      count: () => [...world.mpesa.asked()].filter(([name]) => name.startsWith(PHONE)).reduce((sum, [, count]) => sum + count, 0),
    },
  ]
}
