import { describe, expect, test } from 'vitest'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { listPaymentRows } from '../../../../src-main/domain/billing/listPaymentRows.ts'
import type { Catalogs } from '../../../../src-main/domain/catalogHistory.ts'
import type { BilledFact, PriceFact } from '../../../../src-main/domain/companyFacts.ts'
import { listProducts } from '../../../../src-main/domain/entitlement/listProducts.ts'
import {
  at,
  catalogs,
  changePlan,
  entitle,
  makeContent,
  makeFacts,
  makeInvoice,
  makeItem,
  makePayment,
  makePrice,
  makeRefund,
  makeSubscription,
  toPriceRef,
} from '../entitlement/makeFacts.ts'
import { makeCheckout, makeDispute, makeOnceInvoice, makeOnceLine } from '../entitlement/makePurchases.ts'

const PRO = 'image-quota.pro.once'
const proPrice = makePrice(PRO, { amount: 1200 })

function rows(billed: BilledFact[], when = '2026-12-31', prices: PriceFact[] = [proPrice], known: Catalogs = catalogs) {
  const facts = makeFacts(billed, { prices: new Map(prices.map((price) => [`stripe ${price.ref}`, price])) })
  return listPaymentRows(readBilling(facts, known), at(when))
}

function row(billed: BilledFact[], when?: string) {
  const [first, ...more] = rows(billed, when)
  expect(more).toEqual([])
  return first
}

describe('what a payment was for', () => {
  test.each<[string, BilledFact[]]>([
    [
      'the price of an invoice’s line',
      [makeOnceInvoice('in_1', '2026-03-01', [makeOnceLine('il_1', PRO, '2026-03-01', { amount: 1200 })])],
    ],
    [
      'the price of a session’s line',
      [makePayment('pi_1', '2026-03-01', { amount: 1200 }), makeCheckout('cs_1', '2026-03-01', 'pi_1', PRO, 1200)],
    ],
    ['the metadata of a bare payment', [makePayment('pi_1', '2026-03-01', { amount: 1200, plan: 'image-quota.pro' })]],
    [
      'the metadata of its session',
      [makePayment('pi_1', '2026-03-01', { amount: 3900 }), makeCheckout('cs_1', '2026-03-01', 'pi_1', null, 3900, { plan: 'premium' })],
    ],
  ])('is told by %s', (_, facts) => {
    expect(row(facts)).toMatchObject({ status: 'succeeded', product: 'image-quota', reason: null })
  })

  test.each([
    ['a plan that several products have', { plan: 'pro' }, /several products have: .*image-quota.*trading/],
    ['a plan that is in no catalog', { plan: 'image-quota.gold' }, /in no catalog/],
    ['a plan of a product that is in no catalog', { plan: 'video-quota.pro' }, /in no catalog/],
    ['a free plan, which has no price', { plan: 'image-quota.free' }, /no price/],
    ['nothing', {}, /Nothing says/],
    ['less than the price', { plan: 'image-quota.pro', amount: 1100 }, /^Underpaid: 11.00 of 12.00 USD/],
    ['more than the price', { plan: 'image-quota.pro', amount: 1300 }, /^Overpaid: 13.00 of 12.00 USD/],
    ['the amount in another currency', { plan: 'image-quota.pro', amount: 1200, currency: 'EUR' }, /^Paid in EUR/],
  ])('is unmatched, with the reason, where it names %s', (_, change, reason) => {
    const facts = [makePayment('pi_1', '2026-03-01', { amount: 1200, ...change })]
    expect(row(facts)).toMatchObject({ status: 'unmatched', plan: null, reason: expect.stringMatching(reason) })
    expect(entitle(makeFacts(facts), 'image-quota', '2026-03-02')).toMatchObject({ plan: 'free', subscribedPlan: null })
  })

  test('by a price is judged by that price, whatever the catalog’s amount', () => {
    const old = makePrice(PRO, { amount: 800 })
    const facts = [makeOnceInvoice('in_1', '2026-03-01', [makeOnceLine('il_1', PRO, '2026-03-01', { amount: 800 })])]
    expect(rows(facts, '2026-12-31', [old])[0]).toMatchObject({ status: 'succeeded', plan: 'pro' })
    expect(rows(facts, '2026-12-31', [proPrice])[0]).toMatchObject({ status: 'unmatched', reason: 'Underpaid: 8.00 of 12.00 USD.' })
  })
})

