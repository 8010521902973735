import { expect, test } from 'vitest'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { decide, HOUR, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

const PRO = { product: 'trading', plan: 'pro', interval: 'month' } as const
const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const
const provider = 'stripe' as const

/** Something that was decided, and what happened elsewhere before it was sent. */
interface Story {
  company: string
  wish: WishInput
  meanwhile: () => unknown
  /** The rows that differ: what was seen and what there is now. */
  differs: Record<string, [saw: unknown, now: unknown]>
  standing: RegExp
}

test('what changed elsewhere between deciding and sending is a conflict with both sides, and a person ends it', async () => {
  const world = await openOutboxWorld()
  const { stripe, clock, tags } = world
  const engine = world.open()
  const { client } = engine
  const on = (name: string, plan: 'pro' | 'elite', wish: (subscription: string, invoice: string) => WishInput) => {
    const made = subscribeAtStripe(world, name, `trading.${plan}.month`)
    return { ...made, company: made.customer, wish: wish(made.subscription, made.invoice) }
  }
  const toElite = (subscription: string): WishInput => ({
    ...{ kind: 'subscription.change', provider, subscription, offer: ELITE, when: 'now', proration: 'at-once' },
  })
  const toPro = (subscription: string): WishInput => ({
    ...{ kind: 'subscription.change', provider, subscription, offer: PRO, when: 'now', proration: 'next-invoice' },
  })
  const item = (subscription: string) =>
    (stripe.act('subscriptions.retrieve', {}, subscription)['items'] as { data: { id: string }[] }).data[0]?.id ?? ''
  const told = (key: string, company: string, quantity: number) =>
    client.usage.record({ company, metric: 'trading.positions', quantity, key })
  const text = (word: string) => ({ kind: 'text', text: word })
  const money = (amount: number) => ({ kind: 'money', amount, currency: 'USD' })

  const moved = on('moved', 'pro', toElite)
  const cheaper = on('cheaper', 'pro', toElite)
  const gone = on('gone', 'pro', (subscription) => ({ kind: 'subscription.cancel', provider, subscription, when: 'period-end' }))
  const stopped = on('stopped', 'pro', (subscription) => ({ kind: 'subscription.pause', provider, subscription }))
  const returned = on('returned', 'pro', (_, invoice) => ({ kind: 'payment.refund', provider, payment: invoice }))
  const overdrawn = on('overdrawn', 'pro', (_, invoice) => ({ kind: 'payment.refund', provider, payment: invoice, amount: 6_000 }))
  const grown = on('grown', 'elite', toPro)
  const untold = on('untold', 'elite', toPro)
  await client.sync.start({})
  await told('grown-1', grown.company, 10)

  const stories: Record<string, Story> = {
    moved: {
      ...moved,
      meanwhile: () =>
        stripe.act(
          'subscriptions.update',
          { items: [{ id: item(moved.subscription), price: tags.get('trading.pro.month')?.id, quantity: 3 }] },
          moved.subscription,
        ),
      differs: {
        quantity: [
          { kind: 'number', number: 1 },
          { kind: 'number', number: 3 },
        ],
        price: [money(9_900), money(29_700)],
        target: [money(29_900), money(89_700)],
      },
      standing: /^Changed since it was decided: amount, quantity, price of the new plan/,
    },
    cheaper: {
      ...cheaper,
      meanwhile: () => stripe.act('subscriptions.update', { discounts: [{ coupon: 'NONPROFIT' }] }, cheaper.subscription),
      differs: { 'due-now': [money(20_000), expect.objectContaining({ kind: 'money' })] },
      standing: /^What it costs is not what it was/,
    },
    gone: {
      ...gone,
      meanwhile: () => stripe.act('subscriptions.cancel', {}, gone.subscription),
      differs: { status: [text('active'), text('canceled')] },
      standing: /^It has ended already/,
    },
    stopped: {
      ...stopped,
      meanwhile: () => stripe.act('subscriptions.pause', {}, stopped.subscription),
      differs: { status: [text('active'), text('paused')] },
      standing: /^The subscription is paused/,
    },
    returned: {
      ...returned,
      meanwhile: () => stripe.act('refunds.create', { ...paymentOf(returned.invoice), amount: 3_000 }),
      differs: { left: [money(9_900), money(6_900)] },
      standing: /^Changed since it was decided: left of it/,
    },
    overdrawn: {
      ...overdrawn,
      meanwhile: () => stripe.act('refunds.create', { ...paymentOf(overdrawn.invoice), amount: 5_000 }),
      differs: { left: [money(9_900), money(4_900)] },
      standing: /^That is more than is left/,
    },
    grown: {
      ...grown,
      meanwhile: () => told('grown-2', grown.company, 51),
      differs: { verdict: [text('warning'), text('blocked')] },
      standing: /^The downgrade is blocked/,
    },
    untold: {
      ...untold,
      meanwhile: () => told('untold-1', untold.company, 3),
      differs: { verdict: [text('unknown'), text('warning')] },
      standing: /^Changed since it was decided: check/,
    },
  }
  function paymentOf(invoice: string) {
    const [paid] = stripe.act('invoicePayments.list', { invoice })['data'] as { payment: { payment_intent: string } }[]
    return { payment_intent: paid?.payment.payment_intent }
  }

  const ids = new Map<string, string>()
  for (const [name, { company, wish }] of Object.entries(stories)) ids.set(name, (await decide(engine, company, wish)).id)
  const idOf = (name: string) => ids.get(name) ?? ''
  const shown = (await client.actions.preview({ company: untold.company, wish: untold.wish })).digest
  clock.advance(MINUTE)
  for (const { meanwhile } of Object.values(stories)) await meanwhile()
  clock.advance(MINUTE)
  await engine.sendDue()
  for (const [name, { differs, standing }] of Object.entries(stories)) {
    const { action } = await client.actions.get({ id: idOf(name) })
    expect([name, action.state, action.needsPerson, action.attempts, action.can]).toMatchObject([
      ...[name, 'conflict', true, 0],
      { settle: true, cancel: true, send: false },
    ])
    expect(action.standing).toMatch(standing)
    const rows = Object.fromEntries(action.conflict.map((row) => [row.name, [row.saw, row.now]]))
    expect(rows, name).toMatchObject(differs)
    expect(Object.keys(rows).toSorted()).toEqual(Object.keys(differs).toSorted())
  }
  expect(listEffects(stripe)).toEqual([])
  expect((await client.actions.count({})).conflict).toBe(8)

  // On the decision that the world has left behind nobody goes on; nor on none, nor on what cannot be done any more.
  const goOn = (name: string, digest: string | null, reason = '') => client.actions.settle({ id: idOf(name), as: 'go-on', digest, reason })
  const look = async (name: keyof typeof stories) =>
    client.actions.preview({ company: stories[name]?.company ?? '', wish: stories[name]?.wish ?? untold.wish, anew: idOf(name) })
  await expect(goOn('untold', shown)).rejects.toMatchObject({ data: { code: 'action-stale' } })
  await expect(goOn('untold', null)).rejects.toMatchObject({ data: { code: 'usage' } })
  for (const name of ['grown', 'gone', 'overdrawn'])
    await expect(goOn(name, (await look(name)).digest, 'All the same')).rejects.toMatchObject({ data: { code: 'action-refused' } })
  const refund = await look('returned')
  await expect(goOn('returned', refund.digest)).rejects.toMatchObject({ data: { code: 'usage' } })
  await expect(client.actions.send({ id: idOf('returned') })).resolves.toMatchObject({ state: 'conflict' })
  expect(listEffects(stripe)).toEqual([])

  // With open eyes they do, and it is the decision of now that is sent.
  expect(await goOn('returned', refund.digest, 'The rest goes back too')).toMatchObject({
    ...{ state: 'queued', conflict: [], amount: { amount: 6_900, currency: 'USD' } },
  })
  await goOn('untold', (await look('untold')).digest, 'All the same')
  await goOn('cheaper', (await look('cheaper')).digest, 'All the same')
  expect(await client.actions.settle({ id: idOf('moved'), as: 'drop', reason: 'They did it' })).toMatchObject({ state: 'cancelled' })
  await client.actions.cancel({ id: idOf('gone'), reason: '' })
  await engine.sendDue()
  const states = await Promise.all(
    Object.keys(stories).map(async (name) => [name, (await client.actions.get({ id: idOf(name) })).action.state]),
  )
  expect(Object.fromEntries(states)).toEqual({
    ...{ moved: 'cancelled', cheaper: 'confirmed', gone: 'cancelled', stopped: 'conflict', returned: 'confirmed', overdrawn: 'conflict' },
    ...{ grown: 'conflict', untold: 'confirmed' },
  })
  const done = listEffects(stripe).map(({ idempotencyKey }) => idempotencyKey)
  expect(done.toSorted()).toEqual(['returned', 'untold', 'cheaper'].map((name) => `tierdesk-${idOf(name)}-1`).toSorted())
  const [, , paid] = (await client.payments.list({ company: returned.company })).items
  expect(paid).toBeUndefined()
  expect((await client.actions.get({ id: idOf('returned') })).steps.map(({ state, who, reason }) => [state, who, reason])).toEqual([
    ['queued', 'ann@desk', 'They asked for it'],
    ['conflict', 'Tierdesk', ''],
    ['queued', 'ann@desk', 'The rest goes back too'],
    ['attempting', 'Tierdesk', ''],
    ['accepted', 'Tierdesk', ''],
    ['confirmed', 'Tierdesk', ''],
  ])
})

test('use that was told too long ago by the time of sending is nobody’s word any more: going on needs one', async () => {
  const world = await openOutboxWorld()
  const { stripe, clock } = world
  const engine = world.open()
  const { client } = engine
  const { customer, subscription } = subscribeAtStripe(world, 'stale', 'trading.elite.month')
  await client.sync.start({})
  await client.usage.record({ company: customer, metric: 'trading.positions', quantity: 10, key: 'stale-1' })
  const wish = { kind: 'subscription.change', provider, subscription, offer: PRO, when: 'now' } as const
  const { id } = await decide(engine, customer, wish)
  clock.advance(25 * HOUR)
  await engine.sendDue()
  expect((await client.actions.get({ id })).action).toMatchObject({
    ...{ state: 'conflict', attempts: 0 },
    conflict: [{ name: 'verdict', saw: { text: 'warning' }, now: { text: 'unknown' } }],
  })
  const { digest, needs } = await client.actions.preview({ company: customer, wish, anew: id })
  expect(needs.reason).toBe(true)
  await expect(client.actions.settle({ id, as: 'go-on', digest })).rejects.toMatchObject({ data: { code: 'usage' } })
  expect(await client.actions.settle({ id, as: 'go-on', digest, reason: 'They count nine' })).toMatchObject({ state: 'queued' })
  await engine.sendDue()
  expect((await client.actions.get({ id })).action.state).toBe('confirmed')
  expect(listEffects(stripe)).toHaveLength(1)
})
