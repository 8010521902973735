import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { connectPaystack } from '../../../../../src-main/providers/paystack/connectPaystack.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { addCustomer, at, DAY_MS, KEY } from '../../../sandbox/paystack/openPaystack.ts'
import { ACTION, openActing } from './openActing.ts'

let opened: Awaited<ReturnType<typeof openActing>>

beforeEach(async () => {
  opened = await openActing()
})

const create = (more: Partial<Extract<Order, { kind: 'subscription.create' }>> = {}): Order => ({
  ...{ kind: 'subscription.create', customer: opened.customer.code, price: opened.plan, quantity: 1, trialEnd: null, startAt: null },
  ...more,
})
const cancel = (subscription = opened.subscription): Order => ({ kind: 'subscription.cancel', subscription, when: 'period-end', at: null })
const keep = (subscription = opened.subscription): Order => ({ kind: 'subscription.keep', subscription })
const refund = (amount = 100_000, payment = opened.payment): Order => ({
  ...{ kind: 'payment.refund', payment, amount: { amount, currency: 'NGN' }, cause: 'requested' },
})
const link = (more: Partial<Extract<Order, { kind: 'link.payment' }>> = {}): Order => ({
  ...{ kind: 'link.payment', email: 'ada@example.org', amount: { amount: 750_000, currency: 'NGN' } },
  ...{ plan: 'estate-management.professional', reference: 'SUB-PROFESSIONAL-1' },
  ...more,
})
const account = (customer = opened.customer.code): Order => ({ kind: 'account.create', customer })

describe('what is accepted takes effect, once', () => {
  test('a subscription starts on its day, by the card that was paid with', async () => {
    const startAt = at('2027-02-04T09:00:00Z')
    const sent = await opened.do(create({ startAt }))
    const ref = opened.readSubscriptions()[1] ?? 'none'
    expect(sent).toEqual({ kind: 'accepted', ref, touched: [{ kind: 'subscription', ref }], link: null })
    expect(opened.effects()).toEqual({ [`subscriptions.create ${opened.customer.code} ${opened.plan}`]: 1 })
    expect(opened.paystack.act('subscriptions.fetch', {}, ref)).toMatchObject({
      next_payment_date: new Date(startAt).toISOString(),
      payments_count: 0,
    })
    // The mirror sees what was touched.
    expect(await opened.provider.fetchObject('subscription', ref, freely())).toMatchObject({ ok: true })
  })

  test('a subscription is switched off, and on again', async () => {
    const ref = opened.subscription
    const accepted = { kind: 'accepted', ref, touched: [{ kind: 'subscription', ref }], link: null }
    expect(await opened.do(cancel())).toEqual(accepted)
    expect(opened.paystack.act('subscriptions.fetch', {}, ref)).toMatchObject({ status: 'non-renewing' })
    expect(await opened.do(keep())).toEqual(accepted)
    expect(opened.paystack.act('subscriptions.fetch', {}, ref)).toMatchObject({ status: 'active' })
    expect(opened.effects()).toEqual({ [`subscriptions.disable ${ref}`]: 1, [`subscriptions.enable ${ref}`]: 1 })
  })

  test('a part of a payment goes back, with our id in its note', async () => {
    const sent = await opened.do(refund())
    const { data } = opened.paystack.answer('refunds.list', {}, []).body as {
      data: { id: number; amount: number; merchant_note: string }[]
    }
    expect(data).toMatchObject([{ amount: 100_000, merchant_note: expect.stringContaining(ACTION) }])
    const ref = String(data[0]?.id)
    expect(sent).toEqual({ kind: 'accepted', ref, touched: [{ kind: 'refund', ref }], link: null })
    expect(opened.effects()).toEqual({ [`refunds.create ${opened.payment}`]: 1 })
  })

  test('a page to pay on is made under our reference, and names the plan', async () => {
    const sent = await opened.do(link())
    const ref = 'SUB-PROFESSIONAL-1'
    const url = expect.stringMatching(/^https:\/\/checkout\.paystack\.com\//)
    expect(sent).toEqual({ kind: 'accepted', ref, touched: [{ kind: 'payment', ref }], link: url })
    expect(opened.paystack.act('transactions.verify', {}, ref)).toMatchObject({
      ...{ status: 'abandoned', amount: 750_000, currency: 'NGN' },
      metadata: { plan: 'estate-management.professional', tierdesk_action: ACTION },
    })
    expect(opened.effects()).toEqual({ [`transactions.initialize ${ref}`]: 1 })
  })

  test('a virtual account is opened', async () => {
    const sent = await opened.do(account())
    expect(sent).toMatchObject({ kind: 'accepted', touched: [{ kind: 'account' }], link: null })
    expect(opened.effects()).toEqual({ [`accounts.create ${opened.customer.code}`]: 1 })
    expect(opened.paystack.act('customers.fetch', {}, opened.customer.code)).toMatchObject({
      dedicated_account: { bank: { slug: 'test-bank' } },
    })
  })

  test('where no bank was frozen, it is the first that Paystack offers', async () => {
    const request = JSON.stringify({ kind: 'account.create', customer: opened.customer.code, bank: null })
    expect(await opened.send(request)).toMatchObject({ kind: 'accepted' })
    expect(opened.server.requests).toEqual(['GET /dedicated_account/available_providers', 'POST /dedicated_account'])
  })
})

describe('what is refused is told, and has no effect', () => {
  test.each<[string, () => Order, RegExp]>([
    ['no card', () => create({ customer: addCustomer(opened, 'bea').code }), /no saved card.*payment link/],
    ['no such plan', () => create({ price: 'PLN_none' }), /“Plan with specified code\/ID not found”/],
    ['no such subscription', () => cancel('SUB_none'), /does not have the subscription/],
    ['on already', () => keep(), /on already/],
    ['more than is left', () => refund(250_001), /more than is left/],
    ['no such payment', () => refund(1, 'nothing'), /“Transaction reference not found”/],
    ['no such customer', () => account('CUS_none'), /“Customer with specified code\/ID\/email not found”/],
  ])('%s', async (_, toOrder, reason) => {
    expect(await opened.do(toOrder())).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason), lacksPermission: false })
    expect(opened.effects()).toEqual({})
  })

  test('a payment of which all went back, and one that was never paid', async () => {
    await opened.do(refund(250_000))
    expect(await opened.do(refund(1))).toMatchObject({ kind: 'refused', reason: 'All of this payment has gone back already.' })
    await opened.do(link())
    const unpaid = refund(1, 'SUB-PROFESSIONAL-1')
    expect(await opened.do(unpaid)).toMatchObject({ kind: 'refused', reason: 'Only what was paid can be refunded.' })
    expect(opened.effects()[`refunds.create ${opened.payment}`]).toBe(1)
  })

  test('switched off twice', async () => {
    await opened.do(cancel())
    expect(await opened.do(cancel())).toMatchObject({
      kind: 'refused',
      code: 'subscription_not_found',
      reason: expect.stringContaining('off already'),
    })
  })

  test('a customer without a name or a telephone', async () => {
    const code = String(opened.paystack.act('customers.create', { email: 'nameless@example.org' })['customer_code'])
    expect(await opened.do(account(code))).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/first name.*phone number/) })
  })

  test('a key that may not, or not from here', async () => {
    opened.faults.set('no-permission')
    for (const order of [create(), cancel(), refund(), link(), account()])
      expect(await opened.do(order)).toMatchObject({
        kind: 'refused',
        lacksPermission: true,
        reason: expect.stringContaining('permission'),
      })
    expect(opened.effects()).toEqual({})
  })
})

