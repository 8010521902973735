import type Stripe from 'stripe'
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

describe('billing credits', () => {
  /** A company that pays 2 cents for each call, and 30 a month. */
  const openMetered = async () => {
    const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
    const { client, stripe, passTo } = sandbox
    const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
    const meter = await client.billing.meters.create({
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    })
    const metered = await client.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 2,
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    })
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }, { price: metered.id }] })
    const use = (value: number) =>
      client.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer.id, value: String(value) } })
    const grant = (value: number, terms: Partial<Stripe.Billing.CreditGrantCreateParams> = {}) =>
      client.billing.creditGrants.create({
        customer: customer.id,
        amount: { type: 'monetary', monetary: { currency: 'usd', value } },
        applicability_config: { scope: { price_type: 'metered' } },
        ...terms,
      })
    const balance = async () => {
      const { balances } = await client.billing.creditBalanceSummaries.retrieve({
        customer: customer.id,
        filter: { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } },
      })
      return balances.map(({ available_balance, ledger_balance }) => [available_balance.monetary?.value, ledger_balance.monetary?.value])
    }
    const bookings = async (credit_grant: string) =>
      (await client.billing.creditBalanceTransactions.list({ customer: customer.id, credit_grant })).data.map(({ debit, credit }) => [
        (debit ?? credit)?.type,
        (debit ?? credit)?.amount.monetary?.value,
      ])
    const renew = async (iso = '2027-05-01T01:00:00Z') => {
      passTo(iso)
      const [invoice] = (await client.invoices.list({ subscription: id })).data
      if (!invoice) throw new Error('it renewed')
      return invoice
    }
    return { ...sandbox, customer, meter, metered, id, use, grant, balance, bookings, renew }
  }

  test('bear what is metered, and nothing else, from the first to end to the last', async () => {
    const { client, id, use, grant, balance, bookings, renew } = await openMetered()
    const late = await grant(400)
    const soon = await grant(300, { expires_at: Date.parse('2027-06-01T00:00:00Z') / 1000, name: 'Welcome', category: 'promotional' })
    expect(await balance()).toEqual([[700, 700]])
    await use(250)
    const shown = await client.invoices.createPreview({ subscription: id })
    expect(await balance()).toEqual([[700, 700]])
    const invoice = await renew()
    // 5.00 of calls and 30.00: the calls are borne by credits.
    expect([invoice.subtotal, invoice.total, invoice.amount_paid, invoice.status]).toEqual([3500, 3000, 3000, 'paid'])
    expect([shown.total, shown.amount_due]).toEqual([3000, 3000])
    expect(invoice.total_pretax_credit_amounts?.map(({ amount, type }) => [amount, type])).toEqual([
      [300, 'credit_balance_transaction'],
      [200, 'credit_balance_transaction'],
    ])
    expect(invoice.lines.data.map(({ pretax_credit_amounts }) => pretax_credit_amounts?.length).sort()).toEqual([0, 2])
    expect(await balance()).toEqual([[200, 200]])
    expect([await bookings(soon.id), await bookings(late.id)]).toEqual([
      [
        ['credits_applied', 300],
        ['credits_granted', 300],
      ],
      [
        ['credits_applied', 200],
        ['credits_granted', 400],
      ],
    ])
  })

  test('are for the prices that they name', async () => {
    const { use, grant, metered, renew, client, customer } = await openMetered()
    const other = await client.prices.create({
      product: String(metered.product),
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month', usage_type: 'metered', meter: metered.recurring?.meter ?? '' },
    })
    await grant(1000, { applicability_config: { scope: { prices: [{ id: other.id }] } } })
    await use(100)
    expect((await renew()).total).toBe(3200)
    const scope = { type: 'applicability_scope' as const, applicability_scope: { prices: [{ id: other.id }] } }
    const { balances } = await client.billing.creditBalanceSummaries.retrieve({ customer: customer.id, filter: scope })
    expect(balances[0]?.available_balance.monetary).toEqual({ currency: 'usd', value: 1000 })
  })

  test('begin and end at their instants', async () => {
    const { use, grant, balance, bookings, passTo, renew } = await openMetered()
    await grant(100, { effective_at: Date.parse('2027-05-10T00:00:00Z') / 1000 })
    const ending = await grant(100, { expires_at: Date.parse('2027-04-10T00:00:00Z') / 1000 })
    expect(await balance()).toEqual([[100, 200]])
    passTo('2027-04-10T00:00:00Z')
    expect(await balance()).toEqual([[0, 100]])
    expect((await bookings(ending.id))[0]).toEqual(['credits_expired', 100])
    await use(100)
    expect((await renew()).total).toBe(3200)
    await use(100)
    expect((await renew('2027-06-01T01:00:00Z')).total).toBe(3100)
  })

  test('are ended or taken back by hand, and given back with an invoice that is void', async () => {
    const { client, stripe, customer, use, grant, balance, bookings, renew } = await openMetered()
    const [kept, ended, voided] = [await grant(100), await grant(50), await grant(25)]
    expect((await client.billing.creditGrants.expire(ended.id)).expires_at).toBe(Date.parse('2027-04-01T00:00:00Z') / 1000)
    expect((await client.billing.creditGrants.voidGrant(voided.id)).voided_at).not.toBeNull()
    await expect(client.billing.creditGrants.voidGrant(voided.id)).rejects.toMatchObject({ statusCode: 400 })
    expect(await balance()).toEqual([[100, 100]])
    const told = (await client.events.list({ type: 'billing.credit_grant.*' as 'customer.created' })).data.map(({ type }) => type as string)
    expect(told.reverse()).toEqual([
      ...Array(3).fill('billing.credit_grant.created'),
      'billing.credit_grant.updated',
      'billing.credit_grant.updated',
    ])
    stripe.act('customers.setCard', { kind: 'declines' }, customer.id)
    await use(200)
    const invoice = await renew()
    expect([invoice.status, invoice.total, await balance()]).toEqual(['open', 3300, [[0, 0]]])
    await client.invoices.voidInvoice(invoice.id)
    expect(await balance()).toEqual([[100, 100]])
    expect((await bookings(kept.id)).map(([type]) => type)).toEqual([
      'credits_application_invoice_voided',
      'credits_applied',
      'credits_granted',
    ])
  })

  test('an alert tells once of each customer whose usage has come so far', async () => {
    const { client, meter, use, customer } = await openMetered()
    await use(90)
    const alert = await client.billing.alerts.create({
      title: 'A hundred calls',
      alert_type: 'usage_threshold',
      usage_threshold: { gte: 100, meter: meter.id, recurrence: 'one_time' },
    })
    const told = async () => (await client.events.list({ type: 'billing.alert.triggered' })).data
    expect(await told()).toEqual([])
    await use(10)
    await use(500)
    const [triggered, ...more] = await told()
    expect([triggered?.data.object, more]).toMatchObject([{ alert: { id: alert.id }, customer: customer.id, value: 100 }, []])
    expect(triggered?.data.object).not.toHaveProperty('id')
    const other = await client.billing.alerts.create({
      title: 'Of one',
      alert_type: 'usage_threshold',
      usage_threshold: { gte: 1, meter: meter.id, recurrence: 'one_time', filters: [{ type: 'customer', customer: customer.id }] },
    })
    expect((await client.billing.alerts.deactivate(other.id)).status).toBe('inactive')
    await use(1)
    expect(await told()).toHaveLength(1)
    expect((await client.billing.alerts.list({ meter: meter.id })).data.map(({ id }) => id)).toEqual([other.id, alert.id])
    expect((await client.billing.alerts.retrieve(other.id)).usage_threshold?.filters?.[0]?.customer).toBe(customer.id)
  })
})
