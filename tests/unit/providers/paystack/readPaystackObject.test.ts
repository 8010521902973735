import { describe, expect, test } from 'vitest'
import type { BilledContents, BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../../../src-main/domain/mirrored.ts'
import { UnreadableAnswer } from '../../../../src-main/providers/paystack/failures.ts'
import { joinPayment } from '../../../../src-main/providers/paystack/joinPayment.ts'
import { mapCustomer } from '../../../../src-main/providers/paystack/mapCustomer.ts'
import { readObjects } from '../../../../src-main/providers/paystack/readObjects.ts'
import { readPaystackObject } from '../../../../src-main/providers/paystack/readPaystackObject.ts'
import { at } from '../../sandbox/paystack/openPaystack.ts'

type Wire = Record<string, unknown>

const CUSTOMER = { id: 501, email: 'ada@example.org', customer_code: 'CUS_x1' }

const TRANSACTION: Wire = {
  id: 900_000_001,
  domain: 'test',
  status: 'success',
  reference: 'inv-1001-a1',
  amount: 250_000,
  currency: 'NGN',
  channel: 'card',
  gateway_response: 'Approved',
  message: null,
  paid_at: '2026-11-20T09:15:02.000Z',
  created_at: '2026-11-20T09:14:24.000Z',
  customer: CUSTOMER,
}

const PLAN: Wire = {
  id: 28,
  domain: 'test',
  plan_code: 'PLN_x1',
  name: 'Starter',
  amount: 500_000,
  interval: 'monthly',
  currency: 'NGN',
  createdAt: '2026-01-01T00:00:00.000Z',
}

const SUBSCRIPTION: Wire = {
  id: 9,
  domain: 'test',
  status: 'active',
  subscription_code: 'SUB_x1',
  amount: 500_000,
  next_payment_date: '2026-12-20T09:00:00.000Z',
  createdAt: '2026-11-20T09:14:24.000Z',
  plan: PLAN,
  customer: CUSTOMER,
  most_recent_invoice: null,
}

function read<Kind extends BilledKind>(kind: Kind, object: Wire): Extract<MirroredBilled, { kind: Kind }> {
  return readPaystackObject(kind, JSON.stringify(object)) as Extract<MirroredBilled, { kind: Kind }>
}

const readPayment = (wire: Wire): BilledContents['payment'] => read('payment', { ...TRANSACTION, ...wire }).content

describe('a transaction', () => {
  test.each([
    ['success', 'succeeded'],
    ['reversed', 'succeeded'],
    ['failed', 'failed'],
    ['abandoned', 'pending'],
    ['ongoing', 'pending'],
    ['pending', 'pending'],
    ['processing', 'pending'],
    ['queued', 'pending'],
    ['a word of next year', 'pending'],
  ] as const)('%s is %s', (status, ours) => {
    const content = readPayment({ status })
    expect(content.status).toBe(ours)
    expect(content.isReversed).toBe(status === 'reversed' ? true : undefined)
    expect(content.amountReceived).toBe(ours === 'succeeded' ? 250_000 : 0)
    expect(content.succeededAt).toBe(ours === 'succeeded' ? at('2026-11-20T09:15:02Z') : null)
  })

  test('whose status is not known says so', () => {
    expect(readPayment({ status: 'held' }).failure).toBe('The status "held" is not known here.')
  })

  test('that failed says why, and when where its log tells', () => {
    expect(readPayment({ status: 'failed', gateway_response: 'Declined' })).toMatchObject({ failure: 'Declined', failedAt: null })
    expect(readPayment({ status: 'failed', gateway_response: null, message: 'No funds' }).failure).toBe('No funds')
    expect(readPayment({ status: 'failed', gateway_response: '' }).failure).toBe('It was refused.')
    expect(readPayment({ status: 'failed', log: { start_time: 1_795_000_000, time_spent: 9 } }).failedAt).toBe(1_795_000_009_000)
  })

  test.each([
    ['an object', { plan: 'pro', interval: 'year' }],
    ['text of one', '{"plan":"pro","interval":"year"}'],
    [
      'fields that payers see',
      {
        custom_fields: [
          { variable_name: 'plan', value: 'pro' },
          { variable_name: 'interval', value: 'year' },
        ],
      },
    ],
    [
      'the same by number',
      { custom_fields: { 0: { variable_name: 'plan', value: 'pro' }, 1: { variable_name: 'interval', value: 'year' } } },
    ],
  ])('names its plan in metadata that are %s', (_, metadata) => {
    expect(readPayment({ metadata })).toMatchObject({ plan: 'pro', interval: 'year' })
  })

  test.each([[''], [null], [undefined], ['null'], ['no json'], ['[]'], [0], [[]], [{ plan: 7 }], [{ custom_fields: 'none' }]])(
    'names no plan in metadata that are %j',
    (metadata) => {
      expect(readPayment({ metadata })).toMatchObject({ plan: null, interval: null })
    },
  )

  test('is of what was asked for, and received what came', () => {
    expect(readPayment({ amount: '250000' })).toMatchObject({ amount: 250_000, amountReceived: 250_000 })
    expect(readPayment({ requested_amount: 250_000 })).toMatchObject({ amount: 250_000, amountReceived: 250_000 })
    // Fees that the payer bears.
    expect(readPayment({ amount: 253_750, requested_amount: 250_000, fees: 3750 })).toMatchObject({
      amount: 250_000,
      amountReceived: 250_000,
    })
    // A debit in part, and too much.
    expect(readPayment({ amount: 100_000, requested_amount: 250_000 })).toMatchObject({ amount: 250_000, amountReceived: 100_000 })
    expect(readPayment({ amount: 300_000, requested_amount: 250_000, fees: 3750 })).toMatchObject({ amountReceived: 300_000 })
  })

  test('into a virtual account says which, from whom, and what for', () => {
    const authorization = { receiver_bank_account_number: '1234567890', sender_name: 'ADA OBI', narration: 'inv 1001' }
    expect(readPayment({ channel: 'dedicated_nuban', authorization }).via).toEqual({
      id: '900000001',
      channel: 'dedicated_nuban',
      receipt: null,
      reference: 'inv 1001',
      payerName: 'ADA OBI',
      payerPhone: null,
      account: '1234567890',
    })
    expect(readPayment({ channel: 'card', authorization }).via?.account).toBeNull()
    expect(readPayment({ channel: 'ussd', receipt_number: 10_101 }).via).toMatchObject({ channel: 'ussd', receipt: '10101' })
  })

  test.each(['paid_at', 'paidAt'])('has its time in either spelling: %s', (name) => {
    const { paid_at: paidAt, ...rest } = TRANSACTION
    expect(read('payment', { ...rest, [name]: paidAt }).content.succeededAt).toBe(at('2026-11-20T09:15:02Z'))
  })

  test.each([
    ['2026-11-20T09:14:24.000Z', '2026-11-20T09:14:24Z'],
    ['2026-11-20T09:14:24+01:00', '2026-11-20T08:14:24Z'],
    ['2026-11-20 09:14:24', '2026-11-20T09:14:24Z'],
    ['2026-11-20T09:14:24', '2026-11-20T09:14:24Z'],
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    [1_795_166_064, '2026-11-20T09:14:24Z'],
    ['1795166064', '2026-11-20T09:14:24Z'],
  ])('was made at %j', (created, instant) => {
    expect(read('payment', { ...TRANSACTION, created_at: created }).createdAt).toBe(at(instant))
  })

  test.each([
    ['no reference', { reference: null }, 'it has no reference'],
    ['no status', { status: '' }, 'it has no status'],
    ['no amount', { amount: null }, 'it has no amount'],
    ['half a kobo', { amount: 0.5 }, 'its amount is no whole number'],
    ['no currency', { currency: 'naira' }, 'its currency is no currency'],
    ['no time', { created_at: 'yesterday' }, 'its created_at is no instant'],
    ['a day that is none', { created_at: '2026-02-31T00:00:00Z' }, 'its created_at is no instant'],
  ])('with %s cannot be read', (_, wire, reason) => {
    expect(() => readPayment(wire)).toThrow(new UnreadableAnswer(reason))
  })
})

describe('a plan', () => {
  test.each([
    ['daily', { unit: 'day', count: 1 }],
    ['weekly', { unit: 'week', count: 1 }],
    ['monthly', { unit: 'month', count: 1 }],
    ['quarterly', { unit: 'month', count: 3 }],
    ['biannually', { unit: 'month', count: 6 }],
    ['annually', { unit: 'year', count: 1 }],
  ])('%s is %j', (interval, ours) => {
    expect(read('price', { ...PLAN, interval }).content).toMatchObject({
      amount: 500_000,
      currency: 'NGN',
      interval: ours,
      lookupKey: null,
    })
  })

  test('by the hour cannot be counted here', () => {
    expect(() => read('price', { ...PLAN, interval: 'hourly' })).toThrow(UnreadableAnswer)
  })

  test.each([true, 1])('that is archived or deleted is not sold any more: %j', (yes) => {
    expect(read('price', { ...PLAN, is_archived: yes }).content.isActive).toBe(false)
    expect(read('price', { ...PLAN, is_deleted: yes }).content.isActive).toBe(false)
    expect(read('price', { ...PLAN, is_deleted: 0, is_archived: false }).content.isActive).toBe(true)
  })
})

describe('a subscription', () => {
  test.each([
    ['active', 'active'],
    ['non-renewing', 'active'],
    ['attention', 'past-due'],
    ['completed', 'canceled'],
    ['complete', 'canceled'],
    ['cancelled', 'canceled'],
    ['a word of next year', 'unknown'],
  ] as const)('%s is %s', (status, ours) => {
    const { content } = read('subscription', { ...SUBSCRIPTION, status })
    expect(content.status).toBe(ours)
    expect(content.cancelsAtPeriodEnd).toBe(status === 'non-renewing')
    expect(content.cancelAt).toBe(status === 'non-renewing' ? at('2026-12-20T09:00:00Z') : null)
    expect(content.endedAt).toBe(ours === 'canceled' ? at('2026-12-20T09:00:00Z') : null)
  })

  test('without an invoice is in the period that ends with its next payment', () => {
    const period = (wire: Wire) => {
      const [item] = read('subscription', { ...SUBSCRIPTION, ...wire }).content.items
      return [item?.periodStart, item?.periodEnd]
    }
    expect(period({})).toEqual([at('2026-11-20T09:14:24Z'), at('2026-12-20T09:00:00Z')])
    expect(period({ createdAt: '2026-01-05T00:00:00Z' })).toEqual([at('2026-11-20T09:00:00Z'), at('2026-12-20T09:00:00Z')])
    expect(period({ next_payment_date: null })).toEqual([at('2026-11-20T09:14:24Z'), at('2026-12-20T09:14:24Z')])
  })

  test('that was disabled ends with what is paid, or when that was, whichever is later', () => {
    const invoice = {
      invoice_code: 'INV_1',
      amount: 500_000,
      status: 'success',
      paid: 1,
      period_start: '2026-11-20T09:00:00Z',
      period_end: '2026-12-20T08:59:59Z',
    }
    const endOf = (wire: Wire) =>
      read('subscription', { ...SUBSCRIPTION, next_payment_date: null, status: 'cancelled', ...wire }).content.endedAt
    expect(endOf({ most_recent_invoice: invoice, cancelledAt: '2026-12-01T00:00:00Z' })).toBe(at('2026-12-20T09:00:00Z'))
    expect(endOf({ most_recent_invoice: invoice, cancelledAt: '2027-01-02T00:00:00Z' })).toBe(at('2027-01-02T00:00:00Z'))
    const unpaid = { ...invoice, status: 'failed', paid: 0 }
    expect(endOf({ most_recent_invoice: unpaid, cancelledAt: '2026-12-01T00:00:00Z' })).toBe(at('2026-12-01T00:00:00Z'))
    expect(endOf({ most_recent_invoice: unpaid })).toBe(at('2026-11-20T09:00:00Z'))
  })

  test('brings its invoices, each once and each readable by itself', () => {
    const invoice = (code: string, month: string, wire: Wire = {}) => ({
      id: 1,
      domain: 'test',
      invoice_code: code,
      amount: 500_000,
      period_start: `2026-${month}-20T09:00:00.000Z`,
      period_end: `2026-${month}-19T23:59:59.000Z`,
      status: 'success',
      paid: true,
      transaction: 7,
      ...wire,
    })
    const newest = invoice('INV_3', '12', { status: 'failed', paid: false, transaction: { id: 9 }, retries: 2 })
    const wire = {
      ...SUBSCRIPTION,
      createdAt: '2026-10-20T09:14:24.000Z',
      open_invoice: 'INV_3',
      most_recent_invoice: newest,
      invoices: [newest, 4],
      invoices_history: [invoice('INV_2', '11'), invoice('INV_1', '10', { paid: 1, status: 'paid', transaction: null })],
    }
    const { objects, unreadable } = readObjects('subscription', 'subscription_code', wire, 'test')
    expect(unreadable).toEqual([])
    expect(objects.map(({ ref }) => ref)).toEqual(['SUB_x1', 'INV_3', 'INV_2', 'INV_1'])
    for (const object of objects) if (object.kind === 'invoice') expect(readPaystackObject('invoice', object.json)).toEqual(object)
    const contents = objects.flatMap((object) => (object.kind === 'invoice' ? [object.content] : []))
    expect(contents).toMatchObject([
      { status: 'open', isFailing: true, reason: 'renewal', attempts: 2, payments: [{ payment: '9', isPaid: false, paidAt: null }] },
      { status: 'paid', isFailing: false, reason: 'renewal', payments: [{ payment: '7', isPaid: true }] },
      { status: 'paid', reason: 'start', payments: [] },
    ])
    // An end that is before the start is none: the plan says how long it lasts.
    expect(contents[2]?.lines[0]).toMatchObject({ start: at('2026-10-20T09:00:00Z'), end: at('2026-11-20T09:00:00Z'), price: 'PLN_x1' })
    // What is kept of the subscription does not change with its history.
    expect(objects[0]?.kind === 'subscription' ? JSON.parse(objects[0].json) : {}).not.toHaveProperty('invoices_history')
  })

  test('with an invoice that cannot be read is read itself', () => {
    const wire = {
      ...SUBSCRIPTION,
      invoices_history: [
        { invoice_code: 'INV_bad', amount: 1 },
        { amount: 1, period_start: '2026-11-20' },
      ],
    }
    const { objects, unreadable } = readObjects('subscription', 'subscription_code', wire, 'test')
    expect(objects).toMatchObject([{ kind: 'subscription' }])
    expect(unreadable).toMatchObject([
      { kind: 'invoice', ref: 'INV_bad' },
      { kind: 'invoice', ref: 'an object without an id' },
    ])
  })
})

describe('what is taken back', () => {
  const REFUND = {
    id: 13,
    status: 'pending',
    amount: 1000,
    currency: 'NGN',
    transaction: 900,
    createdAt: '2026-11-20T09:14:24.000Z',
    customer: CUSTOMER,
  }
  const DISPUTE = {
    id: 29,
    status: 'pending',
    resolution: null,
    transaction: { ...TRANSACTION, customer: null },
    createdAt: '2026-11-21T00:00:00Z',
  }

  test.each([
    ['pending', 'pending'],
    ['processing', 'pending'],
    ['needs-attention', 'pending'],
    ['processed', 'succeeded'],
    ['failed', 'failed'],
    ['a word of next year', 'pending'],
  ] as const)('a refund that is %s is %s', (status, ours) => {
    expect(read('refund', { ...REFUND, status }).content.status).toBe(ours)
  })

  test('a refund is of the reference that it names, else of the number', () => {
    expect(read('refund', { ...REFUND, transaction_reference: 'inv-1' })).toMatchObject({ partOf: 'inv-1', customer: 'CUS_x1', ref: '13' })
    expect(read('refund', { ...REFUND, transaction: { id: 900, reference: 'inv-2' } }).content.payment).toBe('inv-2')
    expect(read('refund', REFUND).content.payment).toBe('900')
  })

  test.each([
    ['awaiting-merchant-feedback', null, 'open'],
    ['awaiting-bank-feedback', null, 'open'],
    ['pending', null, 'open'],
    ['resolved', 'merchant-accepted', 'lost'],
    ['resolved', 'auto-accepted', 'lost'],
    ['resolved', 'declined', 'won'],
    ['resolved', null, 'open'],
    ['resolved', 'a word of next year', 'open'],
  ] as const)('a dispute that is %s (%s) is %s', (status, resolution, ours) => {
    expect(read('dispute', { ...DISPUTE, status, resolution }).content.status).toBe(ours)
  })

  test('a dispute is about all of the payment until it says how much', () => {
    expect(read('dispute', DISPUTE).content).toMatchObject({ payment: 'inv-1001-a1', amount: 250_000, currency: 'NGN' })
    expect(read('dispute', { ...DISPUTE, refund_amount: 5, currency: 'ngn' }).content).toMatchObject({ amount: 5, currency: 'NGN' })
  })
})

test.each([
  [{ active: true, assigned: true }, true],
  [{ active: 1 }, true],
  [{ active: false, assigned: true }, false],
  [{ active: true, assigned: false }, false],
])('a virtual account that is %j takes money: %j', (wire, isActive) => {
  const account = {
    id: 987,
    account_number: '1234567890',
    account_name: 'ADA OBI',
    bank: { name: 'Test Bank' },
    currency: 'NGN',
    customer: CUSTOMER,
  }
  const read987 = read('account', { ...account, created_at: '2026-11-20 09:14:24', ...wire })
  expect(read987).toMatchObject({
    ref: '987',
    customer: 'CUS_x1',
    content: { number: '1234567890', name: 'ADA OBI', bank: 'Test Bank', isActive },
  })
})

test('a customer is kept without what hangs on it, and links to no company by itself', () => {
  const wire = {
    ...CUSTOMER,
    domain: 'test',
    first_name: 'Ada',
    last_name: null,
    createdAt: '2026-11-20T09:14:24Z',
    metadata: { company_id: 'co_0123456789abcdef' },
  }
  const authorizations = [{ authorization_code: 'AUTH_secret' }]
  const customer = mapCustomer({ ...wire, authorizations, subscriptions: [SUBSCRIPTION], total_transactions: 4 }, 'test')
  expect(customer).toMatchObject({ ref: 'CUS_x1', name: 'Ada', email: 'ada@example.org', phone: null, namedCompany: null })
  expect(JSON.parse(customer.json)).toEqual(wire)
})

test('what is kept holds no secret', () => {
  const secret = 'SECRET-that-must-not-lie-on-a-disk'
  const wire = {
    ...SUBSCRIPTION,
    email_token: secret,
    authorization: { authorization_code: secret, last4: '4081' },
    most_recent_invoice: {
      invoice_code: 'INV_1',
      amount: 1,
      period_start: '2026-11-20',
      authorization: { authorization_code: secret },
      subscription: { email_token: secret },
    },
  }
  const { objects } = readObjects('subscription', 'subscription_code', wire, 'test')
  expect(objects).toHaveLength(2)
  expect(JSON.stringify(objects)).not.toContain(secret)
  const paid = readObjects(
    'payment',
    'reference',
    { ...TRANSACTION, access_code: secret, authorization_url: secret, authorization: { authorization_code: secret } },
    'test',
  )
  expect(paid.objects).toHaveLength(1)
  expect(JSON.stringify(paid)).not.toContain(secret)
})

describe('the receipt of a payment, which only verifying tells,', () => {
  const told = (wire: Wire = {}) => read('payment', { ...TRANSACTION, ...wire })

  test('stays when a list tells of the payment again, and all else is new', () => {
    const joined = joinPayment(told({ status: 'reversed' }), told({ receipt_number: '10101' }).json)
    expect(joined).toMatchObject({ kind: 'payment', content: { isReversed: true, via: { receipt: '10101' } } })
    expect(readPaystackObject('payment', joined.json)).toEqual(joined)
  })

  test.each(['no json', '[]', '{}', '{"receipt_number":{}}', '{"receipt_number":-1}', told().json])(
    'is none where none was kept: %s',
    (kept) => {
      expect(joinPayment(told(), kept)).toEqual(told())
    },
  )

  test('gives way to another', () => {
    expect(joinPayment(told({ receipt_number: '2' }), told({ receipt_number: '1' }).json)).toEqual(told({ receipt_number: '2' }))
    const plan = read('price', PLAN)
    expect(joinPayment(plan, '{"receipt_number":"1"}')).toEqual(plan)
  })
})
