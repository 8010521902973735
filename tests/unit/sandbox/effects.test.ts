import { expect, test } from 'vitest'
import { countEffects } from '../../../src-main/sandbox/stripe/countEffects.ts'
import { replayStripe } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import { DAY, makeCompany, openSandbox } from './openSandbox.ts'

async function openPaid() {
  const sandbox = await openSandbox()
  const { stripe } = sandbox
  const customer = String(stripe.act('customers.create', { name: 'Baobab Holdings' })['id'])
  const payment = String(stripe.act('paymentIntents.create', { amount: 900, currency: 'usd', customer })['id'])
  stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, payment)
  const refund = (amount: number, idempotencyKey: string, action = 'act-1') =>
    sandbox.client.refunds.create({ payment_intent: payment, amount, metadata: { tierdesk_action: action } }, { idempotencyKey })
  return { ...sandbox, payment, refund }
}

test('what was asked for twice under one key counts once, and under two keys twice', async () => {
  const { stripe, refund, payment } = await openPaid()
  // What no request asked for does not count.
  expect(listEffects(stripe)).toEqual([])
  await refund(100, 'one')
  await refund(100, 'one')
  expect(countEffects(stripe, 'act-1')).toEqual(new Map([[`refunds.create ${payment}`, 1]]))
  await refund(100, 'two')
  expect(countEffects(stripe, 'act-1')).toEqual(new Map([[`refunds.create ${payment}`, 2]]))
  expect(countEffects(stripe, 'act-2')).toEqual(new Map())
})

test('a key that is forgotten does it again', async () => {
  const { stripe, refund, payment, pass } = await openPaid()
  await refund(100, 'one')
  pass(DAY)
  await refund(100, 'one')
  expect(countEffects(stripe)).toEqual(new Map([[`refunds.create ${payment}`, 2]]))
})

test('what was refused does not count, also where the key was used for something else', async () => {
  const { stripe, refund, payment } = await openPaid()
  await expect(refund(1000, 'one')).rejects.toMatchObject({ statusCode: 400 })
  await refund(100, 'two')
  await expect(refund(200, 'two')).rejects.toMatchObject({ rawType: 'idempotency_error' })
  expect(countEffects(stripe)).toEqual(new Map([[`refunds.create ${payment}`, 1]]))
})

test('what was done counts where its answer was lost', async () => {
  const { stripe, refund, payment, faults } = await openPaid()
  faults.set('lost-answer', { path: '/v1/refunds' })
  await expect(refund(100, 'one')).rejects.toMatchObject({ type: 'StripeConnectionError' })
  expect(listEffects(stripe)).toEqual([{ name: 'refunds.create', subject: payment, action: 'act-1', idempotencyKey: 'one' }])
})

test('a payment that was declined does not count, and the one that follows does', async () => {
  const { client, stripe } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: 'declines' })
  const { latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  const pay = (idempotencyKey: string) => client.invoices.pay(String(latest_invoice), {}, { idempotencyKey })
  await expect(pay('one')).rejects.toMatchObject({ statusCode: 402 })
  await expect(pay('one')).rejects.toMatchObject({ statusCode: 402 })
  stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
  await pay('two')
  expect(countEffects(stripe).get(`invoices.pay ${String(latest_invoice)}`)).toBe(1)
})

test('a sandbox that is built from its journal counts the same', async () => {
  const { stripe, refund } = await openPaid()
  await refund(100, 'one')
  await expect(refund(1000, 'two')).rejects.toMatchObject({ statusCode: 400 })
  const again = replayStripe(stripe.options, stripe.journal())
  expect(listEffects(again)).toEqual(listEffects(stripe))
  expect(listEffects(again)).toHaveLength(1)
})

test('a key that only reads is refused what writes, and asks for previews', async () => {
  const { client, stripe, faults } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe)
  faults.set('read-only-key')
  const items = [{ price: price.id }]
  expect(await client.invoices.createPreview({ customer: customer.id, subscription_details: { items } })).toMatchObject({ total: 3100 })
  expect((await client.customers.list()).data).toHaveLength(1)
  await expect(client.subscriptions.create({ customer: customer.id, items })).rejects.toMatchObject({ statusCode: 403 })
  await expect(client.subscriptions.cancel('sub_1')).rejects.toMatchObject({ statusCode: 403 })
})
