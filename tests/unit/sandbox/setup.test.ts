import { describe, expect, test } from 'vitest'
import { DAY, makeCompany, openSandbox } from './openSandbox.ts'

async function openDesk() {
  const sandbox = await openSandbox()
  const { client, stripe } = sandbox
  const company = await makeCompany(client, stripe, { card: null })
  const methods = async () => (await client.paymentMethods.list({ customer: company.customer.id })).data.map(({ id }) => id)
  const told = async (prefix: string) =>
    (await client.events.list({ type: `${prefix}.*` as 'customer.created', limit: 100 })).data.map(({ type }) => type as string).reverse()
  return { ...sandbox, ...company, methods, told }
}

test('a card that is set up is kept for its customer, and pays from then on where it is named', async () => {
  const { client, customer, price, methods, told } = await openDesk()
  const setup = await client.setupIntents.create({ customer: customer.id, metadata: { why: 'renewals' } })
  expect([setup.status, setup.payment_method, setup.usage]).toEqual(['requires_payment_method', null, 'off_session'])
  expect(await methods()).toEqual([])
  const done = await client.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' })
  expect([done.status, done.last_setup_error]).toEqual(['succeeded', null])
  expect(await methods()).toEqual([done.payment_method])
  // Kept is not chosen: nothing is charged to it by itself.
  expect(await client.customers.retrieve(customer.id)).toMatchObject({ invoice_settings: { default_payment_method: null } })
  const paid = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: String(done.payment_method),
  })
  expect(paid.status).toBe('active')
  expect(await told('setup_intent')).toEqual(['setup_intent.created', 'setup_intent.succeeded'])
  expect(await told('payment_method')).toEqual(['payment_method.attached'])
  await expect(client.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' })).rejects.toMatchObject({
    code: 'setup_intent_unexpected_state',
  })
})

