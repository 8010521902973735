import { describe, expect, test } from 'vitest'
import { DAY, makeCompany, openSandbox } from './openSandbox.ts'

describe('a checkout session', () => {
  const sell = async (mode: 'payment' | 'subscription') => {
    const sandbox = await openSandbox()
    const { client, stripe } = sandbox
    const { product, price } = await makeCompany(client, stripe)
    const once = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 9900 })
    const session = await client.checkout.sessions.create({
      mode,
      line_items: [{ price: mode === 'payment' ? once.id : price.id, quantity: 2 }],
      customer_email: 'new@nimbus.example',
      success_url: 'https://lantern.example/thanks',
      client_reference_id: 'company-7',
    })
    return { ...sandbox, session }
  }

  test('sells once: the customer, the payment and the session are there', async () => {
    const { client, stripe, session } = await sell('payment')
    expect([session.status, session.payment_status, session.amount_total]).toEqual(['open', 'unpaid', 19_800])
    stripe.act('sessions.complete', { kind: 'ok', name: 'Nimbus' }, session.id)
    const done = await client.checkout.sessions.retrieve(session.id, { expand: ['line_items', 'payment_intent.latest_charge', 'customer'] })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer: { email: 'new@nimbus.example' },
      payment_intent: { status: 'succeeded', latest_charge: { status: 'succeeded' } },
      line_items: { data: [{ quantity: 2, amount_total: 19_800 }] },
      url: null,
    })
    expect((await client.events.list({ type: 'checkout.session.completed' })).data).toHaveLength(1)
  })

  test('sells a subscription', async () => {
    const { client, stripe, session } = await sell('subscription')
    stripe.act('sessions.complete', {}, session.id)
    const done = await client.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      subscription: { status: 'active' },
      invoice: { status: 'paid', total: 6200 },
    })
  })

  test('stays open for a card that is refused, and is gone after a day', async () => {
    const { client, stripe, session, pass } = await sell('payment')
    stripe.act('sessions.complete', { kind: 'declines' }, session.id)
    expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('open')
    pass(DAY)
    const gone = await client.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(gone).toMatchObject({ status: 'expired', payment_intent: { status: 'canceled' } })
  })

  test.each([
    [false, 'paid', 'checkout.session.async_payment_succeeded'],
    [true, 'unpaid', 'checkout.session.async_payment_failed'],
  ])('with a debit is complete before it is paid (returned: %s)', async (fails, payment_status, type) => {
    const { client, stripe, session, pass } = await sell('payment')
    stripe.act('sessions.complete', { kind: 'delayed', days: 3, fails }, session.id)
    expect(await client.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    pass(3 * DAY)
    expect(await client.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status })
    expect((await client.events.list({ type })).data).toHaveLength(1)
  })
})

test('a payment by hand succeeds, is refused with 402, or asks for the bank', async () => {
  const { client, stripe } = await openSandbox()
  const { customer } = await makeCompany(client, stripe)
  const pay = (payment_method: string) =>
    client.paymentIntents.create({ amount: 5000, currency: 'usd', customer: customer.id, payment_method, confirm: true })
  expect((await pay('pm_card_visa')).status).toBe('succeeded')
  await expect(pay('pm_card_visa_chargeDeclinedInsufficientFunds')).rejects.toMatchObject({
    statusCode: 402,
    decline_code: 'insufficient_funds',
  })
  const asked = await pay('pm_card_threeDSecure2Required')
  expect(asked.status).toBe('requires_action')
  stripe.act('paymentIntents.authenticate', { allowed: false }, asked.id)
  expect(await client.paymentIntents.retrieve(asked.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  })
  expect((await client.paymentIntents.cancel(asked.id)).status).toBe('canceled')
})

test('a refund is whole, partial, too much, or fails days later', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer } = await makeCompany(client, stripe)
  const intent = await client.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
  })
  const part = await client.refunds.create({ payment_intent: intent.id, amount: 2000, reason: 'duplicate' })
  expect([part.status, part.amount]).toEqual(['succeeded', 2000])
  await expect(client.refunds.create({ payment_intent: intent.id, amount: 4000 })).rejects.toThrow('greater than unrefunded amount')
  await client.refunds.create({ payment_intent: intent.id })
  const charge = () => client.charges.retrieve(String(intent.latest_charge))
  expect(await charge()).toMatchObject({ amount_refunded: 5000, refunded: true })
  await expect(client.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ code: 'charge_already_refunded' })
  pass(3 * DAY)
  stripe.act('refunds.fail', {}, part.id)
  expect(await client.refunds.retrieve(part.id)).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card' })
  expect(await charge()).toMatchObject({ amount_refunded: 3000, refunded: false })
  expect((await client.refunds.list({ payment_intent: intent.id })).data.map(({ amount }) => amount)).toEqual([3000, 2000])
})

test.each(['won', 'lost'] as const)('a dispute is opened and %s', async (status) => {
  const { client, stripe, pass } = await openSandbox()
  const { customer } = await makeCompany(client, stripe)
  const intent = await client.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
  })
  const { id } = stripe.act('disputes.open', { payment_intent: intent.id, reason: 'product_not_received' }) as { id: string }
  expect(await client.disputes.retrieve(id)).toMatchObject({ status: 'needs_response', amount: 5000 })
  expect(await client.charges.retrieve(String(intent.latest_charge))).toMatchObject({ disputed: true })
  pass(20 * DAY)
  stripe.act('disputes.close', { status }, id)
  expect((await client.disputes.retrieve(id)).status).toBe(status)
  const types = (await client.events.list({ type: 'charge.dispute.*' })).data.map(({ type }) => type)
  expect(types).toContain('charge.dispute.closed')
  expect(types.includes('charge.dispute.funds_reinstated')).toBe(status === 'won')
})

test('features follow the subscription', async () => {
  const { client, stripe } = await openSandbox()
  const { customer, product, price } = await makeCompany(client, stripe)
  const feature = await client.entitlements.features.create({ lookup_key: 'exports', name: 'Exports' })
  await client.products.createFeature(product.id, { entitlement_feature: feature.id })
  const keys = async () =>
    (await client.entitlements.activeEntitlements.list({ customer: customer.id })).data.map(({ lookup_key }) => lookup_key)
  expect(await keys()).toEqual([])
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect(await keys()).toEqual(['exports'])
  await client.subscriptions.cancel(id)
  expect(await keys()).toEqual([])
  expect((await client.events.list({ type: 'entitlements.active_entitlement_summary.updated' })).data).toHaveLength(2)
})

test('a portal session opens a page for a customer', async () => {
  const { client, stripe } = await openSandbox()
  const { customer } = await makeCompany(client, stripe)
  const session = await client.billingPortal.sessions.create({ customer: customer.id, return_url: 'https://lantern.example' })
  expect(session.url).toMatch(/^https:\/\/billing\.stripe\.com\//)
})
