import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../../../src-main/domain/mirrored.ts'
import { type Answer, type ObjectStream, type Provider, toKind } from '../../../../src-main/providers/provider.ts'
import { connectStripe } from '../../../../src-main/providers/stripe/connectStripe.ts'
import { mapBilled } from '../../../../src-main/providers/stripe/mapBilled.ts'
import { readStripeObject } from '../../../../src-main/providers/stripe/readStripeObject.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import type { WireObject } from '../../../fixtures/expandStripe.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { type StripeStandIn, send, startStripe } from '../../../fixtures/startStripe.ts'
import {
  makeCheckoutSession,
  makeCoupon,
  makeDiscount,
  makeDispute,
  makeInvoice,
  makeInvoicePayment,
  makePaymentIntent,
  makePrice,
  makeProduct,
  makeRefund,
  makeSubscription,
} from '../../../fixtures/stripeObjects.ts'

const KEY = 'sk_test_51TierdeskTestKey00001'
const GOING_ON = freely()
const NOW = 1_795_000_000

let stripe: StripeStandIn
let provider: Provider

beforeEach(async () => {
  stripe = await startStripe(0, { nowSeconds: () => NOW })
  provider = connectStripe(KEY, 'test', stripe.baseUrl)
})
afterEach(() => stripe.stop())

async function listAll(stream: ObjectStream) {
  return get(await provider.listPage(stream, fromStart(), GOING_ON))
}

/** The one object of a stream, as it was listed. */
async function listOne<Kind extends StripeKind>(kind: Kind): Promise<Extract<MirroredBilled, { kind: Kind }>> {
  const { objects, unreadable } = await listAll(streamOf(kind))
  expect(unreadable).toEqual([])
  expect(objects).toHaveLength(1)
  return objects[0] as Extract<MirroredBilled, { kind: Kind }>
}

function streamOf(kind: StripeKind): ObjectStream {
  const stream = provider.streams.find((each) => toKind(each) === kind)
  if (!stream) throw new Error(`no stream of each ${kind}`)
  return stream
}

function get<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.detail)
  return answer.value
}

const MONTHLY = makePrice({ id: 'price_1' })
const ITEMS = Array.from({ length: 25 }, (_, index) => ({ id: `si_${index}`, price: MONTHLY }))
const LINES = Array.from({ length: 130 }, (_, index) => ({ id: `il_${index}`, amount: 10 }))
const HALF = makeCoupon({ id: 'half', percentOff: 50 })

/** The kinds that Stripe has. */
type StripeKind = Exclude<BilledKind, 'account' | 'push'>

const ONE_OF_EACH: Readonly<Record<StripeKind, WireObject>> = {
  product: makeProduct({ id: 'prod_1' }),
  price: makePrice({ id: 'price_1', amount: null }),
  subscription: makeSubscription({
    id: 'sub_1',
    items: [{ price: MONTHLY, discounts: [makeDiscount({ id: 'di_2', coupon: HALF })] }],
    discounts: [makeDiscount({ id: 'di_1', coupon: HALF })],
  }),
  invoice: makeInvoice({ id: 'in_1', lines: [{ amount: 4500 }], payments: ['pi_1'] }),
  payment: makePaymentIntent({ id: 'pi_1' }),
  checkout: makeCheckoutSession({ id: 'cs_1', payment: 'pi_1', lines: [{ price: MONTHLY, amount: 4500 }] }),
  refund: makeRefund({ id: 're_1' }),
  dispute: makeDispute({ id: 'dp_1' }),
}
const KINDS = Object.keys(ONE_OF_EACH) as StripeKind[]

test('what others refer to is listed first', () => {
  expect(provider.streams).toEqual([
    'products',
    'prices',
    'customers',
    'subscriptions',
    'invoices',
    'payments',
    'checkouts',
    'refunds',
    'disputes',
  ])
})

