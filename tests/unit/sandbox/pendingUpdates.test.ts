import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { HOUR, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

/** 30 a month since 1 April, a third of it left, and a card of some kind from here on. */
async function openApril(card: 'ok' | 'declines' | 'requires_action' | 'delayed', terms: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe, passTo } = sandbox
  const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
  const dear = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 9000, recurring: { interval: 'month' } })
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...terms })
  passTo('2027-04-21T00:00:00Z')
  stripe.act('customers.setCard', { kind: card }, customer.id)
  const item = items.data[0]?.id ?? ''
  const change = (params: Stripe.SubscriptionUpdateParams = {}) =>
    client.subscriptions.update(id, {
      items: [{ id: item, price: dear.id }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      ...params,
    })
  const told = async () =>
    (await client.events.list({ type: 'customer.subscription.*' as 'customer.created' })).data
      .map(({ type }) => type as string)
      .filter((type) => type.includes('pending'))
  return { ...sandbox, customer, price, dear, id, item, change, told, retrieve: () => client.subscriptions.retrieve(id) }
}

describe('a change that is to wait for its payment', () => {
  test('comes about at once where it is paid', async () => {
    const { client, change, dear, told } = await openApril('ok')
    const changed = await change()
    expect([changed.pending_update, changed.items.data[0]?.price.id]).toEqual([null, dear.id])
    expect(await client.invoices.retrieve(String(changed.latest_invoice))).toMatchObject({ status: 'paid', total: 2000 })
    expect(await told()).toEqual([])
  })

  test('waits where the card is refused, and comes about when it is paid', async () => {
    const { client, stripe, change, customer, price, dear, told, retrieve, passTo, item } = await openApril('declines')
    const waiting = await change()
    expect([waiting.status, waiting.items.data[0]?.price.id]).toEqual(['active', price.id])
    expect(waiting.pending_update).toMatchObject({
      expires_at: Date.parse('2027-04-21T23:00:00Z') / 1000,
      billing_cycle_anchor: null,
      trial_end: null,
    })
    expect(waiting.pending_update?.subscription_items?.map(({ id, price: { id: at } }) => [id, at])).toEqual([[item, dear.id]])
    const invoice = await client.invoices.retrieve(String(waiting.latest_invoice))
    expect(invoice).toMatchObject({ status: 'open', total: 2000, attempt_count: 1, next_payment_attempt: null })
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-1000, 3000])

    passTo('2027-04-21T12:00:00Z')
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    await client.invoices.pay(invoice.id)
    const changed = await retrieve()
    expect([changed.pending_update, changed.items.data[0]?.price.id, changed.status]).toEqual([null, dear.id, 'active'])
    expect(await told()).toEqual(['customer.subscription.pending_update_applied'])
    passTo('2027-05-01T01:00:00Z')
    expect((await client.invoices.list({ subscription: changed.id })).data.map(({ total }) => total)).toEqual([9000, 2000, 3000])
    // What is given back is of what the change was billed at.
    passTo('2027-05-11T12:00:00Z')
  })

  test('is gone after 23 hours, with its invoice', async () => {
    const { client, stripe, change, customer, price, told, retrieve, pass, passTo, id } = await openApril('declines')
    const { latest_invoice } = await change()
    pass(23 * HOUR - 1)
    expect((await retrieve()).pending_update).not.toBeNull()
    pass(1)
    const gone = await retrieve()
    expect([gone.pending_update, gone.items.data[0]?.price.id, gone.status]).toEqual([null, price.id, 'active'])
    expect((await client.invoices.retrieve(String(latest_invoice))).status).toBe('void')
    expect(await told()).toEqual(['customer.subscription.pending_update_expired'])
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    passTo('2027-05-01T01:00:00Z')
    // Nothing of it is left to be billed.
    expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([3000, 2000, 3000])
  })

  test('comes about when the payer has answered their bank', async () => {
    const { stripe, change, dear, retrieve, client } = await openApril('requires_action')
    const { latest_invoice } = await change()
    const [payment] = (await client.invoicePayments.list({ invoice: String(latest_invoice) })).data
    stripe.act('paymentIntents.authenticate', { allowed: true }, String(payment?.payment.payment_intent))
    expect((await retrieve()).items.data[0]?.price.id).toBe(dear.id)
  })

  test('is believed where a debit is under way', async () => {
    const { change, dear } = await openApril('delayed')
    const changed = await change()
    expect([changed.pending_update, changed.items.data[0]?.price.id]).toEqual([null, dear.id])
  })

  test('that bills nothing now does not wait', async () => {
    const { change, dear } = await openApril('declines')
    const changed = await change({ proration_behavior: 'create_prorations' })
    expect([changed.pending_update, changed.items.data[0]?.price.id]).toEqual([null, dear.id])
  })

  test('is forgotten where another takes its place, or its invoice is voided', async () => {
    const { client, change, told, retrieve, id, item } = await openApril('declines')
    const first = await change()
    const second = await change({ items: [{ id: item, quantity: 4 }] })
    expect((await client.invoices.retrieve(String(first.latest_invoice))).status).toBe('void')
    expect(second.pending_update?.subscription_items?.[0]?.quantity).toBe(4)
    await client.invoices.voidInvoice(String(second.latest_invoice))
    expect((await retrieve()).pending_update).toBeNull()
    await change()
    await client.subscriptions.update(id, { items: [{ id: item, quantity: 2 }] })
    expect((await retrieve()).pending_update).toBeNull()
    expect(await told()).toEqual(Array(3).fill('customer.subscription.pending_update_expired'))
  })

  test('expires with the period, where that ends sooner', async () => {
    const { passTo, change, retrieve, told, price } = await openApril('declines')
    passTo('2027-04-30T20:00:00Z')
    const waiting = await change()
    expect(toIsoSeconds(waiting.pending_update?.expires_at)).toBe('2027-05-01T00:00:00Z')
    passTo('2027-05-01T00:00:00Z')
    const renewed = await retrieve()
    expect([renewed.pending_update, renewed.items.data[0]?.price.id]).toEqual([null, price.id])
    expect(await told()).toEqual(['customer.subscription.pending_update_expired'])
  })

  test('ends a trial only once that is paid', async () => {
    const { client, stripe, customer, change, retrieve, now } = await openApril('declines', { trial_period_days: 40 })
    const waiting = await change({ items: [], trial_end: 'now' })
    expect([waiting.status, waiting.pending_update?.trial_end]).toEqual(['trialing', now()])
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    await client.invoices.pay(String(waiting.latest_invoice))
    const paid = await retrieve()
    expect([paid.status, toIsoSeconds(paid.items.data[0]?.current_period_end)]).toEqual(['active', '2027-05-21T00:00:00Z'])
  })

  test('takes an item along that is new, and gives it back at what was paid', async () => {
    const { client, stripe, customer, change, dear, passTo, id, retrieve } = await openApril('declines')
    const waiting = await change({ items: [{ price: dear.id }] })
    const added = waiting.pending_update?.subscription_items?.[1]?.id
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    await client.invoices.pay(String(waiting.latest_invoice))
    expect((await retrieve()).items.data[1]?.id).toBe(added)
    passTo('2027-04-26T00:00:00Z')
    await client.subscriptions.cancel(id, { prorate: true, invoice_now: true })
    expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([-2000, 3000, 3000])
  })

  test('can be nothing but a change of what is billed', async () => {
    const { change } = await openApril('declines')
    await expect(change({ metadata: { a: 'b' } })).rejects.toMatchObject({ statusCode: 400, param: 'metadata' })
    await expect(change({ cancel_at_period_end: true })).rejects.toMatchObject({ statusCode: 400, param: 'cancel_at_period_end' })
  })
})

test('a change that is to fail where it is not paid leaves everything as it was', async () => {
  const { stripe, change, customer, dear } = await openApril('declines')
  const { shelves } = stripe.world
  const before = JSON.stringify([shelves.subscription.all, shelves.invoice.all])
  await expect(change({ payment_behavior: 'error_if_incomplete' })).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect(JSON.stringify([shelves.subscription.all, shelves.invoice.all])).toBe(before)
  stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
  expect((await change({ payment_behavior: 'error_if_incomplete' })).items.data[0]?.price.id).toBe(dear.id)
})
