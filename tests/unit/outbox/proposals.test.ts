import { expect, test } from 'vitest'
import { DAY, decide, HOUR, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('an invoice that failed is proposed to be tried again a day later, and daily after, until it is paid', async () => {
  const world = await openOutboxWorld()
  const { stripe, clock } = world
  const { customer } = subscribeAtStripe(world, 'ann', 'trading.pro.month')
  stripe.act('customers.setCard', { kind: 'declines', code: 'insufficient_funds' }, customer)
  const engine = world.open()
  const { client } = engine
  await client.sync.start({})
  clock.advance(30 * DAY + 2 * HOUR)
  await client.sync.start({})
  const company = (await client.companies.get({ company: customer })).id
  const propose = async () => (await client.actions.proposals({})).items
  const failed = (await client.payments.list({ company, status: 'failed' })).items[0]
  expect(failed?.provider).toBe('stripe')
  expect(await propose()).toEqual([])

  clock.advance(DAY)
  const [proposed, ...others] = await propose()
  expect(others).toEqual([])
  expect(proposed).toMatchObject({ kind: 'invoice.retry', company, companyName: 'ann', amount: { amount: 9_900, currency: 'USD' } })
  expect(proposed?.invoice).toBe(failed?.ref)

  const retry = { kind: 'invoice.retry', provider: 'stripe', invoice: failed?.ref ?? '' } as const
  const { id } = await decide(engine, company, retry)
  expect((await client.actions.send({ id })).state).toBe('rejected')
  expect(await propose()).toEqual([])
  clock.advance(DAY)
  await client.sync.start({})
  expect((await propose()).map(({ invoice }) => invoice)).toEqual([failed?.ref])

  stripe.act('customers.setCard', { kind: 'ok' }, customer)
  const again = await decide(engine, company, retry)
  expect((await client.actions.send({ id: again.id })).state).toBe('confirmed')
  clock.advance(DAY)
  await client.sync.start({})
  expect(await propose()).toEqual([])
})
