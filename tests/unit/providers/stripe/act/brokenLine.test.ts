import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { connectStripe } from '../../../../../src-main/providers/stripe/connectStripe.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { HOUR, KEY } from '../../../sandbox/openSandbox.ts'
import { ATTEMPT, openActing } from './openActing.ts'

const PAUSE: Order = { kind: 'subscription.pause', subscription: 'sub_1' }

/** Stripe at an address where something else may answer. */
function connectTo(baseUrl: string) {
  const { acting } = connectStripe(KEY, 'test', baseUrl)
  const frozen = acting.freeze(PAUSE, { action: 'act-1', at: 1_800_000_000_000 as never })
  if (!frozen.ok) throw new Error(frozen.reason)
  return { acting, request: frozen.request, send: (way = freely()) => acting.send(frozen.request, ATTEMPT, way) }
}

/** A server that gives every request the same answer. */
async function answerWith(status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const seen: { method: string; key: string | undefined }[] = []
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', key: request.headers['idempotency-key'] as string | undefined })
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()))
  return { seen, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('where nothing listens, nothing was begun', async () => {
  const { server, acting, freeze, way } = await openActing()
  const request = freeze(PAUSE)
  await server.stop()
  expect(await acting.send(request, ATTEMPT, way)).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
})

test('where the name is not known, nothing was begun', async () => {
  expect(await connectTo('http://stripe.invalid').send()).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
})

test('what is stopped before it leaves was not begun, and leaves not', async () => {
  const { seen, baseUrl } = await answerWith(200, '{}')
  const stop = new AbortController()
  stop.abort()
  expect(await connectTo(baseUrl).send(freely(stop.signal))).toMatchObject({ kind: 'turned-away', error: { kind: 'cancelled' } })
  expect(seen).toEqual([])
})

test('what is stopped while it is under way is lost', async () => {
  const { faults, subscribe, freeze, acting, server } = await openActing()
  const request = freeze({ kind: 'subscription.pause', subscription: subscribe() })
  faults.set('stall')
  const stop = new AbortController()
  const sending = acting.send(request, ATTEMPT, freely(stop.signal))
  await expect.poll(() => faults.counts().stall).toBe(1)
  stop.abort()
  expect(await sending).toMatchObject({ kind: 'lost', error: { kind: 'cancelled' } })
  await server.stop()
})

test('what is stopped after it was done is lost, and done once when it is sent again', async () => {
  const { faults, subscribe, freeze, acting, send, effects } = await openActing()
  const request = freeze({ kind: 'subscription.cancel', subscription: subscribe(), when: 'now', at: null })
  faults.set('unanswered', { count: 1 })
  const stop = new AbortController()
  const sending = acting.send(request, ATTEMPT, freely(stop.signal))
  await expect.poll(() => effects()).toEqual(['subscriptions.cancel'])
  stop.abort()
  expect(await sending).toMatchObject({ kind: 'lost', error: { kind: 'cancelled' } })
  expect(await send(request)).toMatchObject({ kind: 'accepted' })
  expect(effects()).toEqual(['subscriptions.cancel'])
})

test.each<[what: string, status: number, body: string, outcome: object]>([
  ['an error of the server', 500, '{"error":{"type":"api_error","message":"Oops"}}', { kind: 'lost', error: { kind: 'unavailable' } }],
  ['a page of an error', 502, '<html>Bad gateway</html>', { kind: 'lost' }],
  ['a page of somebody on the way', 200, '<html>Sign in</html>', { kind: 'lost' }],
  ['JSON of somebody on the way', 403, '{"message":"Forbidden"}', { kind: 'lost', error: { kind: 'unreadable' } }],
  ['another object', 200, '{"object":"customer","id":"cus_1"}', { kind: 'lost', error: { kind: 'unreadable' } }],
  ['a number', 200, '7', { kind: 'lost' }],
  [
    'a lock',
    429,
    '{"error":{"type":"invalid_request_error","code":"lock_timeout","message":"Locked"}}',
    { kind: 'turned-away', error: { kind: 'rate-limited', scope: 'object' } },
  ],
  [
    'a key that is being answered',
    409,
    '{"error":{"type":"idempotency_error","code":"idempotency_key_in_use","message":"Busy"}}',
    { kind: 'lost', error: { kind: 'unavailable' } },
  ],
  [
    'a sentence with secrets',
    400,
    '{"error":{"type":"invalid_request_error","message":"See https://checkout.stripe.com/c/pay/cs_1 and sk_test_abcdef and pi_1_secret_x"}}',
    { kind: 'refused', reason: 'Stripe refused it: See … and … and …' },
  ],
])('%s', async (_what, status, body, outcome) => {
  const { baseUrl, seen } = await answerWith(status, body)
  expect(await connectTo(baseUrl).send()).toMatchObject(outcome)
  // Under our own key, and once.
  expect(seen).toEqual([{ method: 'POST', key: ATTEMPT }])
})

test('a line that is cut is not tried again by itself: whoever keeps the key decides that', async () => {
  let requests = 0
  const server = createServer((request) => {
    requests += 1
    request.socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()))
  const { send } = connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect(await send()).toMatchObject({ kind: 'lost', error: { kind: 'unavailable' } })
  expect(requests).toBe(1)
})

test('a request whose key is being answered is lost as long as it is, and never taken for one that was not begun', async () => {
  const { faults, subscribe, freeze, acting, effects, way } = await openActing()
  const request = freeze({ kind: 'subscription.pause', subscription: subscribe() })
  faults.set('stall', { count: 1 })
  const stop = new AbortController()
  const stalled = acting.send(request, ATTEMPT, freely(stop.signal))
  await expect.poll(async () => (await acting.send(request, ATTEMPT, way)).kind).toBe('lost')
  stop.abort()
  expect(await stalled).toMatchObject({ kind: 'lost' })
  await expect.poll(async () => (await acting.send(request, ATTEMPT, way)).kind).toBe('accepted')
  expect(effects()).toEqual(['subscriptions.pause'])
})

test('every request is let through by itself, under what Stripe counts it by', async () => {
  const { acting, freeze, subscribe, make, stripe } = await openActing()
  make('coupons.create', { id: 'THIRD', percent_off: 33, duration: 'forever' })
  const admitted: string[] = []
  const way = { signal: new AbortController().signal, admit: async (endpoint: string) => void admitted.push(endpoint) }
  const coupon = freeze({ kind: 'coupon.apply', subscription: subscribe(), coupon: 'THIRD' })
  await acting.send(coupon, ATTEMPT, way)
  await acting.lookUp?.(coupon, stripe.now(), way)
  await acting.probe(way)
  expect(admitted).toEqual([
    ...Array.from({ length: 3 }, () => '/v1/subscriptions/:id'),
    ...['/v1/subscriptions/:id', '/v1/invoices/:id/void', '/v1/refunds', '/v1/checkout/sessions/:id/expire', '/v1/billing_portal/sessions'],
  ])
})

test('a lost refund under a key that is forgotten would be made twice: so its key is trusted for less', async () => {
  const { make, stripe, customer, send, freeze, acting, effects, pass } = await openActing()
  const payment = make('paymentIntents.create', { amount: 900, currency: 'usd', customer })
  stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, payment)
  const request = freeze({ kind: 'payment.refund', payment, amount: { amount: 100, currency: 'USD' }, cause: 'requested' })
  await send(request)
  pass(acting.sameKeyForMs / 1000)
  await send(request)
  expect(effects()).toEqual(['refunds.create'])
  pass(HOUR)
  await send(request)
  expect(effects()).toEqual(['refunds.create', 'refunds.create'])
})
