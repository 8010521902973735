import { describe, expect, test } from 'vitest'
import { DAY, HOUR, makeCompany, openSandbox } from './openSandbox.ts'

async function openShop() {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe } = sandbox
  const company = await makeCompany(client, stripe, { amount: 3000 })
  const coupon = await client.coupons.create({ id: 'FIFTH', percent_off: 20, duration: 'forever' })
  const create = (terms: object = {}) =>
    client.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'SPRING', ...terms })
  const subscribe = (promotion_code: string, customer = company.customer.id) =>
    client.subscriptions.create({
      customer,
      items: [{ price: company.price.id }],
      discounts: [{ promotion_code }],
      expand: ['latest_invoice', 'discounts'],
    })
  return { ...sandbox, ...company, coupon, create, subscribe }
}

test('a code is made, found by what it is, and switched off', async () => {
  const { client, create, coupon, now } = await openShop()
  const code = await create({ metadata: { campaign: 'april' }, max_redemptions: 5 })
  expect(code).toMatchObject({ code: 'SPRING', active: true, promotion: { type: 'coupon', coupon: coupon.id }, times_redeemed: 0 })
  const free = await client.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } })
  expect(free.code).toMatch(/^[A-Z0-9]{8}$/)
  const ids = async (params: object) => (await client.promotionCodes.list(params)).data.map(({ id }) => id)
  expect(await ids({})).toEqual([free.id, code.id])
  expect(await ids({ code: 'spring' })).toEqual([code.id])
  expect(await ids({ coupon: 'NONE' })).toEqual([])
  await expect(create({ code: 'Spring' })).rejects.toMatchObject({ statusCode: 400, code: 'resource_already_exists' })
  await expect(create({ code: 'a b' })).rejects.toThrow('letters, digits')
  await expect(create({ code: 'LATE', expires_at: now() })).rejects.toThrow('in the future')

  expect((await client.promotionCodes.update(code.id, { active: false, metadata: { campaign: '' } })).metadata).toEqual({})
  expect(await ids({ active: true })).toEqual([free.id])
  expect(await ids({ active: false })).toEqual([code.id])
  expect((await create({ code: 'Spring' })).id).not.toBe(code.id)
  const expanded = await client.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] })
  expect(expanded.promotion.coupon).toMatchObject({ percent_off: 20 })
  const told = (await client.events.list({ type: 'promotion_code.*' as 'customer.created' })).data.map(({ type }) => type as string)
  expect(told).toEqual(['promotion_code.created', 'promotion_code.updated', 'promotion_code.created', 'promotion_code.created'])
})

test('a subscription with a code has its discount, and both are counted', async () => {
  const { client, create, subscribe } = await openShop()
  const code = await create()
  const { discounts, latest_invoice } = await subscribe(code.id)
  expect(latest_invoice).toMatchObject({ subtotal: 3000, total: 2400 })
  expect(discounts).toMatchObject([{ promotion_code: code.id, source: { coupon: 'FIFTH' } }])
  expect((await client.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1)
  expect((await client.coupons.retrieve('FIFTH')).times_redeemed).toBe(1)
})

describe('a code is refused', () => {
  test('once it was used as often as it may be', async () => {
    const { client, create, subscribe } = await openShop()
    const code = await create({ max_redemptions: 1 })
    await subscribe(code.id)
    expect((await client.promotionCodes.retrieve(code.id)).active).toBe(false)
    await expect(subscribe(code.id)).rejects.toMatchObject({ statusCode: 400, code: 'promotion_code_expired' })
  })

  test('from the second on at which it expires', async () => {
    const { create, subscribe, now, pass } = await openShop()
    const code = await create({ expires_at: now() + DAY })
    pass(DAY - 1)
    await subscribe(code.id)
    pass(1)
    await expect(subscribe(code.id)).rejects.toMatchObject({ code: 'promotion_code_expired' })
  })

  test('once its coupon is gone', async () => {
    const { client, create, subscribe } = await openShop()
    const code = await create()
    await client.coupons.del('FIFTH')
    expect((await client.promotionCodes.retrieve(code.id)).active).toBe(false)
    await expect(subscribe(code.id)).rejects.toMatchObject({ code: 'promotion_code_expired' })
  })

  test('to a customer who has paid before, where it is for the first time', async () => {
    const { client, stripe, create, subscribe } = await openShop()
    const code = await create({ restrictions: { first_time_transaction: true } })
    await subscribe(code.id)
    await expect(subscribe(code.id)).rejects.toThrow('prior transactions')
    const other = await client.customers.create({ name: 'Oryx' })
    stripe.act('customers.setCard', { kind: 'ok' }, other.id)
    expect((await subscribe(code.id, other.id)).status).toBe('active')
  })

  test('below its minimum, and in another currency', async () => {
    const { client, create, subscribe, price, customer } = await openShop()
    const code = await create({ restrictions: { minimum_amount: 6000, minimum_amount_currency: 'usd' } })
    await expect(subscribe(code.id)).rejects.toThrow('minimum amount')
    const { latest_invoice } = await client.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 2 }],
      discounts: [{ promotion_code: code.id }],
      expand: ['latest_invoice'],
    })
    expect(latest_invoice).toMatchObject({ total: 4800 })
    const euro = await create({ code: 'EURO', restrictions: { minimum_amount: 100, minimum_amount_currency: 'eur' } })
    await expect(subscribe(euro.id)).rejects.toThrow('minimum amount')
    await expect(create({ code: 'X', restrictions: { minimum_amount: 100 } })).rejects.toThrow('minimum_amount_currency')
  })

  test('to everybody but the customer whose it is', async () => {
    const { client, create, subscribe, customer } = await openShop()
    const other = await client.customers.create({ name: 'Oryx' })
    const code = await create({ customer: other.id })
    await expect(subscribe(code.id)).rejects.toThrow('another customer')
    expect((await subscribe((await create({ code: 'MINE', customer: customer.id })).id)).status).toBe('active')
  })
})

