import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Discount, PriceContent, SubscriptionContent, SubscriptionItem } from '../../../../src-main/domain/billing/billedObject.ts'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import { measureMonthlyRevenue } from '../../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { at, catalogs, makeContent, makeFacts, makeInvoice, makeItem, makePrice, makeSubscription } from '../entitlement/makeFacts.ts'

const PRO = 'trading.pro.month'
const START = '2026-01-01'

function item(terms: Partial<PriceContent>, change: Partial<SubscriptionItem> = {}) {
  return makeItem(PRO, START, '2026-02-01', { terms: makePrice(PRO, terms).content, ...change })
}

function subscribe(items: SubscriptionItem[], change: Partial<SubscriptionContent> = {}, ref = 'sub_1') {
  return makeSubscription(ref, [[START, makeContent(items, change)]])
}

function revenue(billed: BilledFact[], when = '2026-01-10') {
  return measureMonthlyRevenue(readBilling(makeFacts(billed), catalogs), at(when))
}

function take(change: Partial<Discount>): Discount {
  return { perMillion: null, amount: null, currency: null, isOnce: false, startsAt: null, endsAt: null, ...change }
}

describe('what an item brings in a month', () => {
  test.each([
    ['month', 1, 9900, 9900],
    ['month', 3, 450000, 150000],
    ['year', 1, 10000, 833],
    ['year', 1, 120000, 10000],
    ['month', 6, 9, 2],
    ['month', 2, 1, 0],
    ['month', 2, 3, 2],
    ['week', 1, 1200, 5214],
    ['day', 1, 1200, 36500],
    ['day', 365, 1200, 100],
  ] as const)('by the %s times %i: of %i it is %i, half to even', (unit, count, amount, monthly) => {
    expect(revenue([subscribe([item({ interval: { unit, count }, amount })])])).toEqual(
      monthly === 0 ? [] : [{ currency: 'USD', amount: monthly }],
    )
  })

  test('is multiplied by its quantity', () => {
    expect(revenue([subscribe([item({ amount: 1000 }, { quantity: 7 })])])).toEqual([{ currency: 'USD', amount: 7000 }])
  })

  test.each([
    ['metered', { isMetered: true }],
    ['paid once', { interval: null }],
    ['priced by tiers', { amount: null }],
  ])('is nothing where it is %s', (_, terms) => {
    expect(revenue([subscribe([item(terms)])])).toEqual([])
  })

  test('is rounded per subscription, not per item', () => {
    const half = () => item({ interval: { unit: 'month', count: 2 }, amount: 1 })
    expect(revenue([subscribe([half(), half()])])).toEqual([{ currency: 'USD', amount: 1 }])
    expect(revenue([subscribe([half()]), subscribe([half()], {}, 'sub_2')])).toEqual([])
  })

  test('is never added to another currency', () => {
    const facts = [
      subscribe([item({ amount: 1000 })]),
      subscribe([item({ amount: 500, currency: 'KES' })], {}, 'sub_2'),
      subscribe([item({ amount: 2000 })], {}, 'sub_3'),
    ]
    expect(revenue(facts)).toEqual([
      { currency: 'KES', amount: 500 },
      { currency: 'USD', amount: 3000 },
    ])
  })
})

describe('discounts', () => {
  test.each<[string, Discount, number]>([
    ['a share', take({ perMillion: 250_000 }), 7500],
    ['an amount', take({ amount: 1500, currency: 'USD' }), 8500],
    ['more than there is', take({ amount: 99_999 }), 0],
    ['an amount of another currency', take({ amount: 1500, currency: 'EUR' }), 10_000],
    ['one invoice only', take({ perMillion: 500_000, isOnce: true }), 10_000],
    ['a time that is over', take({ perMillion: 500_000, endsAt: at('2026-01-10') }), 10_000],
    ['a time that is not over', take({ perMillion: 500_000, endsAt: at('2026-01-11') }), 5000],
    ['a time to come', take({ perMillion: 500_000, startsAt: at('2026-01-11') }), 10_000],
  ])('of %s', (_, discount, amount) => {
    const expected = amount === 0 ? [] : [{ currency: 'USD', amount }]
    expect(revenue([subscribe([item({ amount: 10_000 })], { discounts: [discount] })])).toEqual(expected)
    expect(revenue([subscribe([item({ amount: 10_000 }, { discounts: [discount] })])])).toEqual(expected)
  })

  test('of an amount are taken off once an interval', () => {
    const quarterly = item({ amount: 30_000, interval: { unit: 'month', count: 3 } })
    expect(revenue([subscribe([quarterly], { discounts: [take({ amount: 3000 })] })])).toEqual([{ currency: 'USD', amount: 9000 }])
  })
})