describe('what a subscription’s price buys', () => {
  const invoice = (key: string, change: object = {}) => [
    makeInvoice('in_1', { lookupKey: key, start: '2026-03-01', end: '2026-04-01', reason: 'start', ...change }),
  ]

  test('is told by its lookup key, in any currency and at any amount', () => {
    const discounted = invoice('trading.pro.month', { amountDue: 100, currency: 'EUR' })
    expect(row(discounted)).toMatchObject({ product: 'trading', plan: 'pro', status: 'succeeded', amount: 100, currency: 'EUR' })
  })

  test('is told by a lookup key that it once had', () => {
    const renamed = { ...makePrice('trading.pro.month', { lookupKey: null }), lookupKeys: ['trading.pro.month'] }
    expect(rows(invoice('trading.pro.month'), undefined, [renamed])[0]).toMatchObject({ plan: 'pro' })
  })

  test('is told by the catalog’s reference before its lookup key', () => {
    const ref = toPriceRef('trading.pro.month')
    const elite = [{ currency: 'USD', amount: 1, interval: 'month' as const, references: { stripe: ref } }]
    const known = changePlan(catalogs, 'trading', 'elite', { prices: elite })
    expect(rows(invoice('trading.pro.month'), undefined, [makePrice('trading.pro.month')], known)[0]).toMatchObject({ plan: 'elite' })
  })

  test('that nobody knows is unmatched', () => {
    expect(row(invoice('trading.gold.month'))).toMatchObject({
      status: 'unmatched',
      product: null,
      reason: expect.stringContaining('in no catalog'),
    })
  })
})

