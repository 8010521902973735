import { expect, test } from 'vitest'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { DAY, decide, HOUR, joinPaystack, joinStripe, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const
const provider = 'stripe' as const

const toRefund = (payment: string, amount: number | null): WishInput => ({ kind: 'payment.refund', provider, payment, amount })

test('what moves much waits for a second word, and no more goes out than is allowed', async () => {
  const world = await openOutboxWorld()
  const { clock, stripe } = world
  const engine = world.open()
  const { client } = engine
  const made = Array.from({ length: 5 }, (_, index) => subscribeAtStripe(world, `capped-${index}`, 'trading.pro.month'))
  const company = (index: number) => made[index]?.customer ?? ''
  const refund = (index: number, amount: number | null) => decide(engine, company(index), toRefund(made[index]?.invoice ?? '', amount))
  const lookAt = async (id: string) => (await client.actions.get({ id })).action
  await client.sync.start({})
  const caps = await client.actions.caps({})
  await client.actions.setCaps({ ...caps, confirmAbove: { USD: 5_000 } })

  // Above the limit it is a draft, whoever sends it on, until somebody says it again.
  const big = await refund(0, 5_001)
  const small = await refund(1, 5_000)
  expect([big.state, big.can.approve, big.needsPerson, small.state]).toEqual(['draft', true, true, 'queued'])
  await client.actions.send({ id: big.id })
  expect([(await lookAt(big.id)).state, (await lookAt(small.id)).state]).toEqual(['draft', 'confirmed'])
  expect(listEffects(stripe)).toHaveLength(1)
  await expect(client.actions.approve({ id: small.id })).rejects.toMatchObject({ data: { code: 'action-refused' } })
  expect(await client.actions.approve({ id: big.id, reason: 'It is right' })).toMatchObject({ state: 'queued' })
  await engine.sendDue()
  expect((await lookAt(big.id)).state).toBe('confirmed')
  expect((await client.actions.get({ id: big.id })).steps.map(({ who, reason }) => [who, reason]).slice(0, 2)).toEqual([
    ['ann@desk', 'They asked for it'],
    ['ann@desk', 'It is right'],
  ])
  // What is under the limit when it is decided, and above it when that is done anew, waits again.
  await client.actions.setCaps({ ...caps, confirmAbove: { USD: 9_900 } })
  const whole = await refund(2, null)
  expect(whole.state).toBe('queued')
  const [paid] = stripe.act('invoicePayments.list', { invoice: made[2]?.invoice })['data'] as { payment: { payment_intent: string } }[]
  stripe.act('refunds.create', { payment_intent: paid?.payment.payment_intent, amount: 100 })
  await engine.sendDue()
  expect((await lookAt(whole.id)).state).toBe('conflict')
  await client.actions.setCaps({ ...caps, confirmAbove: { USD: 9_000 } })
  clock.advance(1)
  const { digest } = await client.actions.preview({ company: company(2), wish: toRefund(made[2]?.invoice ?? '', null) })
  expect(await client.actions.settle({ id: whole.id, as: 'go-on', digest, reason: 'The rest' })).toMatchObject({
    ...{ state: 'draft', amount: { amount: 9_800, currency: 'USD' } },
  })
  await engine.sendDue()
  expect((await lookAt(whole.id)).state).toBe('draft')
  await client.actions.approve({ id: whole.id })

  // 5,000 + 5,001 + 9,800 in a day, and no cent more by itself; by hand it goes, and a day later by itself.
  clock.advance(HOUR)
  await client.actions.setCaps({ ...caps, moneyPerDay: { USD: 19_801 + 999 } })
  await engine.sendDue()
  expect((await lookAt(whole.id)).state).toBe('confirmed')
  const over = await refund(3, 1_000)
  const beneath = await refund(4, 999)
  await engine.sendDue()
  expect(await lookAt(over.id)).toMatchObject({
    state: 'queued',
    attempts: 0,
    nextAt: clock.now() + HOUR,
    standing: expect.stringContaining('within a day'),
  })
  expect((await lookAt(beneath.id)).state).toBe('confirmed')
  expect(await client.actions.send({ id: over.id })).toMatchObject({ state: 'confirmed' })
  const tomorrow = await refund(3, 1_000)
  await engine.sendDue()
  expect((await lookAt(tomorrow.id)).state).toBe('queued')
  clock.advance(DAY)
  await engine.sendDue()
  expect((await lookAt(tomorrow.id)).state).toBe('confirmed')

  // So many within a minute; the rest in the next.
  clock.advance(HOUR)
  await client.actions.setCaps({ ...caps, sendsPerMinute: 2 })
  const four = [await refund(4, 100), await refund(3, 100), await refund(1, 100), await refund(0, 100)].map(({ id }) => id)
  const states = async () => Promise.all(four.map(async (id) => (await lookAt(id)).state))
  await client.actions.send({ id: four[0] ?? '' })
  await client.actions.send({ id: four[3] ?? '' })
  expect(await states()).toEqual(['confirmed', 'confirmed', 'queued', 'queued'])
  expect((await lookAt(four[2] ?? '')).nextAt).toBe(clock.now() + MINUTE)
  clock.advance(MINUTE)
  await engine.sendDue()
  expect(await states()).toEqual(Array(4).fill('confirmed'))
})

test('sent on by hand beyond what a day allows, and turned away on its way, it goes again by itself', async () => {
  const world = await openOutboxWorld()
  const { clock, faults, stripe } = world
  const engine = world.open((stage) => {
    if (stage === 'kept' && clock.now() === decidedAt) faults.stripe.set('rate-limited', { path: '/v1/refunds', count: 1 })
  })
  const { client } = engine
  const { customer, invoice } = subscribeAtStripe(world, 'forced', 'trading.pro.month')
  await client.sync.start({})
  await client.actions.setCaps({ ...(await client.actions.caps({})), moneyPerDay: { USD: 0 } })
  const decidedAt = clock.now()
  const { id } = await decide(engine, customer, toRefund(invoice, 100))
  expect(await client.actions.send({ id })).toMatchObject({ state: 'queued', attempts: 1 })
  clock.advance(2 * HOUR)
  await engine.sendDue()
  expect((await client.actions.get({ id })).action).toMatchObject({ state: 'confirmed', attempts: 2 })
  expect(listEffects(stripe)).toHaveLength(1)
})

test('five refusals in a row stop what goes to that provider, until a person says to go on', async () => {
  const world = await openOutboxWorld()
  const { stripe, paystack, clock } = world
  const engine = world.open()
  const { client } = engine
  const broke = Array.from({ length: 7 }, (_, index) => {
    const made = subscribeAtStripe(world, `broke-${index}`, 'trading.pro.month')
    stripe.act('customers.setCard', { kind: 'declines', code: 'insufficient_funds' }, made.customer)
    return made
  })
  const buyer = joinStripe(world, 'buyer')
  const elsewhere = joinPaystack(world, 'elsewhere')
  await client.sync.start({})
  const lookAt = async (id: string) => (await client.actions.get({ id })).action
  const ids: string[] = []
  for (const { customer, subscription } of broke) {
    const wish = { kind: 'subscription.change', provider, subscription, offer: ELITE, when: 'now', proration: 'at-once' } as const
    ids.push((await decide(engine, customer, wish)).id)
  }
  const link = await decide(engine, buyer, { kind: 'link.checkout', provider, customer: buyer, offer: ELITE })
  const other = await decide(engine, elsewhere.customer, {
    ...{ kind: 'payment.refund', provider: 'paystack', payment: elsewhere.reference, amount: 50_000 },
  })
  await engine.sendDue()
  const states = async () => Promise.all(ids.map(async (id) => (await lookAt(id)).state))
  const refused = (times: number) => Array.from({ length: 7 }, (_, index) => (index < times ? 'rejected' : 'queued'))
  expect(await states()).toEqual(refused(5))
  expect(await lookAt(link.id)).toMatchObject({ state: 'queued', attempts: 0, standing: expect.stringContaining('refused 5 in a row') })
  expect((await client.actions.count({})).halted).toEqual([{ provider, reason: 'Stripe refused 5 in a row.' }])
  expect((await lookAt(other.id)).state).toBe('confirmed')
  expect(paystack.effects().get(`refunds.create ${elsewhere.reference}`)).toBe(1)
  clock.advance(DAY)
  await engine.sendDue()
  expect(await states()).toEqual(refused(5))
  // One more refusal is the first of another row; what is taken ends it.
  expect(await client.actions.send({ id: ids[5] ?? '' })).toMatchObject({ state: 'rejected' })
  expect(await states()).toEqual(refused(7))
  expect((await lookAt(link.id)).state).toBe('confirmed')
  expect((await client.actions.count({})).halted).toEqual([])
  expect(listEffects(stripe).map(({ name }) => name)).toEqual(['sessions.create'])
})