test('a card that is refused is not kept, and another one can be tried', async () => {
  const { client, customer, methods, told } = await openDesk()
  const setup = await client.setupIntents.create({ customer: customer.id, payment_method: 'pm_card_chargeDeclined' })
  expect(setup.status).toBe('requires_confirmation')
  await expect(client.setupIntents.confirm(setup.id)).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
  const refused = await client.setupIntents.retrieve(setup.id)
  expect([refused.status, refused.last_setup_error?.decline_code]).toEqual(['requires_payment_method', 'generic_decline'])
  expect(await methods()).toEqual([])
  await expect(client.setupIntents.confirm(setup.id)).rejects.toThrow('missing a payment method')
  expect((await client.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' })).status).toBe('succeeded')
  expect(await told('setup_intent')).toEqual(['setup_intent.created', 'setup_intent.setup_failed', 'setup_intent.succeeded'])
})

test.each([
  [true, 'succeeded', 1],
  [false, 'requires_payment_method', 0],
] as const)("a card that asks the bank waits for its payer's answer (%s)", async (allowed, status, kept) => {
  const { client, stripe, customer, methods } = await openDesk()
  const setup = await client.setupIntents.create({ customer: customer.id, payment_method: 'pm_card_authenticationRequired', confirm: true })
  expect([setup.status, setup.next_action?.type]).toEqual(['requires_action', 'use_stripe_sdk'])
  expect(await methods()).toEqual([])
  stripe.act('setupIntents.authenticate', { allowed }, setup.id)
  expect((await client.setupIntents.retrieve(setup.id)).status).toBe(status)
  expect(await methods()).toHaveLength(kept)
})

test('setups are listed, changed and called off', async () => {
  const { client, customer, told } = await openDesk()
  const setup = await client.setupIntents.create({ customer: customer.id })
  const done = await client.setupIntents.create({ customer: customer.id, payment_method: 'pm_usBankAccount', confirm: true })
  expect((await client.setupIntents.list({ customer: customer.id })).data.map(({ id }) => id)).toEqual([done.id, setup.id])
  expect((await client.setupIntents.list({ payment_method: String(done.payment_method) })).data.map(({ id }) => id)).toEqual([done.id])
  expect((await client.setupIntents.update(setup.id, { description: 'For renewals', metadata: { a: 'b' } })).description).toBe(
    'For renewals',
  )
  const off = await client.setupIntents.cancel(setup.id)
  expect([off.status, off.cancellation_reason]).toEqual(['canceled', 'requested_by_customer'])
  await expect(client.setupIntents.cancel(setup.id)).rejects.toMatchObject({ statusCode: 400 })
  expect((await told('setup_intent')).at(-1)).toBe('setup_intent.canceled')
})

test('a payment method that was nobody’s becomes a customer’s, and no second one’s', async () => {
  const { client, customer, methods } = await openDesk()
  const { payment_method } = await client.setupIntents.create({ payment_method: 'pm_card_visa', confirm: true })
  expect((await client.paymentMethods.retrieve(String(payment_method))).customer).toBeNull()
  expect((await client.paymentMethods.attach(String(payment_method), { customer: customer.id })).customer).toBe(customer.id)
  expect(await methods()).toEqual([payment_method])
  const other = await client.customers.create({ name: 'Oryx' })
  await expect(client.paymentMethods.attach(String(payment_method), { customer: other.id })).rejects.toThrow('already been attached')
})

describe('a checkout to set up', () => {
  const open = async () => {
    const desk = await openDesk()
    const session = await desk.client.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer: desk.customer.id,
      setup_intent_data: { metadata: { why: 'renewals' }, description: 'A card for renewals' },
    })
    return { ...desk, session }
  }

  test('keeps a card, and takes no money', async () => {
    const { client, stripe, session, customer, methods, told } = await open()
    expect([session.status, session.payment_status, session.payment_intent]).toEqual(['open', 'no_payment_required', null])
    stripe.act('sessions.complete', { kind: 'ok' }, session.id)
    const done = await client.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] })
    expect([done.status, done.customer]).toEqual(['complete', customer.id])
    const [kept] = await methods()
    expect(done.setup_intent).toMatchObject({
      status: 'succeeded',
      payment_method: kept,
      description: 'A card for renewals',
      metadata: { why: 'renewals' },
    })
    expect((await client.charges.list()).data).toEqual([])
    expect(await told('checkout')).toEqual(['checkout.session.completed'])
  })

  test('stays open where the card is refused, and waits for the bank', async () => {
    const { client, stripe, session, methods } = await open()
    stripe.act('sessions.complete', { kind: 'declines' }, session.id)
    expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('open')
    stripe.act('sessions.complete', { kind: 'requires_action' }, session.id)
    expect([(await client.checkout.sessions.retrieve(session.id)).status, await methods()]).toEqual(['open', []])
    stripe.act('setupIntents.authenticate', { allowed: true }, String(session.setup_intent))
    expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('complete')
    expect(await methods()).toHaveLength(1)
  })

  test('is abandoned with its page', async () => {
    const { client, session, pass } = await open()
    pass(DAY)
    expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('expired')
    const setup = await client.setupIntents.retrieve(String(session.setup_intent))
    expect([setup.status, setup.cancellation_reason]).toEqual(['canceled', 'abandoned'])
  })
})

test('a page whose payer was asked by their bank is done once they have answered', async () => {
  const { client, stripe, customer, product } = await openDesk()
  const once = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 5000 })
  const session = await client.checkout.sessions.create({
    mode: 'payment',
    customer: customer.id,
    line_items: [{ price: once.id, quantity: 1 }],
  })
  stripe.act('sessions.complete', { kind: 'requires_action' }, session.id)
  expect((await client.checkout.sessions.retrieve(session.id)).status).toBe('open')
  const [intent] = (await client.paymentIntents.list({ customer: customer.id })).data
  stripe.act('paymentIntents.authenticate', { allowed: true }, intent?.id ?? '')
  const done = await client.checkout.sessions.retrieve(session.id)
  expect([done.status, done.payment_status, done.payment_intent]).toEqual(['complete', 'paid', intent?.id])
})
