import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../fixtures/createRandom.ts'
import { at, DAY, makeCompany, openSandbox } from './openSandbox.ts'

/** Prices of 30, 90 and 10 a month, and a subscription to the first since 1 April. */
async function openApril(terms: Partial<Stripe.SubscriptionCreateParams> = {}, coupons: Stripe.CouponCreateParams[] = []) {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe } = sandbox
  const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
  const create = (unit_amount: number) =>
    client.prices.create({ product: product.id, currency: 'usd', unit_amount, recurring: { interval: 'month' } })
  const [dear, cheap] = [await create(9000), await create(1000)]
  for (const coupon of coupons) await client.coupons.create(coupon)
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...terms })
  const lines = async () => {
    const [invoice] = (await client.invoices.list({ subscription: id })).data
    return invoice?.lines.data.map(({ amount }) => amount) ?? []
  }
  const change = async (changed: Stripe.SubscriptionUpdateParams.Item[]) => {
    await client.subscriptions.update(id, { items: changed, proration_behavior: 'always_invoice' })
    return lines()
  }
  return { ...sandbox, id, customer, price, dear, cheap, item: items.data[0]?.id ?? '', change, lines }
}

const SIX: Stripe.CouponCreateParams = { id: 'SIX', amount_off: 600, currency: 'usd', duration: 'forever' }

describe('an amount off', () => {
  test('is off what is given back, and off what is charged', async () => {
    const { passTo, change, item, dear } = await openApril({ discounts: [{ coupon: 'SIX' }] }, [SIX])
    passTo('2027-04-21T00:00:00Z')
    // A third of 24, and a third of 84.
    expect(await change([{ id: item, price: dear.id }])).toEqual([-800, 2800])
  })

  test('is shared among items by what they cost', async () => {
    const { client, id, passTo, change, item, dear, cheap, lines } = await openApril({ discounts: [{ coupon: 'SIX' }] }, [SIX])
    await client.subscriptions.update(id, { items: [{ price: cheap.id }], proration_behavior: 'always_invoice' })
    // 10 with its quarter of the six off.
    expect(await lines()).toEqual([850])
    passTo('2027-04-21T00:00:00Z')
    // 90 of 100 have 5.40 off; what is given back is a third of the 24 that were paid when it was alone.
    expect(await change([{ id: item, price: dear.id }])).toEqual([-800, 2820])
    passTo('2027-05-01T01:00:00Z')
    expect((await client.invoices.list({ subscription: id })).data[0]?.total).toBe(9400)
  })

  test('larger than what it is off leaves nothing to give back', async () => {
    const { passTo, change, item, dear } = await openApril({ discounts: [{ coupon: 'ALL' }] }, [{ ...SIX, id: 'ALL', amount_off: 5000 }])
    passTo('2027-04-21T00:00:00Z')
    expect(await change([{ id: item, price: dear.id }])).toEqual([1333])
  })

  test('for one item is off that item alone', async () => {
    const { client, passTo, customer, price, cheap, dear } = await openApril({}, [SIX])
    const { id, items } = await client.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, discounts: [{ coupon: 'SIX' }] }, { price: cheap.id }],
    })
    expect((await client.invoices.list({ subscription: id })).data[0]?.total).toBe(3400)
    passTo('2027-04-21T00:00:00Z')
    await client.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', price: dear.id }],
      proration_behavior: 'always_invoice',
    })
    expect((await client.invoices.list({ subscription: id })).data[0]?.lines.data.map(({ amount }) => amount)).toEqual([-800, 2800])
  })
})

test('what was off once is not given back as if it had been paid', async () => {
  const once: Stripe.CouponCreateParams = { id: 'ONCE', amount_off: 1500, currency: 'usd', duration: 'once' }
  const { passTo, change, item, dear } = await openApril({ discounts: [{ coupon: 'ONCE' }] }, [once])
  passTo('2027-04-21T00:00:00Z')
  expect(await change([{ id: item, price: dear.id }])).toEqual([-500, 3000])
})

test('what is off once waits for a whole period, and is off no share of one', async () => {
  const once: Stripe.CouponCreateParams = { id: 'ONCE', percent_off: 50, duration: 'once' }
  const { client, id, passTo, change, item, dear } = await openApril({}, [once])
  await client.subscriptions.update(id, { discounts: [{ coupon: 'ONCE' }] })
  passTo('2027-04-21T00:00:00Z')
  expect(await change([{ id: item, price: dear.id }])).toEqual([-1000, 3000])
  passTo('2027-06-01T01:00:00Z')
  expect((await client.invoices.list({ subscription: id })).data.slice(0, 2).map(({ total }) => total)).toEqual([9000, 4500])
})

