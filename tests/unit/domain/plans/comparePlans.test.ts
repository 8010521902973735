import { describe, expect, test } from 'vitest'
import { type ComparisonQuestion, comparePlans, listDifferences } from '../../../../src-main/domain/plans/comparePlans.ts'
import { instant } from '../usage/makeRecord.ts'
import { makeUsage, readCatalog } from './readCatalog.ts'

const NOW = instant('2026-03-10T12:00:00Z')
const ESTATES = readCatalog('estate-management')

function compare(given: Partial<ComparisonQuestion> = {}) {
  const usage = makeUsage({ estates: 150, allocations: null }, NOW)
  return comparePlans({ catalog: ESTATES, subscribed: 'enterprise', recommended: 'professional', usage, ...given })
}

function findRow(id: string, rows = compare().rows) {
  return rows.find((row) => Object.values(row).includes(id))
}

describe('the plans of a product stand side by side', () => {
  test('by tier, lowest first, whatever their order in the file', () => {
    const plans = Object.fromEntries(Object.entries(ESTATES.plans).reverse())
    expect(compare({ catalog: { ...ESTATES, plans } }).columns.map(({ plan }) => plan)).toEqual(['starter', 'professional', 'enterprise'])
  })

  test('with the badges of the catalog, of the company, and of what is computed for it', () => {
    expect(compare().columns).toMatchObject([
      { plan: 'starter', isSubscribed: false, isMostPopular: false, isRecommended: false, isRecommendedHere: false },
      { plan: 'professional', isSubscribed: false, isMostPopular: true, isRecommended: false, isRecommendedHere: true },
      { plan: 'enterprise', isSubscribed: true, isMostPopular: false, isRecommended: false, isRecommendedHere: false },
    ])
  })

  test('one at most bearing Subscribed, the free plan too', () => {
    const catalog = readCatalog('trading')
    const subscribed = (plan: string | null) =>
      compare({ catalog, subscribed: plan, usage: {} }).columns.flatMap((column) => (column.isSubscribed ? [column.plan] : []))
    expect(subscribed('free')).toEqual(['free'])
    expect(subscribed(null)).toEqual([])
  })

  test('with their prices by interval, intervals that none has left out', () => {
    const prices = compare().rows.filter(({ kind }) => kind === 'price')
    expect(prices).toMatchObject([{ interval: 'month' }, { interval: 'year' }])
    expect(prices[0]?.cells[0]).toEqual([{ currency: 'NGN', amount: 2_500_000 }])
  })

  test('with their limits, and what the company would be over by', () => {
    expect(findRow('estates')).toEqual({
      kind: 'limit',
      metric: 'estates',
      used: 150,
      cells: [
        { limit: 25, overage: 125 },
        { limit: 100, overage: 50 },
        { limit: 'unlimited', overage: 0 },
      ],
    })
    expect(findRow('allocations')).toMatchObject({ used: null, cells: [{ limit: 50, overage: null }, {}, {}] })
  })

  test('with what each grants of every feature, in the catalog’s order', () => {
    const features = compare().rows.flatMap((row) => (row.kind === 'feature' ? [row.feature] : []))
    expect(features).toEqual(Object.keys(ESTATES.features))
    expect(findRow('virtual-account')?.cells).toEqual([null, true, true])
  })

  test('with their hours where any has some', () => {
    const { rows } = compare({ catalog: readCatalog('maintenance-hours'), usage: {} })
    expect(findRow('minutes-per-month', rows)?.cells).toEqual([480, 960, 'unlimited'])
    expect(findRow('rollover-cap-minutes', rows)?.cells).toEqual([240, 600, 0])
    expect(findRow('minutes-per-month')).toBeUndefined()
  })

  test('with their days of grace', () => {
    expect(compare().rows.at(-1)).toEqual({ kind: 'grace-days', cells: [7, 7, 7] })
  })
})

test('the view of differences leaves out what all plans share', () => {
  const { rows } = compare()
  const differences = listDifferences(rows)
  expect(differences).not.toContainEqual(findRow('plot-maps'))
  expect(differences.map(({ kind }) => kind)).not.toContain('grace-days')
  expect(differences).toContainEqual(findRow('own-domain'))
  expect(differences).toContainEqual(findRow('estates'))
  expect(rows.length - differences.length).toBe(2)
})