describe('a subscription', () => {
  test.each([
    ['active', 9900],
    ['past-due', 9900],
    ['trialing', 0],
    ['paused', 0],
    ['canceled', 0],
    ['unpaid', 0],
    ['incomplete', 0],
  ] as const)('that is %s brings %i', (status, amount) => {
    const facts = [subscribe([item({ amount: 9900 })], { status })]
    expect(revenue(facts, '2026-01-02')).toEqual(amount === 0 ? [] : [{ currency: 'USD', amount }])
  })

  test('whose days of grace are over brings nothing, by the plan’s own number of days', () => {
    const unpaid = makeInvoice('in_1', { lookupKey: PRO, start: '2026-02-01', end: '2026-03-01', paid: null, isFailing: true })
    const facts = [subscribe([item({})], { status: 'past-due' }), unpaid]
    expect(revenue(facts, '2026-02-07T23:59:59Z')).toHaveLength(1)
    expect(revenue(facts, '2026-02-08')).toEqual([])
  })

  test('that is set to end brings until then', () => {
    const facts = [subscribe([item({})], { cancelAt: at('2026-01-20'), canceledAt: at('2026-01-05') })]
    expect(revenue(facts, '2026-01-19')).toHaveLength(1)
    expect(revenue(facts, '2026-01-20')).toEqual([])
  })

  test('whose collection is paused brings what it did: that is a badge', () => {
    expect(revenue([subscribe([item({})], { isCollectionPaused: true })])).toHaveLength(1)
  })

  test('counts beside another one of the same product: the customer pays twice', () => {
    expect(revenue([subscribe([item({})]), subscribe([item({})], {}, 'sub_2')])).toEqual([{ currency: 'USD', amount: 19_800 }])
  })

  test('before we first saw it brought what the paid lines say', () => {
    const elite = makeSubscription('sub_1', [
      ['2026-03-10', makeContent([makeItem('trading.elite.month', '2026-03-01', '2026-04-01')], { startedAt: at(START) })],
    ])
    const january = makeInvoice('in_1', { lookupKey: PRO, start: START, end: '2026-02-01', reason: 'start' })
    expect(revenue([elite, january], '2026-01-10')).toEqual([{ currency: 'USD', amount: 9900 }])
  })
})

test('what comes in is the same in any order, and never below nothing', () => {
  const any = fc.record({
    amount: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 0, max: 20 }),
    count: fc.integer({ min: 1, max: 12 }),
    off: fc.integer({ min: 0, max: 1_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (given) => {
      const facts = given.map(({ amount, quantity, count, off }, index) =>
        subscribe(
          [item({ amount, interval: { unit: 'month', count } }, { quantity, discounts: [take({ perMillion: off })] })],
          {},
          `sub_${index}`,
        ),
      )
      const [sum = { amount: 0 }] = revenue(facts)
      expect(revenue([...facts, ...facts].reverse())).toEqual(revenue(facts))
      const exact = given.reduce((all, { amount, quantity, count, off }) => all + (amount * quantity * (1 - off / 1_000_000)) / count, 0)
      expect(Math.abs(sum.amount - exact)).toBeLessThanOrEqual(given.length / 2 + 0.01)
    }),
    { numRuns: 500, seed: 20261121 },
  )
})
