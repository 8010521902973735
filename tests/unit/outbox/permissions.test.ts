import { expect, test } from 'vitest'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { decide, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('a key that may only read: it is said before, learnt when it is refused, and asked anew of another key', async () => {
  const world = await openOutboxWorld()
  const { faults, clock, stripe } = world
  const engine = world.open()
  const { client } = engine
  const { customer, invoice } = subscribeAtStripe(world, 'read', 'trading.pro.month')
  await client.sync.start({})
  const wish: WishInput = { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 1_000 }
  const preview = () => client.actions.preview({ company: customer, wish })
  const areas = async () => (await client.actions.permissions({})).items.find(({ provider }) => provider === 'stripe')?.areas
  const obstacles = async () =>
    (await client.actions.offers({ company: customer })).targets
      .filter(({ provider }) => provider === 'stripe')
      .flatMap(({ offers }) => offers.map(({ kind, obstacle }) => [kind, obstacle] as const))
  const connect = () =>
    engine.connect({ provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE' }, baseUrl: world.servers[0].baseUrl })
  // A key that may write is found out by requests that change nothing.
  expect(await areas()).toEqual({
    ...{ subscriptions: 'yes', invoices: 'yes', refunds: 'yes', checkouts: 'yes', portal: 'yes' },
    ...{ accounts: 'not-offered', pushes: 'not-offered' },
  })
  expect(await preview()).toMatchObject({ permission: 'yes', refusal: null })
  const { id } = await decide(engine, customer, wish)
  const portal = await decide(engine, customer, { kind: 'link.portal', provider: 'stripe', customer })

  // Its rights are taken away while one waits: it is refused, nothing is done, and what is known of the key is another.
  faults.stripe.set('read-only-key')
  expect(await client.actions.send({ id })).toMatchObject({ state: 'rejected', standing: 'The key has no permission for this.' })
  expect((await client.actions.get({ id: portal.id })).action.state).toBe('rejected')
  expect(await areas()).toMatchObject({ refunds: 'no', portal: 'no', subscriptions: 'no' })
  const refused = await preview()
  expect(refused).toMatchObject({
    permission: 'no',
    refusal: { reason: 'The key of Stripe may not change refunds.', hint: expect.stringContaining('another key') },
  })
  expect(await obstacles()).toEqual(
    expect.arrayContaining([
      ['payment.refund', 'The key of Stripe may not change refunds.'],
      ['link.portal', 'The key of Stripe may not change portal.'],
      ['subscription.cancel', 'The key of Stripe may not change subscriptions.'],
    ]),
  )
  const { digest } = refused
  await expect(
    client.actions.queue({ id: 'forbidden-1', company: customer, wish, digest, reason: 'Asked', isAcknowledged: true }),
  ).rejects.toMatchObject({ data: { code: 'action-refused' } })

  // Another key is asked anew: by a clock that was set back too, what the old one could not is no word on it.
  clock.advance(-MINUTE)
  await connect()
  expect(await areas()).toMatchObject({ subscriptions: 'no', invoices: 'no', refunds: 'no', checkouts: 'no', portal: 'no' })
  expect(await preview()).toMatchObject({ permission: 'no' })
  expect((await obstacles()).filter(([, obstacle]) => obstacle === null)).toEqual([])
  expect(listEffects(stripe)).toEqual([])
  faults.stripe.clear()
  clock.advance(MINUTE)
  await connect()
  // Nobody looked at the list of what it may: the preview asks.
  expect(await preview()).toMatchObject({ permission: 'yes', refusal: null })
  const again = await decide(engine, customer, wish)
  expect(await client.actions.send({ id: again.id })).toMatchObject({ state: 'confirmed' })
  expect(listEffects(stripe)).toHaveLength(1)
})
