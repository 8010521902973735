import { expect, test } from 'vitest'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import type { BilledFact, ProductUsage } from '../../../../src-main/domain/companyFacts.ts'
import { readProduct } from '../../../../src-main/domain/entitlement/findHolding.ts'
import { listAlerts } from '../../../../src-main/domain/entitlement/listAlerts.ts'
import { readTimeline } from '../../../../src-main/domain/entitlement/readTimeline.ts'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { at, catalogs, makeContent, makeFacts, makeInvoice, makeItem, makeOverride, makeSubscription, makeUse } from './makeFacts.ts'

const API = 'threat-analytics'
const STARTER = `${API}.starter.month`
const PROFESSIONAL = `${API}.professional.month`

const MARCH = makeInvoice('in_1', { lookupKey: STARTER, start: '2026-03-01', end: '2026-04-01', reason: 'start' })
const ON_STARTER: BilledFact[] = [
  makeSubscription('sub_1', [['2026-03-01', makeContent([makeItem(STARTER, '2026-03-01', '2026-04-01')], { anchor: at('2026-03-01') })]]),
  MARCH,
]

function list(
  billed: BilledFact[],
  usage: ProductUsage[],
  when: string,
  more: Partial<Parameters<typeof makeFacts>[1]> = {},
  product = API,
) {
  const billing = readBilling(makeFacts(billed, { usage, ...more }), catalogs)
  return listAlerts(readTimeline(readProduct(billing, product), at(when)), 'UTC').map(
    ({ metric, percent, at: crossedAt, used, limit }) => `${toIso(crossedAt).slice(0, 10)} ${metric} ${percent} %: ${used} of ${limit}`,
  )
}

test('a flow sets off each threshold of its plan’s limit once, in the month in course', () => {
  const usage = [
    makeUse(API, 'api-calls', 499, '2026-02-20'),
    makeUse(API, 'api-calls', 380, '2026-03-05'),
    makeUse(API, 'api-calls', 80, '2026-03-09'),
    makeUse(API, 'api-calls', 60, '2026-03-12'),
  ]
  expect(list(ON_STARTER, usage, '2026-03-20')).toEqual([
    '2026-03-05 api-calls 75 %: 380 of 500',
    '2026-03-09 api-calls 80 %: 460 of 500',
    '2026-03-09 api-calls 90 %: 460 of 500',
    '2026-03-12 api-calls 100 %: 520 of 500',
  ])
  expect(list(ON_STARTER, usage, '2026-03-06')).toEqual(['2026-03-05 api-calls 75 %: 380 of 500'])
  expect(list(ON_STARTER, usage, '2026-04-20')).toEqual([])
})

test('each is by the limit that held then: a larger plan later takes none back, and sets its own off', () => {
  const content = makeContent([makeItem(PROFESSIONAL, '2026-03-01', '2026-04-01')])
  const [before] = ON_STARTER
  if (before?.kind !== 'subscription') throw new Error('the first fact is the subscription')
  const changed: BilledFact[] = [
    { ...before, content, stateAt: at('2026-03-10'), earlier: [{ at: before.stateAt, content: before.content }] },
    MARCH,
  ]
  const usage = [makeUse(API, 'api-calls', 450, '2026-03-05'), makeUse(API, 'api-calls', 4550, '2026-03-20')]
  expect(list(changed, usage, '2026-03-25')).toEqual([
    '2026-03-05 api-calls 75 %: 450 of 500',
    '2026-03-05 api-calls 80 %: 450 of 500',
    '2026-03-05 api-calls 90 %: 450 of 500',
    '2026-03-20 api-calls 100 %: 5000 of 5000',
  ])
})

test('a stock is told from 90 % on, by what was granted by hand too', () => {
  const usage = [makeUse('trading', 'positions', 4, '2026-03-05'), makeUse('trading', 'positions', 5, '2026-03-08')]
  // Everyone is on the free plan, of 5 positions.
  expect(list([], usage, '2026-03-20', {}, 'trading')).toEqual(['2026-03-08 positions 90 %: 5 of 5', '2026-03-08 positions 100 %: 5 of 5'])
  const recorded = [makeOverride('trading', '2026-03-01', '2026-06-01', null, { positions: 50 })]
  expect(list([], usage, '2026-03-20', { recorded }, 'trading')).toEqual([])
})

test('what has no limit sets off nothing', () => {
  const recorded = [makeOverride(API, '2026-03-01', '2026-06-01', null, { 'api-calls': 'unlimited' })]
  expect(list(ON_STARTER, [makeUse(API, 'api-calls', 9000, '2026-03-05')], '2026-03-20', { recorded })).toEqual([])
})