describe.each(KINDS)('%s', (kind) => {
  beforeEach(() => {
    stripe.put(HALF, { silently: true })
    stripe.put(ONE_OF_EACH[kind], { silently: true })
  })

  test('is listed, fetched, and read again from what is kept, and is the same each time', async () => {
    const listed = await listOne(kind)
    expect(listed).toMatchObject({ kind, ref: ONE_OF_EACH[kind].id })
    const fetched = get(await provider.fetchObject(kind, listed.ref, GOING_ON))
    expect(fetched).toEqual({ object: listed, answeredAt: NOW * 1000 })
    expect(readStripeObject(kind, listed.json)).toEqual(listed)
  })

  test('that is the only one costs one request a page, but for coupons of items', async () => {
    await listAll(streamOf(kind))
    expect(stripe.requests).toHaveLength(kind === 'subscription' ? 2 : 1)
  })

  test('of live data is refused in a workspace for test data, and nothing more is asked', async () => {
    stripe.ignoresExpand = true
    stripe.put({ ...ONE_OF_EACH[kind], livemode: true }, { silently: true })
    for (const answer of [
      await provider.listPage(streamOf(kind), fromStart(), GOING_ON),
      await provider.fetchObject(kind, ONE_OF_EACH[kind].id, GOING_ON),
    ])
      expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-mode' } })
    expect(stripe.requests).toHaveLength(2)
  })

  test('that is deleted is an answer, and one that never was is not', async () => {
    stripe.fault = (_request, response) => {
      send(response, { id: 'x_1', object: 'whatever', deleted: true })
      return true
    }
    expect(await provider.fetchObject(kind, 'x_1', GOING_ON)).toEqual({
      ok: true,
      value: { object: { kind: 'deleted', of: kind, ref: 'x_1', deletedAt: NOW * 1000 }, answeredAt: NOW * 1000 },
    })
    stripe.fault = null
    expect(await provider.fetchObject(kind, 'x_1', GOING_ON)).toMatchObject({ ok: false, error: { kind: 'missing' } })
  })

  test('that is bad is told with its id and stops no other', async () => {
    const { id } = ONE_OF_EACH[kind]
    stripe.put({ ...ONE_OF_EACH[kind], id: `${id}_bad`, created: 'yesterday' }, { silently: true })
    stripe.put({ ...ONE_OF_EACH[kind], id: `${id}_good` }, { silently: true })
    const { objects, unreadable } = await listAll(streamOf(kind))
    expect(objects.map((object) => object.ref).sort()).toEqual([id, `${id}_good`])
    expect(unreadable).toEqual([{ kind, ref: `${id}_bad`, reason: expect.stringContaining('created is no instant') }])
  })

  test('in a list of something else is no bad object but a bad list', async () => {
    stripe.fault = (_request, response, path) => {
      send(response, { object: 'list', data: [ONE_OF_EACH[kind], { id: 'x_1', object: 'balance' }], has_more: false, url: path })
      return true
    }
    expect(await provider.listPage(streamOf(kind), fromStart(), GOING_ON)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
    expect(stripe.requests).toHaveLength(1)
  })

  test('is listed by pages, newest first', async () => {
    for (let serial = 2; serial <= 150; serial++) {
      stripe.put({ ...ONE_OF_EACH[kind], id: `${ONE_OF_EACH[kind].id}_${serial}`, created: 1_780_000_000 + serial }, { silently: true })
    }
    const first = await listAll(streamOf(kind))
    expect(first.objects).toHaveLength(100)
    expect(first.oldestAt).toBe((1_780_000_000 + 51) * 1000)
    const second = get(await provider.listPage(streamOf(kind), fromStart(first.next), GOING_ON))
    expect(second).toMatchObject({ next: null, unreadable: [] })
    expect(new Set([...first.objects, ...second.objects].map((object) => object.ref)).size).toBe(150)
  })

  test('nested too deep is unreadable', async () => {
    stripe.fault = (_request, response) => {
      const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
      response.end(
        JSON.stringify({ object: 'list', data: [{ ...ONE_OF_EACH[kind], metadata: 'DEEP' }], has_more: false }).replace('"DEEP"', deep),
      )
      return true
    }
    const { objects, unreadable } = await listAll(streamOf(kind))
    expect(objects).toEqual([])
    expect(unreadable).toMatchObject([{ kind, ref: ONE_OF_EACH[kind].id }])
  })
})

test('a customer who is deleted is an answer', async () => {
  const { id } = stripe.add()
  stripe.remove(id)
  expect(get(await provider.fetchObject('customer', id, GOING_ON)).object).toEqual({
    kind: 'deleted',
    of: 'customer',
    ref: id,
    deletedAt: NOW * 1000,
  })
})

test('an ended subscription is listed with the others', async () => {
  stripe.put(makeSubscription({ id: 'sub_1', items: [{ price: MONTHLY }], status: 'canceled', endedAt: 1_780_500_000 }))
  expect((await listOne('subscription')).content).toMatchObject({ status: 'canceled', endedAt: 1_780_500_000_000 })
})

describe('lists that come as a first page are read whole', () => {
  test('the items of a subscription, with the discounts of each', async () => {
    stripe.put(makeSubscription({ id: 'sub_1', items: ITEMS }))
    const { content, json } = await listOne('subscription')
    expect(content.items.map(({ ref }) => ref)).toEqual(ITEMS.map(({ id }) => id))
    expect(JSON.parse(json)).toMatchObject({ items: { has_more: false } })
    expect(stripe.requests[1]).toContain('/v1/subscription_items?limit=100&subscription=sub_1')
  })

  test('the lines of an invoice, over pages', async () => {
    stripe.put(makeInvoice({ id: 'in_1', lines: LINES }))
    expect((await listOne('invoice')).content.lines.map(({ ref }) => ref)).toEqual(LINES.map(({ id }) => id))
    expect(stripe.requests.filter((request) => request.includes('/v1/invoices/in_1/lines'))).toEqual([
      'GET /v1/invoices/in_1/lines?limit=100',
      'GET /v1/invoices/in_1/lines?limit=100&starting_after=il_99',
    ])
  })

  test('the payments of an invoice', async () => {
    const payments = Array.from({ length: 12 }, (_, index) => `pi_${index}`)
    stripe.put(makeInvoice({ id: 'in_1', lines: [{ amount: 10 }], payments }))
    expect((await listOne('invoice')).content.payments.map(({ payment }) => payment)).toEqual(payments)
  })

  test('the lines of a checkout', async () => {
    const lines = Array.from({ length: 12 }, () => ({ price: MONTHLY, amount: 10 }))
    stripe.put(makeCheckoutSession({ id: 'cs_1', mode: 'subscription', subscription: 'sub_1', lines }))
    expect((await listOne('checkout')).content.lines).toHaveLength(12)
  })

  test.each([
    ['subscription', makeSubscription({ id: 'x_1', items: ITEMS }), '/v1/subscription_items'],
    ['invoice', makeInvoice({ id: 'x_1', lines: LINES }), '/v1/invoices/x_1/lines'],
  ] as const)('or the %s is unreadable, where the rest is refused: half of it would be another', async (kind, object, path) => {
    stripe.put(object)
    for (const refused of [stripe.forbidden, stripe.absent]) {
      refused.add(path)
      expect((await listAll(streamOf(kind))).unreadable).toMatchObject([
        { kind, ref: 'x_1', reason: expect.stringContaining('the rest was refused') },
      ])
      refused.clear()
    }
    expect(await listOne(kind)).toMatchObject({ ref: 'x_1' })
  })

  test.each([
    ['has no end', (page: number) => ({ data: [{ id: `il_${page}` }], has_more: true }), /no end/],
    ['goes round', () => ({ data: [{ id: 'il_1' }], has_more: true }), /there is more, and not after what/],
    ['is none', () => ({ data: 'il_1', has_more: false }), /no list/],
  ])('unless the list %s', async (_, toPage, reason) => {
    stripe.put(makeInvoice({ id: 'in_1', lines: LINES }))
    stripe.put(makeInvoice({ id: 'in_2', lines: [{ amount: 10 }] }))
    let page = 0
    stripe.fault = (_request, response, path) => {
      if (path !== '/v1/invoices/in_1/lines') return false
      send(response, { object: 'list', ...toPage(page++) })
      return true
    }
    const { objects, unreadable } = await listAll('invoices')
    expect(objects.map((object) => object.ref)).toEqual(['in_2'])
    expect(unreadable).toMatchObject([{ ref: 'in_1', reason: expect.stringMatching(reason) }])
  })

  test('and a line that breaks in the middle of it fails the page', async () => {
    stripe.put(makeInvoice({ id: 'in_1', lines: LINES }))
    stripe.fault = (_request, response, path) => {
      if (path !== '/v1/invoices/in_1/lines') return false
      send(response, { error: { type: 'api_error', message: 'slow down' } }, 429)
      return true
    }
    expect(await provider.listPage('invoices', fromStart(), GOING_ON)).toMatchObject({ ok: false, error: { kind: 'rate-limited' } })
  })
})

describe('a server that gives no more than ids', () => {
  beforeEach(() => {
    stripe.ignoresExpand = true
  })

  test('is asked for the payments of an invoice that was paid or tried, and of no other', async () => {
    stripe.put(makeInvoice({ id: 'in_paid', lines: [{ amount: 10 }], payments: ['pi_1'] }))
    stripe.put(makeInvoice({ id: 'in_tried', status: 'open', attempts: 1, lines: [{ amount: 10 }], payments: ['pi_2'] }))
    stripe.put(makeInvoice({ id: 'in_draft', status: 'draft', lines: [{ amount: 10 }] }))
    const { objects } = await listAll('invoices')
    const payments = objects.map((object) => [
      object.ref,
      object.kind === 'invoice' ? object.content.payments.map(({ payment }) => payment) : null,
    ])
    expect(Object.fromEntries(payments)).toEqual({ in_paid: ['pi_1'], in_tried: ['pi_2'], in_draft: [] })
    expect(stripe.requests.filter((request) => request.includes('/v1/invoice_payments')).sort()).toEqual([
      'GET /v1/invoice_payments?limit=100&invoice=in_paid',
      'GET /v1/invoice_payments?limit=100&invoice=in_tried',
    ])
  })

  test('and lists the payments by themselves is understood', async () => {
    stripe.put(makeInvoice({ id: 'in_1', lines: [{ amount: 10 }] }))
    stripe.put(makeInvoicePayment({ id: 'inpay_1', invoice: 'in_1', payment: 'pi_9', amount: 10, paidAt: 1_780_000_000 }))
    expect((await listOne('invoice')).content.payments).toEqual([{ payment: 'pi_9', isPaid: true, paidAt: 1_780_000_000_000 }])
  })

  test('is asked for what was bought in a checkout that is paid once', async () => {
    stripe.put(makeCheckoutSession({ id: 'cs_1', lines: [{ price: MONTHLY, amount: 4500 }] }))
    expect((await listOne('checkout')).content.lines).toEqual([{ price: 'price_1', amount: 4500, quantity: 1 }])
  })

  test('is not asked for the lines of a subscription’s checkout', async () => {
    stripe.put(makeCheckoutSession({ id: 'cs_1', mode: 'subscription', subscription: 'sub_1', lines: [{ price: MONTHLY, amount: 4500 }] }))
    expect((await listOne('checkout')).content.lines).toEqual([])
    expect(stripe.requests).toHaveLength(1)
  })

  test('has no time of a charge, and a payment is as old as itself', async () => {
    stripe.put(makePaymentIntent({ id: 'pi_1', created: 1_780_000_000, chargedAt: 1_780_000_900 }))
    expect((await listOne('payment')).content.succeededAt).toBe(1_780_000_000_000)
  })

  test('gives discounts that nobody can look up: they take off nothing', async () => {
    stripe.put(makeSubscription({ id: 'sub_1', items: [{ price: MONTHLY }], discounts: [makeDiscount({ id: 'di_1', coupon: HALF })] }))
    expect((await listOne('subscription')).content.discounts).toEqual([])
  })

  test.each([
    ['invoice', '/v1/invoice_payments'],
    ['checkout', '/v1/checkout/sessions/cs_1/line_items'],
  ] as const)('and refuses what is asked of the %s leaves it without', async (kind, path) => {
    stripe.put(ONE_OF_EACH[kind])
    for (const refused of [stripe.forbidden, stripe.absent]) {
      refused.add(path)
      const { content } = await listOne(kind)
      expect('payments' in content ? content.payments : content.lines).toEqual([])
      refused.clear()
    }
  })
})

describe('coupons', () => {
  const discounted = (serial: number, coupon: WireObject) =>
    makeSubscription({ id: `sub_${serial}`, items: [{ price: MONTHLY, discounts: [makeDiscount({ id: `di_${serial}`, coupon })] }] })

  test('that come as ids are asked for once, however many name them', async () => {
    stripe.put(HALF)
    for (let serial = 1; serial <= 5; serial++) stripe.put(discounted(serial, HALF))
    for (let round = 0; round < 2; round++) {
      const { objects } = await listAll('subscriptions')
      for (const object of objects) expect(object).toMatchObject({ content: { items: [{ discounts: [{ perMillion: 500_000 }] }] } })
    }
    expect(stripe.requests.filter((request) => request.includes('/v1/coupons/'))).toEqual(['GET /v1/coupons/half'])
  })

  test('that are gone are asked for once, and take off nothing', async () => {
    for (let serial = 1; serial <= 5; serial++) stripe.put(discounted(serial, HALF))
    const { objects, unreadable } = await listAll('subscriptions')
    expect(unreadable).toEqual([])
    for (const object of objects) expect(object).toMatchObject({ content: { items: [{ discounts: [] }] } })
    expect(stripe.requests.filter((request) => request.includes('/v1/coupons/'))).toHaveLength(1)
  })

  test('of a subscription come with it', async () => {
    stripe.put(makeSubscription({ id: 'sub_1', items: [{ price: MONTHLY }], discounts: [makeDiscount({ id: 'di_1', coupon: HALF })] }))
    expect((await listOne('subscription')).content.discounts).toMatchObject([{ perMillion: 500_000 }])
    expect(stripe.requests).toHaveLength(1)
  })
})

describe('decimals', () => {
  test('stay the text that Stripe sent, zeros included', async () => {
    stripe.put({ ...MONTHLY, unit_amount: null, unit_amount_decimal: '0.1250' })
    const { json, content } = await listOne('price')
    expect(JSON.parse(json)).toMatchObject({ unit_amount_decimal: '0.1250' })
    expect(content.amount).toBeNull()
  })

  test('that are none spoil neither their price nor the others', async () => {
    stripe.put({ ...MONTHLY, id: 'price_odd', unit_amount_decimal: 'a lot' })
    stripe.put(MONTHLY)
    expect((await listAll('prices')).objects).toHaveLength(2)
  })

  test('of the SDK’s own making are kept as text', () => {
    const { json } = mapBilled('price', { ...MONTHLY, unit_amount_decimal: Stripe.Decimal.from('0.125') })
    expect(JSON.parse(json)).toMatchObject({ unit_amount_decimal: '0.125' })
  })
})

test('what is kept holds no secret', async () => {
  const secret = 'SECRET-that-must-not-lie-on-a-disk'
  const hosted = { hosted_invoice_url: secret, invoice_pdf: secret, confirmation_secret: { client_secret: secret } }
  stripe.put(makeInvoice({ id: 'in_1', lines: [{ amount: 10 }], wire: hosted }))
  const nextAction = { type: 'redirect_to_url', redirect_to_url: { url: secret, return_url: null } }
  const intent = makePaymentIntent({ id: 'pi_1' })
  stripe.put({ ...intent, client_secret: secret, next_action: nextAction, latest_charge: { ...intent.latest_charge, receipt_url: secret } })
  const recovery = { recovery: { enabled: true, url: secret } }
  stripe.put(makeCheckoutSession({ id: 'cs_1', status: 'open', wire: { url: secret, client_secret: secret, after_expiration: recovery } }))
  stripe.put(makeRefund({ id: 're_1', wire: { next_action: nextAction } }))
  for (const kind of ['invoice', 'payment', 'checkout', 'refund'] as const) expect((await listOne(kind)).json).not.toContain(secret)
})

describe('events', () => {
  test('are asked for without types, since a time, and name what to fetch', async () => {
    for (const object of Object.values(ONE_OF_EACH)) stripe.put(object)
    stripe.tell('invoice.upcoming', { object: 'invoice', customer: 'cus_1' })
    const { events, next } = get(await provider.listEvents(toInstant(NOW * 1000), null, GOING_ON))
    expect(stripe.requests).toEqual([`GET /v1/events?limit=100&created[gte]=${NOW}`])
    expect(next).toBeNull()
    expect(events[0]).toMatchObject({ type: 'invoice.upcoming', object: null })
    expect(events.slice(1).map(({ object }) => object)).toEqual(KINDS.toReversed().map((kind) => ({ kind, ref: ONE_OF_EACH[kind].id })))
    expect(get(await provider.listEvents(toInstant((NOW + 1) * 1000), null, GOING_ON)).events).toEqual([])
  })

  test('are told by pages', async () => {
    for (let serial = 0; serial < 130; serial++) stripe.add()
    const first = get(await provider.listEvents(toInstant(0), null, GOING_ON))
    expect(first.events).toHaveLength(100)
    expect(get(await provider.listEvents(toInstant(0), first.next, GOING_ON))).toMatchObject({ events: { length: 30 }, next: null })
  })
})

describe('an answer that is no object', () => {
  const asked: [what: string, ask: () => Promise<Answer<unknown>>][] = [
    ['an account', () => provider.identify(GOING_ON)],
    ['a page', () => provider.listPage('invoices', fromStart(), GOING_ON)],
    ['an object', () => provider.fetchObject('invoice', 'in_1', GOING_ON)],
    ['a customer', () => provider.fetchObject('customer', 'cus_1', GOING_ON)],
    ['events', () => provider.listEvents(toInstant(0), null, GOING_ON)],
  ]
  test.each(asked)('is a value, and no end of the program: asked for %s', async (_, ask) => {
    for (const body of ['null', '7', '"text"', 'true', '[]', '{}', '<html>', '']) {
      stripe.fault = (_request, response) => {
        response.end(body)
        return true
      }
      const answer = await ask()
      expect(answer.ok, body).toBe(false)
      expect(['unreadable', 'unavailable'], body).toContain(answer.ok ? '' : answer.error.kind)
    }
  })
})

test('what may not be read is told as that, kind by kind', async () => {
  stripe.validKeys = new Set()
  for (const stream of provider.streams)
    expect(await provider.listPage(stream, fromStart(), GOING_ON)).toMatchObject({ error: { kind: 'unauthorized' } })
  stripe.validKeys = null
  stripe.forbidden.add('/v1/disputes')
  expect(await provider.listPage('disputes', fromStart(), GOING_ON)).toMatchObject({ error: { kind: 'forbidden' } })
})
