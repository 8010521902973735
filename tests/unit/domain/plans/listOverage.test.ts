import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOverage, type OverageQuestion } from '../../../../src-main/domain/plans/listOverage.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { instant, RUNS } from '../usage/makeRecord.ts'
import { makeUsage, readCatalog } from './readCatalog.ts'

const NOW = instant('2026-03-10T12:00:00Z')
const { metrics, plans } = readCatalog('estate-management')
const STARTER = plans['starter']?.limits ?? {}
const FITTING = { estates: 12, allocations: 31, clients: 64, marketers: 3, properties: 22 }

function list(companies: Record<string, Record<string, number | null>>, given: Partial<OverageQuestion> = {}) {
  const asked = Object.entries(companies).map(([company, used]) => ({ company, usage: makeUsage({ ...FITTING, ...used }, NOW) }))
  return listOverage({ metrics, limits: STARTER, companies: asked, at: NOW, ...given })
}

test('companies that would not fit come worst first, by the largest share of a limit', () => {
  const { companies } = list({
    kilimani: { estates: 33 },
    epe: { clients: 131 },
    lekki: { estates: 212, clients: 1_204 },
    tema: {},
    baobab: { marketers: 50, clients: 600 },
  })
  // 12.04, 10, 1.32 and 1.31 times their limits.
  expect(companies.map(({ company }) => company)).toEqual(['lekki', 'baobab', 'kilimani', 'epe'])
  expect(companies[2]?.exceeds).toEqual([{ metric: 'estates', kind: 'stock', used: 33, limit: 25, overage: 8 }])
})

test('of one share the one with more over in all comes first, then the id decides', () => {
  const same = { estates: 50 }
  const { companies } = list({ b: same, a: same, c: { ...same, clients: 101 } })
  expect(companies.map(({ company }) => company)).toEqual(['c', 'a', 'b'])
})

test('totals are of each metric that anyone is over on, and say of how many', () => {
  const { totals, counts } = list({ a: { estates: 30, clients: 110 }, b: { estates: 26 }, c: {} })
  expect(totals).toEqual({ estates: 6, clients: 10 })
  expect(counts).toEqual({ estates: 2, clients: 1 })
})

test('a company of which something is unknown neither fits nor is over', () => {
  const overage = list({ a: { estates: null }, b: {}, c: { estates: 26, clients: null } })
  expect(overage.unknown).toEqual([{ company: 'a', stale: [{ metric: 'estates', asOf: null, ageMs: null }] }])
  expect(overage.companies).toMatchObject([{ company: 'c', exceeds: [{ metric: 'estates' }], stale: [{ metric: 'clients' }] }])
  expect(overage.fitCount).toBe(1)
})

test('edited limits are a what-if, unlimited included', () => {
  const companies = { a: { estates: 33 }, b: { clients: 131 } }
  expect(list(companies, { limits: { ...STARTER, estates: 40 } }).companies.map(({ company }) => company)).toEqual(['b'])
  expect(list(companies, { limits: { ...STARTER, estates: 40, clients: 'unlimited' } }).companies).toEqual([])
  expect(list(companies, { limits: {} }).fitCount).toBe(2)
})

test('a limit of 0 is worse than any share', () => {
  const { companies } = list({ a: { estates: 2_500, properties: 0 }, b: { properties: 1 } }, { limits: { estates: 25, properties: 0 } })
  expect(companies.map(({ company }) => company)).toEqual(['b', 'a'])
})

test('the order of companies changes nothing, and totals are the sums of what is shown', () => {
  const usage = fc.record({ estates: fc.option(fc.nat(60)), clients: fc.nat(250), hours: fc.nat(40) })
  const companies = fc.array(usage, { maxLength: 8 }).map((given) =>
    given.map(({ hours, ...used }, index) => ({
      company: `co_${index}`,
      usage: makeUsage({ ...FITTING, ...used }, toInstant(NOW - hours * 3_600_000)),
    })),
  )
  fc.assert(
    fc.property(
      companies.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, shuffled]) => {
        const ask = (each: typeof given) => listOverage({ metrics, limits: STARTER, companies: each, at: NOW })
        const overage = ask(given)
        expect(ask(shuffled)).toEqual(overage)
        expect(overage.companies.length + overage.unknown.length + overage.fitCount).toBe(given.length)
        const shown = overage.companies.flatMap(({ exceeds }) => exceeds).reduce((sum, { overage: over }) => sum + over, 0)
        expect(Object.values(overage.totals).reduce((sum, over) => sum + over, 0)).toBe(shown)
      },
    ),
    RUNS,
  )
})