describe('a payment as it stood at an instant', () => {
  const failed = makePayment('pi_1', '2026-03-01', {
    status: 'failed',
    failure: 'No money.',
    failedAt: at('2026-03-02'),
    plan: 'image-quota.pro',
    amount: 1200,
  })

  test('that failed was under way before, and says why', () => {
    expect(row([failed], '2026-03-01')).toMatchObject({ status: 'pending', reason: null })
    expect(row([failed], '2026-03-02')).toMatchObject({ status: 'failed', reason: 'No money.', at: at('2026-03-02') })
    expect(rows([failed], '2026-02-28')).toEqual([])
  })

  test('of an invoice is one row: open, refused, then paid', () => {
    const invoice = makeInvoice('in_1', {
      lookupKey: 'trading.pro.month',
      start: '2026-03-01',
      end: '2026-04-01',
      paid: '2026-03-05',
      attempts: 2,
      finalized: '2026-03-01T01:00:00Z',
      payments: [{ payment: 'pi_1', isPaid: true, paidAt: at('2026-03-05') }],
    })
    const facts = [invoice, makePayment('pi_1', '2026-03-01', { amount: 9900 })]
    expect(rows(facts, '2026-03-01')).toEqual([])
    expect(row(facts, '2026-03-02')).toMatchObject({ ref: 'in_1', status: 'failed' })
    expect(row(facts, '2026-03-05')).toMatchObject({ ref: 'in_1', status: 'succeeded', at: at('2026-03-05') })
  })

  test('of an invoice that was given up was cancelled then', () => {
    const invoice = makeInvoice('in_1', {
      lookupKey: 'trading.pro.month',
      start: '2026-03-01',
      end: '2026-04-01',
      paid: null,
      status: 'void',
      voidedAt: at('2026-03-09'),
      attempts: 0,
    })
    expect(row([invoice], '2026-03-08')).toMatchObject({ status: 'pending' })
    expect(row([invoice], '2026-03-09')).toMatchObject({ status: 'canceled', at: at('2026-03-09') })
  })

  test('of an invoice of nothing, or a draft, is none', () => {
    const draft = makeInvoice('in_2', {
      lookupKey: 'trading.pro.month',
      start: '2026-03-01',
      end: '2026-04-01',
      paid: null,
      status: 'draft',
    })
    const free = makeInvoice('in_1', { lookupKey: 'trading.pro.month', start: '2026-03-01', end: '2026-04-01', amountDue: 0 })
    expect(rows([draft, free])).toEqual([])
  })

  test('that went back is refunded from then on; a part of it is told and changes nothing', () => {
    const payment = makePayment('pi_1', '2026-03-01', { plan: 'image-quota.pro', amount: 1200 })
    const [part, rest] = [makeRefund('re_1', 'pi_1', '2026-03-05', 200), makeRefund('re_2', 'pi_1', '2026-03-06', 1000)]
    expect(row([payment, part, rest], '2026-03-05')).toMatchObject({ status: 'succeeded', reason: '2.00 USD of it went back.' })
    expect(row([payment, part, rest], '2026-03-06')).toMatchObject({ status: 'refunded' })
    expect(row([payment, makeDispute('dp_1', 'pi_1', '2026-03-07', 'lost')], '2026-03-07')).toMatchObject({
      status: 'refunded',
      reason: 'Dispute lost.',
    })
  })

  test('of a renewal that went back is refunded alike, and the subscription stays what it is', () => {
    const payments = [{ payment: 'pi_1', isPaid: true, paidAt: at('2026-03-01') }]
    const renewal = makeInvoice('in_1', { lookupKey: 'trading.pro.month', start: '2026-03-01', end: '2026-04-01', payments })
    const paid = makePayment('pi_1', '2026-03-01', { amount: 9900 })
    const [part, rest] = [makeRefund('re_1', 'pi_1', '2026-03-05', 900), makeRefund('re_2', 'pi_1', '2026-03-06', 9000)]
    const known = [renewal, paid, part, rest]
    expect(row(known, '2026-03-04')).toMatchObject({ ref: 'in_1', status: 'succeeded', reason: null })
    expect(row(known, '2026-03-05')).toMatchObject({ status: 'succeeded', reason: '9.00 USD of it went back.' })
    expect(row(known, '2026-03-06')).toMatchObject({ status: 'refunded', reason: null, at: at('2026-03-01'), amount: 9900 })
    expect(row([renewal, paid, makeDispute('dp_1', 'pi_1', '2026-03-07', 'lost')], '2026-03-07')).toMatchObject({ status: 'refunded' })
    const content = makeContent([makeItem('trading.pro.month', '2026-03-01', '2026-04-01')])
    const subscription = makeSubscription('sub_1', [['2026-03-01', content]])
    const standing = (facts: BilledFact[]) => entitle(makeFacts(facts), 'trading', '2026-03-10')
    expect(standing([subscription, ...known])).toEqual(standing([subscription, renewal, paid]))
    expect(standing([subscription, ...known])).toMatchObject({ plan: 'pro', status: 'active' })
  })
})

describe('the products of a company', () => {
  test('are those of its facts, each from the first fact on', () => {
    const content = makeContent([makeItem('trading.pro.month', '2026-02-01', '2026-03-01')])
    const facts = makeFacts([
      makeSubscription('sub_1', [['2026-02-01', content]]),
      makePayment('pi_1', '2026-03-01', { plan: 'image-quota.pro', amount: 1200 }),
    ])
    const billing = readBilling(facts, catalogs)
    expect(listProducts(billing, at('2026-01-31'))).toEqual([])
    expect(listProducts(billing, at('2026-02-01'))).toEqual(['trading'])
    expect(listProducts(billing, at('2026-03-01'))).toEqual(['image-quota', 'trading'])
  })
})