describe('a reference that is taken', () => {
  test('is ours where it asks for the same: what was done is accepted, and its page is not told again', async () => {
    const request = opened.freeze(link())
    await opened.send(request)
    const ref = 'SUB-PROFESSIONAL-1'
    expect(await opened.send(request)).toEqual({ kind: 'accepted', ref, touched: [{ kind: 'payment', ref }], link: null })
    expect(opened.effects()).toEqual({ [`transactions.initialize ${ref}`]: 1 })
    expect(opened.paystack.countByReference(ref)).toBe(1)
  })

  test.each([
    { amount: 1, currency: 'NGN' },
    { amount: 750_000, currency: 'GHS' },
  ])('is not ours where it asks for another amount (%j)', async ({ amount, currency }) => {
    opened.paystack.act('transactions.initialize', { email: 'x@example.org', amount, currency, reference: 'SUB-PROFESSIONAL-1' })
    expect(await opened.do(link())).toMatchObject({
      kind: 'refused',
      code: 'duplicate_reference',
      reason: expect.stringContaining('another amount'),
    })
  })

  test('may be ours where nobody can be asked', async () => {
    await opened.do(link())
    opened.faults.set('reset', { path: '/transaction/verify' })
    expect(await opened.do(link())).toMatchObject({ kind: 'lost', error: { kind: 'unavailable' } })
  })
})

