import { describe, expect, test } from 'vitest'
import type { BilledContents, BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import { readStripeObject } from '../../../../src-main/providers/stripe/readStripeObject.ts'
import { UnreadableAnswer } from '../../../../src-main/providers/stripe/toProviderError.ts'
import { fromSeconds } from '../../../../src-shared/model/instant.ts'
import {
  makeCheckoutSession,
  makeCoupon,
  makeDiscount,
  makeDispute,
  makeInvoice,
  makePaymentIntent,
  makePrice,
  makeProduct,
  makeRefund,
  makeSubscription,
} from '../../../fixtures/stripeObjects.ts'
import { caught } from '../../store/caught.ts'

const AT = 1_790_000_000
const DAY = 86_400

function read<Kind extends BilledKind>(kind: Kind, object: object) {
  return readStripeObject(kind, JSON.stringify(object)) as ReturnType<typeof readStripeObject> & {
    kind: Kind
    content: BilledContents[Kind]
  }
}

function refusal(kind: BilledKind, object: object): string {
  const error = caught(() => read(kind, object))
  expect(error).toBeInstanceOf(UnreadableAnswer)
  return String(error)
}

describe('a product', () => {
  test('has a name and may be put away', () => {
    expect(read('product', makeProduct({ id: 'prod_1', name: 'Trading desk', created: AT }))).toMatchObject({
      kind: 'product',
      ref: 'prod_1',
      customer: null,
      partOf: null,
      createdAt: fromSeconds(AT),
      content: { name: 'Trading desk', isActive: true },
    })
    expect(read('product', makeProduct({ id: 'prod_1', active: false })).content.isActive).toBe(false)
  })
})

describe('a price', () => {
  const price = (given: object) => read('price', { ...makePrice({ id: 'price_1' }), ...given }).content

  test('of every quarter', () => {
    const object = makePrice({
      id: 'price_1',
      product: 'prod_1',
      amount: 4500,
      currency: 'kes',
      intervalCount: 3,
      lookupKey: 'desk_quarter',
    })
    expect(read('price', object)).toMatchObject({ ref: 'price_1', customer: null, partOf: 'prod_1' })
    expect(read('price', object).content).toEqual({
      currency: 'KES',
      amount: 4500,
      interval: { unit: 'month', count: 3 },
      isMetered: false,
      lookupKey: 'desk_quarter',
      product: 'prod_1',
      isActive: true,
    })
  })

  test('paid once has no interval', () => {
    expect(read('price', makePrice({ id: 'price_1', interval: null })).content.interval).toBeNull()
    expect(price({ type: 'one_time' }).interval).toBeNull()
  })

  test('that is metered says so', () => {
    expect(read('price', makePrice({ id: 'price_1', isMetered: true })).content.isMetered).toBe(true)
  })

  test('of less than a minor unit, or of so many together, has no amount for one', () => {
    expect(read('price', makePrice({ id: 'price_1', amount: null })).content.amount).toBeNull()
    expect(price({ transform_quantity: { divide_by: 12, round: 'up' } }).amount).toBeNull()
  })

  test('of nothing is of nothing, and not unknown', () => {
    expect(price({ unit_amount: 0 }).amount).toBe(0)
  })

  test('names its product, which may be sent whole', () => {
    expect(price({ product: makeProduct({ id: 'prod_9' }) }).product).toBe('prod_9')
  })

  test.each<[what: string, given: object, reason: RegExp]>([
    ['half an amount', { unit_amount: 0.5 }, /unit_amount is no whole number/],
    ['an interval of a fortnight', { recurring: { interval: 'fortnight', interval_count: 1 } }, /interval is not known/],
    ['an interval of no months', { recurring: { interval: 'month', interval_count: 0 } }, /interval_count/],
    ['no word on when it recurs', { recurring: null }, /recurs, and not when/],
    ['no currency', { currency: null }, /no currency/],
    ['a currency of two letters', { currency: 'us' }, /no currency/],
  ])('with %s is unreadable', (_, given, reason) => {
    expect(refusal('price', { ...makePrice({ id: 'price_1' }), ...given })).toMatch(reason)
  })
})

describe('a subscription', () => {
  const MONTHLY = makePrice({ id: 'price_1', lookupKey: 'desk_month' })
  const make = (wire: Record<string, unknown> = {}, item: object = {}) =>
    makeSubscription({ id: 'sub_1', customer: 'cus_1', created: AT, items: [{ price: MONTHLY, quantity: 3, ...item }], wire })
  const content = (wire: Record<string, unknown> = {}, item: object = {}) => read('subscription', make(wire, item)).content

  test('is read with its items and their periods', () => {
    expect(read('subscription', make())).toMatchObject({ ref: 'sub_1', customer: 'cus_1', partOf: null, createdAt: fromSeconds(AT) })
    expect(content()).toEqual({
      status: 'active',
      currency: 'USD',
      startedAt: fromSeconds(AT),
      endedAt: null,
      canceledAt: null,
      cancelAt: null,
      cancelsAtPeriodEnd: false,
      trialStart: null,
      trialEnd: null,
      pausedAt: null,
      isCollectionPaused: false,
      anchor: fromSeconds(AT),
      isInvoiceSent: false,
      discounts: [],
      items: [
        {
          ref: 'si_sub_1_0',
          price: 'price_1',
          terms: {
            currency: 'USD',
            amount: 1500,
            interval: { unit: 'month', count: 1 },
            isMetered: false,
            lookupKey: 'desk_month',
            product: 'prod_T1',
            isActive: true,
          },
          quantity: 3,
          periodStart: fromSeconds(AT),
          periodEnd: fromSeconds(AT + 30 * DAY),
          discounts: [],
        },
      ],
    })
  })

  test('of a customer who is sent whole names the customer', () => {
    expect(read('subscription', make({ customer: { id: 'cus_9', object: 'customer', deleted: true } })).customer).toBe('cus_9')
  })

  test.each([
    ['past_due', 'past-due'],
    ['incomplete_expired', 'incomplete-expired'],
    ['trialing', 'trialing'],
    ['unpaid', 'unpaid'],
    ['canceled', 'canceled'],
    ['a word of next year', 'unknown'],
    ['constructor', 'unknown'],
  ])('that is %s is %s', (status, word) => {
    expect(content({ status }).status).toBe(word)
  })

  test('is read with every turn that it has taken', () => {
    const turns = { cancel_at: 1, canceled_at: 2, ended_at: 3, trial_start: 4, trial_end: 5, start_date: 6, billing_cycle_anchor: 7 }
    expect(content({ ...turns, cancel_at_period_end: true })).toMatchObject({
      cancelAt: 1000,
      canceledAt: 2000,
      endedAt: 3000,
      trialStart: 4000,
      trialEnd: 5000,
      startedAt: 6000,
      anchor: 7000,
      cancelsAtPeriodEnd: true,
    })
  })

  test('without a start began when it was made, and an anchor of another shape is none', () => {
    expect(content({ start_date: null, billing_cycle_anchor: { type: 'now' } })).toMatchObject({ startedAt: fromSeconds(AT), anchor: null })
  })

  test('that is paused tells when, in both places where Stripe may say it', () => {
    expect(content({ status_details: { paused: { type: 'subscription', transitioned_at: AT } } }).pausedAt).toBe(fromSeconds(AT))
    expect(content({ status_details: { paused: { subscription: { transitioned_at: AT } } } }).pausedAt).toBe(fromSeconds(AT))
    expect(content({ status_details: { paused: null } }).pausedAt).toBeNull()
  })

  test('whose collection is paused, and whose invoices are sent, says so', () => {
    expect(content({ pause_collection: { behavior: 'void', resumes_at: null } }).isCollectionPaused).toBe(true)
    expect(content({ collection_method: 'send_invoice' }).isInvoiceSent).toBe(true)
  })

  test('of before 2025 has one period for all of its items', () => {
    const object = make({ current_period_start: 10, current_period_end: 20 })
    for (const item of object.items.data) Object.assign(item, { current_period_start: undefined, current_period_end: undefined })
    expect(read('subscription', object).content.items[0]).toMatchObject({ periodStart: 10_000, periodEnd: 20_000 })
  })

  test('of before 2020 has plans', () => {
    const plan = { id: 'plan_1', object: 'plan', amount: 900, currency: 'usd', interval: 'year', interval_count: 1, usage_type: 'licensed' }
    const object = make()
    for (const item of object.items.data) Object.assign(item, { price: undefined, plan })
    expect(read('subscription', object).content.items[0]).toMatchObject({
      price: 'plan_1',
      terms: { amount: 900, interval: { unit: 'year', count: 1 } },
    })
  })

  test('whose items do not name a currency has its own, and the other way round', () => {
    expect(content({}, { price: { ...MONTHLY, currency: undefined } }).items[0]?.terms.currency).toBe('USD')
    expect(content({ currency: undefined }).currency).toBe('USD')
  })

  test('counts nothing of what is metered', () => {
    const metered = makePrice({ id: 'price_2', isMetered: true })
    expect(content({}, { price: metered, quantity: null }).items[0]?.quantity).toBeNull()
    expect(content({}, { price: metered, quantity: 1 }).items[0]?.quantity).toBeNull()
  })

  test('is discounted as a whole and by item', () => {
    const third = makeDiscount({ id: 'di_1', coupon: makeCoupon({ id: 'third', percentOff: 33.3333 }), start: 5, end: 9 })
    const once = makeDiscount({
      id: 'di_2',
      coupon: makeCoupon({ id: 'once', amountOff: 500, currency: 'usd', duration: 'once' }),
      start: 5,
    })
    const read = content({ discounts: [third] }, { discounts: [once] })
    expect(read.discounts).toEqual([{ perMillion: 333_333, amount: null, currency: null, isOnce: false, startsAt: 5000, endsAt: 9000 }])
    expect(read.items[0]?.discounts).toEqual([
      { perMillion: null, amount: 500, currency: 'USD', isOnce: true, startsAt: 5000, endsAt: null },
    ])
  })

  test('of before 2025 has its coupon in the discount, and one discount', () => {
    const discount = { id: 'di_1', object: 'discount', coupon: makeCoupon({ id: 'half', percentOff: 50 }), start: 5, end: null }
    expect(content({ discounts: [discount] }).discounts).toMatchObject([{ perMillion: 500_000 }])
    expect(content({ discounts: undefined, discount }).discounts).toMatchObject([{ perMillion: 500_000 }])
  })

  test('a discount that is only named takes off nothing that is known', () => {
    expect(content({ discounts: ['di_1', makeDiscount({ id: 'di_2', coupon: 'gone' })] }).discounts).toEqual([])
  })

  test.each<[what: string, wire: Record<string, unknown>, item: object, reason: RegExp]>([
    ['no status', { status: null }, {}, /no status/],
    ['no items', { items: undefined }, {}, /no items/],
    ['items that are text', { items: { data: 'si_1' } }, {}, /items are no list/],
    ['an item that is text', { items: { data: ['si_1'] } }, {}, /items is no object/],
    ['an item without a price', { items: { data: [{ id: 'si_1' }] } }, {}, /names no price/],
    ['an item whose price is only named', { items: { data: [{ id: 'si_1', price: 'price_1' }] } }, {}, /names no price/],
    ['an item without a period', {}, { start: null }, /no current_period_start|no instant/],
    ['a coupon of more than all', { discounts: [{ source: { coupon: { percent_off: 1e308 } } }] }, {}, /percentage/],
    ['an end that is text', { ended_at: 'tomorrow' }, {}, /ended_at is no instant/],
  ])('with %s is unreadable', (_, wire, item, reason) => {
    const object = make(wire)
    if ('start' in item) for (const each of object.items.data) Object.assign(each, { current_period_start: undefined })
    expect(refusal('subscription', object)).toMatch(reason)
  })
})

describe('an invoice', () => {
  const make = (wire: Record<string, unknown> = {}, given: object = {}) =>
    makeInvoice({
      id: 'in_1',
      customer: 'cus_1',
      subscription: 'sub_1',
      created: AT,
      payments: ['pi_1'],
      lines: [{ amount: 4500, price: 'price_1', quantity: 3 }],
      wire,
      ...given,
    })
  const content = (wire: Record<string, unknown> = {}, given: object = {}) => read('invoice', make(wire, given)).content

  test('is read with its lines and payments', () => {
    expect(read('invoice', make())).toMatchObject({ ref: 'in_1', customer: 'cus_1', partOf: 'sub_1', createdAt: fromSeconds(AT) })
    expect(content()).toEqual({
      status: 'paid',
      reason: 'renewal',
      number: 'IN_1-0001',
      subscription: 'sub_1',
      currency: 'USD',
      total: 4500,
      amountDue: 4500,
      amountPaid: 4500,
      finalizedAt: fromSeconds(AT + 3600),
      paidAt: fromSeconds(AT + 3605),
      voidedAt: null,
      uncollectibleAt: null,
      dueAt: null,
      attempts: 1,
      isFailing: false,
      nextAttemptAt: null,
      lines: [
        {
          ref: 'il_in_1_0',
          price: 'price_1',
          subscription: 'sub_1',
          item: 'si_sub_1_0',
          amount: 4500,
          quantity: 3,
          start: fromSeconds(AT),
          end: fromSeconds(AT + 30 * DAY),
          isProration: false,
          description: null,
        },
      ],
      payments: [{ payment: 'pi_1', isPaid: true, paidAt: fromSeconds(AT + 3605) }],
    })
  })

  test.each([
    ['subscription_create', 'start'],
    ['subscription_cycle', 'renewal'],
    ['subscription', 'renewal'],
    ['subscription_update', 'change'],
    ['subscription_threshold', 'change'],
    ['manual', 'other'],
    [null, 'other'],
    ['a word of next year', 'other'],
  ])('made for %s is a %s', (billing_reason, reason) => {
    expect(content({ billing_reason }).reason).toBe(reason)
  })

  test('of no status is a draft, and one of an unknown status is nothing', () => {
    expect(content({ status: null }).status).toBe('draft')
    expect(refusal('invoice', make({ status: 'a word of next year' }))).toMatch(/status is not known/)
  })

  test('that is paid and does not say when was paid when it was finalised, or made', () => {
    const finalized = { finalized_at: AT + 5, paid_at: null }
    expect(content({ status_transitions: finalized }).paidAt).toBe(fromSeconds(AT + 5))
    expect(content({ status_transitions: null }).paidAt).toBe(fromSeconds(AT))
    expect(content({ status: 'open', status_transitions: finalized }).paidAt).toBeNull()
  })

  test.each<[what: string, wire: object, isFailing: boolean]>([
    ['refused once', {}, true],
    ['not tried yet', { attempted: false, attempt_count: 0 }, false],
    ['tried by nobody', { attempt_count: 0 }, false],
    ['of nothing more', { amount_remaining: 0 }, false],
    ['given up', { status: 'uncollectible' }, false],
    ['paid', { status: 'paid' }, false],
  ])('that is open, tried, and %s: failing %s', (_, wire, isFailing) => {
    const failing = { status: 'open', attempted: true, attempt_count: 1, amount_paid: 0, amount_remaining: 4500, next_payment_attempt: AT }
    expect(content({ ...failing, ...wire })).toMatchObject({ isFailing, nextAttemptAt: fromSeconds(AT) })
  })

  test('tells when it was made void or given up, and when it is due', () => {
    expect(content({}, { status: 'void' }).voidedAt).toBe(fromSeconds(AT + 7200))
    expect(content({}, { status: 'uncollectible' }).uncollectibleAt).toBe(fromSeconds(AT + 7200))
    expect(content({ due_date: AT + 9 }).dueAt).toBe(fromSeconds(AT + 9))
  })

  test('of nothing that recurs hangs on nothing', () => {
    const object = make({}, { subscription: null })
    expect(read('invoice', object)).toMatchObject({
      partOf: null,
      content: { subscription: null, lines: [{ subscription: null, item: null }] },
    })
  })

  test('tells prorations, of an item and of an invoice item', () => {
    expect(content({}, { lines: [{ amount: -700, isProration: true }] }).lines[0]).toMatchObject({ amount: -700, isProration: true })
    expect(content({}, { lines: [{ amount: 700, isProration: true, item: null }] }).lines[0]).toMatchObject({
      isProration: true,
      item: null,
    })
  })

  test('of before 2025 has other names for the same', () => {
    const line = {
      id: 'il_1',
      object: 'line_item',
      amount: 900,
      quantity: 1,
      period: { start: AT, end: AT + 1 },
      price: makePrice({ id: 'price_9' }),
      proration: true,
      subscription: 'sub_9',
      subscription_item: 'si_9',
      description: 'Old',
    }
    const old = make({ parent: undefined, subscription: 'sub_9', lines: { object: 'list', data: [line], has_more: false } })
    expect(read('invoice', old)).toMatchObject({
      partOf: 'sub_9',
      content: {
        subscription: 'sub_9',
        lines: [{ price: 'price_9', subscription: 'sub_9', item: 'si_9', isProration: true, description: 'Old' }],
      },
    })
  })

  test('whose payments are not known has none, and one outside of Stripe has no payment', () => {
    expect(content({ payments: undefined }).payments).toEqual([])
    const outside = { object: 'invoice_payment', status: 'paid', payment: { type: 'payment_record', payment_record: 'prec_1' } }
    expect(content({ payments: { data: [outside], has_more: false } }).payments).toEqual([{ payment: null, isPaid: true, paidAt: null }])
  })

  test.each<[what: string, wire: Record<string, unknown>, reason: RegExp]>([
    ['no amount due', { amount_due: undefined }, /no amount_due/],
    ['half an amount', { amount_paid: 0.5 }, /amount_paid is no whole number/],
    ['no lines', { lines: undefined }, /no lines/],
    ['a line without a period', { lines: { data: [{ id: 'il_1', amount: 1 }] } }, /no id or no period/],
    ['a line without an amount', { lines: { data: [{ id: 'il_1', period: { start: 1, end: 2 } }] } }, /no amount/],
    ['no id', { id: undefined }, /no id/],
  ])('with %s is unreadable', (_, wire, reason) => {
    expect(refusal('invoice', make(wire))).toMatch(reason)
  })
})

describe('a payment', () => {
  const make = (given: object = {}) => makePaymentIntent({ id: 'pi_1', customer: 'cus_1', created: AT, chargedAt: AT + 9, ...given })
  const content = (given: object = {}) => read('payment', make(given)).content

  test('that came is read with what it is for', () => {
    const given = { metadata: { plan: 'trading.desk', interval: 'year' }, description: 'A year' }
    expect(read('payment', make(given))).toMatchObject({ ref: 'pi_1', customer: 'cus_1', partOf: null })
    expect(content(given)).toEqual({
      status: 'succeeded',
      amount: 4500,
      amountReceived: 4500,
      currency: 'USD',
      succeededAt: fromSeconds(AT + 9),
      failedAt: null,
      failure: null,
      plan: 'trading.desk',
      interval: 'year',
      description: 'A year',
    })
  })

  test('whose charge is only named came when it was made', () => {
    expect(content({ wire: { latest_charge: 'ch_1' } }).succeededAt).toBe(fromSeconds(AT))
  })

  test('that was refused tells why and when', () => {
    expect(content({ failure: 'Your card was declined.' })).toMatchObject({
      status: 'failed',
      failure: 'Your card was declined.',
      failedAt: fromSeconds(AT + 9),
      succeededAt: null,
      amountReceived: 0,
    })
    expect(content({ failure: 'x', wire: { latest_charge: 'ch_1' } }).failedAt).toBeNull()
    expect(content({ failure: 'x', chargedAt: null }).failedAt).toBeNull()
  })

  test.each([
    ['requires_payment_method', 'pending'],
    ['requires_confirmation', 'pending'],
    ['requires_action', 'pending'],
    ['requires_capture', 'pending'],
    ['processing', 'pending'],
    ['a word of next year', 'pending'],
    ['canceled', 'canceled'],
  ])('that is %s is %s, and came never', (status, word) => {
    expect(content({ status })).toMatchObject({ status: word, succeededAt: null, failure: null, failedAt: null })
  })

  test('of nobody known is of nobody, and metadata that is no text says nothing', () => {
    expect(read('payment', make({ customer: null })).customer).toBeNull()
    expect(content({ wire: { metadata: { plan: 7, interval: ['year'] } } })).toMatchObject({ plan: null, interval: null })
    expect(content({ wire: { metadata: null } })).toMatchObject({ plan: null, interval: null })
  })
})

describe('a checkout', () => {
  const LINES = [{ price: makePrice({ id: 'price_1', interval: null }), amount: 4500, quantity: 2 }]
  const make = (given: object = {}) =>
    makeCheckoutSession({ id: 'cs_1', customer: 'cus_1', created: AT, payment: 'pi_1', lines: LINES, ...given })
  const content = (given: object = {}) => read('checkout', make(given)).content

  test('is read with what was bought', () => {
    expect(read('checkout', make())).toMatchObject({ ref: 'cs_1', customer: 'cus_1', partOf: 'pi_1' })
    expect(content({ metadata: { plan: 'trading.desk' } })).toEqual({
      mode: 'payment',
      status: 'complete',
      isPaid: true,
      payment: 'pi_1',
      invoice: null,
      subscription: null,
      amount: 4500,
      currency: 'USD',
      plan: 'trading.desk',
      interval: null,
      lines: [{ price: 'price_1', amount: 4500, quantity: 2 }],
    })
  })

  test('hangs on its payment, else its invoice, else its subscription', () => {
    expect(read('checkout', make({ payment: null, invoice: 'in_1', subscription: 'sub_1' })).partOf).toBe('in_1')
    expect(read('checkout', make({ payment: null, subscription: 'sub_1' })).partOf).toBe('sub_1')
    expect(read('checkout', make({ payment: null })).partOf).toBeNull()
  })

  test.each([
    ['paid', true],
    ['no_payment_required', true],
    ['unpaid', false],
  ])('that is complete and %s: paid %s', (payment_status, isPaid) => {
    expect(content({ wire: { payment_status } })).toMatchObject({ status: 'complete', isPaid })
  })

  test('of before 2021 has no status and is over', () => {
    expect(content({ status: null, paymentStatus: 'paid' }).status).toBe('complete')
    expect(content({ status: null, paymentStatus: 'unpaid' }).status).toBe('expired')
  })

  test('that asks for a card alone has no amount', () => {
    expect(content({ mode: 'setup', wire: { amount_total: null, currency: null } })).toMatchObject({
      mode: 'setup',
      amount: null,
      currency: null,
    })
  })

  test('whose lines are not known has none, and a line without a total has what it was before', () => {
    expect(content({ wire: { line_items: undefined } }).lines).toEqual([])
    const line = { id: 'li_1', price: null, amount_subtotal: 700, quantity: null }
    expect(content({ wire: { line_items: { data: [line] } } }).lines).toEqual([{ price: null, amount: 700, quantity: null }])
  })

  test.each<[what: string, wire: Record<string, unknown>, reason: RegExp]>([
    ['an unknown mode', { mode: 'barter' }, /mode is not known/],
    ['an unknown status', { status: 'forgotten' }, /status is not known/],
    ['a line of no amount', { line_items: { data: [{ id: 'li_1' }] } }, /no amount/],
  ])('with %s is unreadable', (_, wire, reason) => {
    expect(refusal('checkout', make({ wire }))).toMatch(reason)
  })
})

describe('what goes back', () => {
  test.each([
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['a word of next year', 'pending'],
  ])('a refund that is %s is %s', (status, word) => {
    expect(read('refund', makeRefund({ id: 're_1', status })).content.status).toBe(word)
  })

  test('a refund hangs on its payment, else on its charge', () => {
    expect(read('refund', makeRefund({ id: 're_1', payment: 'pi_1', charge: 'ch_1', amount: 500, currency: 'kes' }))).toMatchObject({
      customer: null,
      partOf: 'pi_1',
      content: { payment: 'pi_1', charge: 'ch_1', amount: 500, currency: 'KES', reason: 'requested_by_customer' },
    })
    expect(read('refund', makeRefund({ id: 're_1', payment: null, charge: 'ch_1' })).partOf).toBe('ch_1')
  })

  test.each([
    ['won', 'won'],
    ['warning_closed', 'won'],
    ['lost', 'lost'],
    ['needs_response', 'open'],
    ['warning_under_review', 'open'],
    ['a word of next year', 'open'],
  ])('a dispute that is %s is %s', (status, word) => {
    expect(read('dispute', makeDispute({ id: 'dp_1', status })).content.status).toBe(word)
  })

  test('a dispute hangs on its payment, which may be sent whole, else on its charge', () => {
    const object = makeDispute({ id: 'dp_1', wire: { payment_intent: makePaymentIntent({ id: 'pi_1' }) } })
    expect(read('dispute', object)).toMatchObject({ partOf: 'pi_1', content: { payment: 'pi_1', charge: 'ch_T1', reason: 'fraudulent' } })
    expect(read('dispute', makeDispute({ id: 'dp_1', payment: null, charge: 'ch_1' })).partOf).toBe('ch_1')
  })
})

describe('the samples of the fact sheet', () => {
  const SAMPLES = {
    subscription: `{"id":"sub_A1","object":"subscription","status":"active","customer":"cus_A1","currency":"usd",
 "collection_method":"charge_automatically","created":1790000000,"start_date":1790000000,
 "cancel_at":null,"cancel_at_period_end":false,"canceled_at":null,"ended_at":null,
 "trial_start":null,"trial_end":null,"pause_collection":null,"schedule":null,
 "billing_mode":{"type":"flexible","flexible":{"proration_discounts":"included"}},
 "discounts":[],"latest_invoice":"in_A1","metadata":{},"livemode":false,"test_clock":null,
 "items":{"object":"list","has_more":false,"url":"/v1/subscription_items?subscription=sub_A1","data":[
  {"id":"si_A1","object":"subscription_item","subscription":"sub_A1","quantity":3,"created":1790000000,
   "current_period_start":1790000000,"current_period_end":1792592000,"current_trial":null,
   "discounts":[],"metadata":{},
   "price":{"id":"price_A1","object":"price","active":true,"currency":"usd","product":"prod_A1",
    "type":"recurring","billing_scheme":"per_unit","unit_amount":1500,"unit_amount_decimal":"1500",
    "recurring":{"interval":"month","interval_count":1,"usage_type":"licensed","meter":null,"trial_period_days":null}}}]}}`,
    invoice: `{"id":"in_A1","object":"invoice","status":"paid","number":"AB12-0001","billing_reason":"subscription_cycle",
 "customer":"cus_A1","currency":"usd","amount_due":4500,"amount_paid":4500,"amount_remaining":0,"amount_overpaid":0,
 "subtotal":4500,"total":4500,"created":1790000100,"due_date":null,"period_start":1787408000,"period_end":1790000000,
 "attempt_count":1,"attempted":true,"next_payment_attempt":null,"collection_method":"charge_automatically",
 "status_transitions":{"finalized_at":1790003700,"paid_at":1790003705,"voided_at":null,"marked_uncollectible_at":null},
 "parent":{"type":"subscription_details","quote_details":null,
  "subscription_details":{"subscription":"sub_A1","metadata":{}}},
 "lines":{"object":"list","has_more":false,"url":"/v1/invoices/in_A1/lines","data":[
  {"id":"il_A1","object":"line_item","amount":4500,"currency":"usd","quantity":3,
   "period":{"start":1790000000,"end":1792592000},
   "pricing":{"type":"price_details","unit_amount_decimal":"1500","price_details":{"price":"price_A1","product":"prod_A1"}},
   "parent":{"type":"subscription_item_details","invoice_item_details":null,
    "subscription_item_details":{"subscription":"sub_A1","subscription_item":"si_A1","invoice_item":null,"proration":false,"proration_details":null}}}]},
 "payments":{"object":"list","has_more":false,"url":"/v1/invoice_payments","data":[
  {"id":"inpay_A1","object":"invoice_payment","invoice":"in_A1","currency":"usd","amount_requested":4500,"amount_paid":4500,
   "status":"paid","is_default":true,"created":1790003700,"livemode":false,
   "payment":{"type":"payment_intent","payment_intent":"pi_A1"},
   "status_transitions":{"paid_at":1790003705,"canceled_at":null}}]},
 "livemode":false}`,
  }

  test('a subscription', () => {
    expect(readStripeObject('subscription', SAMPLES.subscription)).toMatchObject({
      ref: 'sub_A1',
      customer: 'cus_A1',
      json: SAMPLES.subscription,
      content: {
        status: 'active',
        items: [{ ref: 'si_A1', price: 'price_A1', quantity: 3, terms: { amount: 1500 }, periodEnd: fromSeconds(1_792_592_000) }],
      },
    })
  })

  test('an invoice', () => {
    expect(readStripeObject('invoice', SAMPLES.invoice)).toMatchObject({
      ref: 'in_A1',
      partOf: 'sub_A1',
      content: {
        paidAt: fromSeconds(1_790_003_705),
        lines: [{ price: 'price_A1', item: 'si_A1' }],
        payments: [{ payment: 'pi_A1', isPaid: true }],
      },
    })
  })
})

test('what is no JSON, or another object, is unreadable', () => {
  expect(caught(() => readStripeObject('price', '{'))).toBeInstanceOf(UnreadableAnswer)
  expect(refusal('price', makeProduct({ id: 'prod_1' }))).toMatch(/not a price/)
})