test('a discount that is named again goes on, and is not redeemed anew', async () => {
  const { client, create, subscribe } = await openShop()
  const code = await create()
  const { id, discounts } = await subscribe(code.id)
  const [discount] = discounts
  const known = typeof discount === 'string' ? discount : (discount?.id ?? '')
  await client.coupons.create({ id: 'TEN', amount_off: 1000, currency: 'usd', duration: 'forever' })
  const changed = await client.subscriptions.update(id, { discounts: [{ discount: known }, { coupon: 'TEN' }] })
  expect([changed.discounts[0], changed.discounts.length]).toEqual([known, 2])
  expect((await client.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1)
})

describe('a checkout', () => {
  test('with a code given asks for less, and counts it only once it is paid', async () => {
    const { client, stripe, create, customer, product } = await openShop()
    const once = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 5000 })
    const code = await create()
    const session = await client.checkout.sessions.create({
      mode: 'payment',
      customer: customer.id,
      line_items: [{ price: once.id, quantity: 2 }],
      discounts: [{ promotion_code: code.id }],
    })
    expect([session.amount_subtotal, session.amount_total, session.discounts]).toEqual([
      10_000,
      8000,
      [{ coupon: null, promotion_code: code.id }],
    ])
    expect((await client.promotionCodes.retrieve(code.id)).times_redeemed).toBe(0)
    stripe.act('sessions.complete', {}, session.id)
    expect((await client.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
    expect((await client.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1)
    const [charge] = (await client.charges.list({ customer: customer.id })).data
    expect(charge?.amount).toBe(8000)
  })

  test('that takes codes takes the one that is typed in, and no other', async () => {
    const { client, stripe, create, customer, price, pass } = await openShop()
    const code = await create({ restrictions: { minimum_amount: 3000, minimum_amount_currency: 'usd' } })
    const open = (allow_promotion_codes: boolean) =>
      client.checkout.sessions.create({
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: price.id, quantity: 1 }],
        allow_promotion_codes,
      })
    const closed = await open(false)
    expect(() => stripe.act('sessions.complete', { promotion_code: 'SPRING' }, closed.id)).toThrow('invalid')
    const session = await open(true)
    expect(() => stripe.act('sessions.complete', { promotion_code: 'SUMMER' }, session.id)).toThrow('invalid')
    expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('open')
    stripe.act('sessions.complete', { promotion_code: 'spring' }, session.id)
    pass(HOUR)
    const done = await client.checkout.sessions.retrieve(session.id, { expand: ['subscription.discounts', 'line_items'] })
    expect([done.status, done.amount_total, done.line_items?.data[0]?.amount_discount]).toEqual(['complete', 2400, 600])
    expect(done.subscription).toMatchObject({ discounts: [{ promotion_code: code.id }] })
    await expect(
      client.checkout.sessions.create({
        mode: 'subscription',
        line_items: [{ price: price.id, quantity: 1 }],
        allow_promotion_codes: true,
        discounts: [{ promotion_code: code.id }],
      }),
    ).rejects.toThrow('only specify one')
  })

  test('shares an amount off among its lines', async () => {
    const { client, customer, product } = await openShop()
    await client.coupons.create({ id: 'TEN', amount_off: 1000, currency: 'usd', duration: 'once' })
    const prices = await Promise.all(
      [2000, 1000, 1].map((unit_amount) => client.prices.create({ product: product.id, currency: 'usd', unit_amount })),
    )
    const session = await client.checkout.sessions.create({
      mode: 'payment',
      customer: customer.id,
      line_items: prices.map(({ id }) => ({ price: id, quantity: 1 })),
      discounts: [{ coupon: 'TEN' }],
      expand: ['line_items'],
    })
    expect(session.amount_total).toBe(2001)
    expect(session.line_items?.data.map(({ amount_discount }) => amount_discount)).toEqual([666, 334, 0])
  })
})
