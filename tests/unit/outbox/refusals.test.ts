import { expect, test } from 'vitest'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { DAY, joinPaystack, joinStripe, openOutboxWorld, PHONE, subscribeAtPaystack, subscribeAtStripe } from './openOutboxWorld.ts'

const PRO = { product: 'trading', plan: 'pro', interval: 'month' } as const
const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const
const stripe = { provider: 'stripe' } as const
const paystack = { provider: 'paystack' } as const

test('what cannot be done is refused before anything is sent, with what to do in its place', async () => {
  const world = await openOutboxWorld()
  const engine = world.open()
  const { client } = engine
  const past = toInstant(world.clock.now() - 1)
  const active = subscribeAtStripe(world, 'active', 'trading.pro.month')
  const paused = subscribeAtStripe(world, 'paused', 'trading.pro.month')
  world.stripe.act('subscriptions.pause', {}, paused.subscription)
  const ended = subscribeAtStripe(world, 'ended', 'trading.pro.month')
  world.stripe.act('subscriptions.cancel', {}, ended.subscription)
  const ending = subscribeAtStripe(world, 'ending', 'trading.pro.month', { cancel_at_period_end: true })
  const trying = subscribeAtStripe(world, 'trying', 'trading.pro.month', { trial_period_days: 20 })
  const nobody = joinStripe(world, 'nobody')
  const naira = subscribeAtPaystack(world, 'naira', 'estate-management.starter.month')
  const card = joinPaystack(world, 'card')
  await client.sync.start({})
  const on = ({ subscription }: { subscription: string }) => ({ ...stripe, subscription })
  const cases: [company: string, wish: WishInput, reason: RegExp][] = [
    [active.customer, { kind: 'subscription.change', ...on(paused), offer: ELITE, when: 'now' }, /has no subscription .* of this company/],
    [active.customer, { kind: 'subscription.change', ...on(active), offer: PRO, when: 'now' }, /has this plan and this price already/],
    [active.customer, { kind: 'subscription.change', ...on(active), offer: { ...PRO, plan: 'gold' }, when: 'now' }, /no such plan/],
    [
      active.customer,
      { kind: 'subscription.change', ...on(active), offer: { ...ELITE, interval: 'year' }, when: 'now' },
      /has no price of Elite/,
    ],
    [ended.customer, { kind: 'subscription.change', ...on(ended), offer: ELITE, when: 'now' }, /is canceled/],
    [paused.customer, { kind: 'subscription.pause', ...on(paused) }, /is paused/],
    [active.customer, { kind: 'subscription.resume', ...on(active) }, /is active, not paused/],
    [ended.customer, { kind: 'subscription.cancel', ...on(ended), when: 'now' }, /ended already/],
    [ending.customer, { kind: 'subscription.cancel', ...on(ending), when: 'period-end' }, /set to end then already/],
    [active.customer, { kind: 'subscription.cancel', ...on(active), when: 'date' }, /needs a date/],
    [active.customer, { kind: 'subscription.cancel', ...on(active), when: 'date', at: past }, /still to come/],
    [active.customer, { kind: 'subscription.keep', ...on(active) }, /not set to end/],
    [active.customer, { kind: 'trial.extend', ...on(active), until: toInstant(past + DAY) }, /there is no trial/],
    [trying.customer, { kind: 'trial.extend', ...on(trying), until: toInstant(past + DAY) }, /no later than it ends now/],
    [paused.customer, { kind: 'coupon.apply', ...on(paused), coupon: 'WELCOME' }, /is paused/],
    [active.customer, { kind: 'invoice.retry', ...stripe, invoice: active.invoice }, /is paid/],
    [active.customer, { kind: 'invoice.void', ...stripe, invoice: active.invoice }, /is paid/],
    [active.customer, { kind: 'invoice.void', ...stripe, invoice: paused.invoice }, /has no invoice .* of this company/],
    [active.customer, { kind: 'payment.refund', ...stripe, payment: active.invoice, amount: 9_901 }, /more than is left/],
    [active.customer, { kind: 'payment.refund', ...stripe, payment: 'pi_none' }, /has no payment pi_none/],
    [nobody, { kind: 'subscription.create', ...stripe, customer: active.customer, offer: PRO }, /has no customer .* of this company/],
    [
      nobody,
      { kind: 'subscription.create', ...stripe, customer: nobody, offer: { ...PRO, interval: 'once' } },
      /Only a plan with an interval/,
    ],
    [nobody, { kind: 'subscription.create', ...stripe, customer: nobody, offer: PRO, currency: 'EUR' }, /has no such price in EUR/],
    [nobody, { kind: 'subscription.create', ...stripe, customer: nobody, offer: PRO, startAt: past }, /in the past/],
    [nobody, { kind: 'link.checkout', ...stripe, customer: nobody, offer: { ...PRO, plan: 'gold' } }, /no such plan or pack/],
    [nobody, { kind: 'link.portal', ...stripe, customer: active.customer }, /has no customer/],
    [nobody, { kind: 'link.payment', ...stripe, customer: nobody, offer: PRO }, /./],
    [nobody, { kind: 'account.create', ...stripe, customer: nobody }, /./],
    [nobody, { kind: 'payment.push', ...stripe, phone: PHONE, offer: { product: 'image-quota', plan: 'pro', interval: 'once' } }, /./],
    [
      nobody,
      { kind: 'payment.push', provider: 'mpesa', phone: '12', offer: { product: 'image-quota', plan: 'pro', interval: 'once' } },
      /no Kenyan/,
    ],
    [nobody, { kind: 'payment.push', provider: 'mpesa', phone: PHONE, offer: PRO }, /no price in Kenyan shillings/],
    [
      naira.customer,
      {
        ...{ kind: 'subscription.change', ...paystack, subscription: naira.subscription, when: 'now' },
        offer: { product: 'estate-management', plan: 'professional', interval: 'month' },
      },
      /Paystack cannot change/,
    ],
    [naira.customer, { kind: 'subscription.pause', ...paystack, subscription: naira.subscription }, /cannot pause/],
    [card.customer, { kind: 'link.portal', ...paystack, customer: card.customer }, /no billing portal/],
    [card.customer, { kind: 'payment.refund', ...paystack, payment: card.reference, amount: 250_001 }, /more than is left/],
  ]
  const found = await Promise.all(
    cases.map(async ([company, wish]) => {
      const { refusal } = await client.actions.preview({ company, wish })
      return [refusal?.reason ?? 'it can be done', (refusal?.hint ?? '').length > 5]
    }),
  )
  expect(found).toEqual(cases.map(([, , reason]) => [expect.stringMatching(reason), true]))
  for (const [index, [company, wish]] of cases.entries()) {
    const { digest } = await client.actions.preview({ company, wish })
    await expect(
      client.actions.queue({ id: `refused-${index}`, company, wish, digest, reason: 'All the same', isAcknowledged: true }),
    ).rejects.toMatchObject({ data: { code: 'action-refused' } })
  }
  expect((await client.actions.list({})).items).toEqual([])
  expect((await client.audit.list({})).items).toEqual([])
})
