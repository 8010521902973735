import { describe, expect, test } from 'vitest'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { type MeterFact, toPriceKey } from '../../../../src-main/domain/companyFacts.ts'
import { matchMeter } from '../../../../src-main/domain/usage/matchMeter.ts'
import { at, catalogs, entitle, makeContent, makeFacts, makeItem, makePrice, makeSubscription } from '../entitlement/makeFacts.ts'

const START = '2026-03-01'
const END = '2026-04-01'
const METERED = 'price_calls'

const meter: MeterFact['meter'] = { ref: 'mtr_1', eventName: 'api_calls', name: 'API calls', formula: 'sum' }
const reading = (change: Partial<MeterFact> = {}): MeterFact => ({
  ...{ provider: 'stripe', account: 'acct_1', customer: 'cus_1', meter, readUpTo: at('2026-03-10T12:00:00Z') },
  uses: [{ from: at('2026-03-05'), until: at('2026-03-06'), quantity: 40, windowStart: at(START) }],
  ...change,
})

/** A company that pays for plans by their lookup keys and, with each, for what a meter counts. */
function makeCompany(lookupKeys: string[], metered: MeterFact[] = [], own: string | null = null) {
  const price = {
    ...makePrice('', { isMetered: true, meter: meter.ref, lookupKey: own }),
    ref: METERED,
    lookupKeys: own === null ? [] : [own],
  }
  const subscriptions = lookupKeys.map((key, index) =>
    makeSubscription(`sub_${index}`, [
      [
        START,
        makeContent([makeItem(key, START, END), makeItem('', START, END, { ref: `si_calls_${index}`, price: METERED, quantity: null })]),
      ],
    ]),
  )
  return makeFacts(subscriptions, { metered, prices: new Map([[toPriceKey('stripe', METERED), price]]) })
}

const match = (facts: ReturnType<typeof makeCompany>, of = meter) =>
  matchMeter(readBilling(facts, catalogs), { provider: 'stripe', meter: of })

describe('a meter counts the metric of the name of its events', () => {
  test.each(['api-calls', 'api_calls'])('%s', (eventName) => {
    const matched = { kind: 'matched', product: 'threat-analytics', metric: 'api-calls' }
    expect(match(makeCompany(['threat-analytics.starter.month']), { ...meter, eventName })).toEqual(matched)
  })

  test('of the product of its own price, where that says one', () => {
    const facts = makeCompany(['trading.pro.month'], [], 'threat-analytics.starter.month')
    expect(match(facts)).toMatchObject({ product: 'threat-analytics' })
  })
})

test.each<[string, string[], Partial<MeterFact['meter']>, RegExp]>([
  ['that is of no metric', ['threat-analytics.starter.month'], { eventName: 'tokens' }, /no metric of that name/],
  ['that is another product’s', ['trading.pro.month'], {}, /trading has no metric of that name/],
  ['that counts what does not add up', ['trading.pro.month'], { eventName: 'positions' }, /no use that adds up/],
  ['that keeps the last event', ['threat-analytics.starter.month'], { formula: 'last' }, /keeps the last/],
  ['that counts in a way nobody knows', ['threat-analytics.starter.month'], { formula: 'other' }, /keeps the last|no sum/],
  ['that is paid for with nothing known', ['unheard.of.month'], {}, /nobody knows which product/],
  ['that is paid for with two products', ['threat-analytics.starter.month', 'trading.pro.month'], {}, /threat-analytics and trading/],
  ['that nobody pays by', ['threat-analytics.starter.month'], { ref: 'mtr_other' }, /nobody knows which product/],
])('a meter is not guessed at %s', (_what, lookupKeys, change, reason) => {
  const found = match(makeCompany(lookupKeys), { ...meter, ...change })
  expect(found).toEqual({ kind: 'unmatched', reason: expect.stringMatching(reason) })
})

describe('what a meter counted', () => {
  const use = (facts: ReturnType<typeof makeCompany>, when = '2026-03-10T18:00:00Z') =>
    entitle(facts, 'threat-analytics', when).usage['api-calls']
  const LOOKUP = ['threat-analytics.starter.month']

  test('is used, as of up to when it was read', () => {
    expect(use(makeCompany(LOOKUP, [reading()]))).toMatchObject({ used: 40, remaining: 460, asOf: at('2026-03-10T12:00:00Z') })
  })

  test('is as old as the oldest reading of the customers that a company is', () => {
    const other = reading({ customer: 'cus_2', readUpTo: at('2026-03-09T12:00:00Z') })
    expect(use(makeCompany(LOOKUP, [reading(), other]))).toMatchObject({ used: 80, asOf: at('2026-03-09T12:00:00Z') })
  })

  test('is known as of then, where the past is asked about', () => {
    expect(use(makeCompany(LOOKUP, [reading()]), '2026-03-05T18:00:00Z')).toMatchObject({ used: 40, asOf: at('2026-03-05T18:00:00Z') })
    expect(use(makeCompany(LOOKUP, [reading()]), '2026-03-04T18:00:00Z')).toMatchObject({ used: null })
  })

  test('of a meter that fits no metric is used by nobody', () => {
    expect(use(makeCompany(LOOKUP, [reading({ meter: { ...meter, eventName: 'tokens' } })]))).toMatchObject({ used: null, asOf: null })
  })

  test('counts in the window that it was counted for, however near to its edge', () => {
    const edges = [
      { from: at('2026-02-28'), until: at(START), quantity: 7, windowStart: null },
      { from: at(START), until: at('2026-03-02'), quantity: 1, windowStart: at(START) },
      { from: at('2026-03-31'), until: at(END), quantity: 2, windowStart: at(START) },
    ]
    const facts = makeCompany(LOOKUP, [reading({ uses: edges, readUpTo: at('2026-04-02') })])
    expect(use(facts, '2026-03-31T23:00:00Z')).toMatchObject({ used: 3 })
  })
})