describe('what was not begun may be sent again', () => {
  const ORDERS: readonly [string, () => Order][] = [
    ['create', create],
    ['cancel', cancel],
    ['keep', keep],
    ['refund', refund],
    ['link', link],
    ['account', account],
  ]

  test.each(ORDERS)('%s: too many requests, a key that is not taken, a line that is not opened, a stop before', async (_, toOrder) => {
    const request = opened.freeze(toOrder())
    opened.faults.set('rate-limited', { seed: 'a' })
    expect(await opened.send(request)).toMatchObject({ kind: 'turned-away', error: { kind: 'rate-limited' } })
    opened.faults.clear()
    opened.faults.set('revoked-key')
    expect(await opened.send(request)).toMatchObject({ kind: 'turned-away', error: { kind: 'unauthorized' } })
    opened.faults.clear()
    const nowhere = connectPaystack(KEY, 'test', await findClosedAddress()).acting
    expect(await opened.send(request, freely(), nowhere)).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
    expect(await opened.send(request, freely(AbortSignal.abort()))).toMatchObject({ kind: 'turned-away', error: { kind: 'cancelled' } })
    expect(opened.effects()).toEqual({})
  })

  test.each(['error-page', 'reset', 'truncated-json', 'wrong-mode'] as const)('%s while the token is asked for', async (fault) => {
    opened.faults.set(fault, { path: `/subscription/${opened.subscription}` })
    expect(await opened.do(cancel())).toMatchObject({ kind: 'turned-away' })
    opened.faults.clear()
    expect(opened.effects()).toEqual({})
    expect(opened.server.requests.filter((each) => each.startsWith('POST'))).toEqual([])
  })
})

describe('what cannot be told to be refused is lost', () => {
  test.each<[number, string, string]>([
    [500, '{"status":false,"message":"An error occurred"}', 'lost'],
    [503, '<html>', 'lost'],
    [502, '', 'lost'],
    [408, '{"status":false}', 'lost'],
    [409, '{"status":false}', 'lost'],
    [404, '<html>', 'lost'],
    [302, '', 'lost'],
    [200, '<html>', 'lost'],
    [200, '{"status":true', 'lost'],
    [200, '{"status":true,"data":{}}', 'lost'],
    [201, '{"status":true,"data":{"id":5}}', 'accepted'],
    [200, '{"status":false,"message":"No"}', 'refused'],
    [422, '{"status":false,"message":"No"}', 'refused'],
    [403, '{"status":false,"message":"No"}', 'refused'],
    [403, '<html>', 'turned-away'],
    [401, '', 'turned-away'],
    [429, '<html>', 'turned-away'],
  ])('%i %s: %s', async (status, text, kind) => {
    const { acting, asked } = await answerWith(status, text)
    const frozen = acting.freeze(refund(), { action: ACTION, at: opened.paystack.now() })
    expect(await acting.send(frozen.ok ? frozen.request : '', 'key', freely())).toMatchObject({ kind })
    expect(asked).toEqual(['POST /refund'])
  })
})

describe('secrets', () => {
  test('the token of a subscription is in nothing that is kept, given or told, a refusal that says it included', async () => {
    const request = opened.freeze(cancel())
    const sent = await opened.send(request)
    const told = [request, sent, await opened.send(request), await opened.lookUp(request), opened.server.requests]
    expect(opened.emailToken()).toMatch(/^\w{8,}$/)
    expect(JSON.stringify(told)).not.toContain(opened.emailToken())
    const { acting } = await answerWith(400, ({ token }) => `{"status":false,"message":"Wrong token ${token}"}`)
    const refused = await acting.send(request, 'key', freely())
    expect(refused).toEqual({ kind: 'refused', reason: 'Paystack refused it (400).', code: null, lacksPermission: false })
  })

  test.each(['AUTH_abc', KEY, 'sk_live_another'])('nor is what could be charged or asked with (%s)', async (secret) => {
    const { acting } = await answerWith(400, `{"status":false,"message":"${secret} is not known"}`)
    const frozen = acting.freeze(refund(), { action: ACTION, at: opened.paystack.now() })
    const sent = await acting.send(frozen.ok ? frozen.request : '', 'key', freely())
    expect(JSON.stringify(sent)).not.toContain(secret)
  })
})

test('each request is let out by its endpoint, with no id in it', async () => {
  const admitted: string[] = []
  const way = { signal: new AbortController().signal, admit: async (endpoint: string) => void admitted.push(endpoint) }
  await opened.send(opened.freeze(cancel()), way)
  await opened.send(opened.freeze(link()), way)
  expect(admitted).toEqual(['/subscription/:id', '/subscription/disable', '/transaction/initialize'])
})

test('a subscription that was switched off ends when what is paid does', async () => {
  await opened.do(cancel())
  opened.pass(40 * DAY_MS)
  expect(opened.paystack.act('subscriptions.fetch', {}, opened.subscription)).toMatchObject({ status: 'cancelled', payments_count: 1 })
})

async function findClosedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return `http://127.0.0.1:${port}`
}

/** Paystack that says one thing to whoever tells it to do something, and gives a token to who asks for one. */
async function answerWith(status: number, text: string | ((sent: Record<string, unknown>) => string)) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`)
      const sent = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>
      const isAsked = request.method === 'GET'
      const token = JSON.stringify({ status: true, data: { subscription_code: opened.subscription, email_token: opened.emailToken() } })
      response.writeHead(isAsked ? 200 : status, { 'content-type': 'application/json' })
      response.end(isAsked ? token : typeof text === 'string' ? text : text(sent))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { acting } = connectPaystack(KEY, 'test', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return { acting, asked }
}