test('a coupon that came later is off what is charged, and not off what is given back', async () => {
  const { client, id, passTo, change, item } = await openApril({}, [{ id: 'HALF', percent_off: 50, duration: 'forever' }])
  await client.subscriptions.update(id, { discounts: [{ coupon: 'HALF' }] })
  passTo('2027-04-21T00:00:00Z')
  expect(await change([{ id: item, quantity: 2 }])).toEqual([-1000, 1000])
  passTo('2027-04-26T00:00:00Z')
  expect(await change([{ id: item, quantity: 4 }])).toEqual([-500, 1000])
})

test("a customer's own discount is off shares too", async () => {
  const { client, stripe, customer, passTo, price, dear } = await openApril({}, [SIX])
  stripe.act('customers.update', { coupon: 'SIX' }, customer.id)
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  passTo('2027-04-21T00:00:00Z')
  await client.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', price: dear.id }], proration_behavior: 'always_invoice' })
  expect((await client.invoices.list({ subscription: id })).data[0]?.lines.data.map(({ amount }) => amount)).toEqual([-800, 2800])
})

test('a first period that was sold short is given back as it was sold', async () => {
  const { passTo, change, item, dear, lines } = await openApril({ billing_cycle_anchor: at('2027-04-11T00:00:00Z') })
  // Ten of the thirty-one days from 11 March.
  expect(await lines()).toEqual([968])
  passTo('2027-04-06T00:00:00Z')
  expect(await change([{ id: item, price: dear.id }])).toEqual([-484, 1452])
})

test('a change that charges nothing gives back what was paid before it', async () => {
  const { client, id, passTo, item, dear } = await openApril()
  await client.subscriptions.update(id, { items: [{ id: item, price: dear.id }], proration_behavior: 'none' })
  passTo('2027-04-21T00:00:00Z')
  await client.subscriptions.cancel(id, { prorate: true, invoice_now: true })
  expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([-1000, 3000])
})

test('a change in a pause charges nothing and gives nothing back', async () => {
  const { client, id, passTo, item, dear } = await openApril()
  await client.subscriptions.pause(id, { type: 'subscription' })
  passTo('2027-06-10T00:00:00Z')
  await client.subscriptions.update(id, { items: [{ id: item, price: dear.id }], proration_behavior: 'always_invoice' })
  expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([3000])
  await client.subscriptions.resume(id)
  expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([9000, 3000])
})

test.each([1, 2, 3, 4, 5, 6])('no life gives back more than it charged (seed %i)', async (seed) => {
  const { client, stripe, id, pass, price, dear, cheap, now } = await openApril({ discounts: [{ coupon: 'SIX' }] }, [
    SIX,
    { id: 'THIRD', percent_off: 33.3, duration: 'once' },
  ])
  const random = createRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  for (let turn = 0; turn < 25; turn++) {
    pass(Math.floor(random() * 4 * DAY))
    const { items, status } = await client.subscriptions.retrieve(id)
    if (status !== 'active') break
    const first = items.data[0]?.id ?? ''
    const unused = [price, dear, cheap].filter(({ id: each }) => !items.data.some((item) => item.price.id === each))
    const proration_behavior = pick(['create_prorations', 'always_invoice', 'none'] as const)
    const changes: Stripe.SubscriptionUpdateParams[] = [
      { items: [{ id: first, quantity: 1 + Math.floor(random() * 5) }], proration_behavior },
      { items: unused[0] ? [{ id: first, price: unused[0].id }] : [], proration_behavior },
      { items: unused[0] ? [{ price: unused[0].id }] : [{ id: first, deleted: true }], proration_behavior },
      { cancel_at: now() + Math.floor(random() * 60 * DAY) + 9 * DAY, proration_behavior: pick(['create_prorations', 'always_invoice']) },
      { cancel_at: '' },
      { discounts: [{ coupon: pick(['SIX', 'THIRD']) }] },
      { discounts: '' },
      { billing_cycle_anchor: { type: 'now' }, proration_behavior: 'always_invoice' },
    ]
    await client.subscriptions.update(id, pick(changes))
  }
  if ((await client.subscriptions.retrieve(id)).status === 'active')
    await client.subscriptions.cancel(id, { prorate: true, invoice_now: true })
  const ofItem = new Map<string, number>()
  for (const { lines } of stripe.world.shelves.invoice.all) {
    for (const { subscription_item, amount, discount_amounts } of lines) {
      const net = discount_amounts.reduce((left, each) => left - each.amount, amount)
      ofItem.set(subscription_item ?? '', (ofItem.get(subscription_item ?? '') ?? 0) + net)
    }
  }
  expect(ofItem.size).toBeGreaterThan(0)
  // Each share is rounded, by less than a cent.
  for (const sum of ofItem.values()) expect(sum).toBeGreaterThanOrEqual(-30)
})
