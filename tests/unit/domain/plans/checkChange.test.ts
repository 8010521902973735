import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareVerdicts, isConflict, toWayOn } from '../../../../src-main/domain/plans/changeVerdict.ts'
import { type ChangeQuestion, checkChange } from '../../../../src-main/domain/plans/checkChange.ts'
import type { Plan } from '../../../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { instant, RUNS } from '../usage/makeRecord.ts'
import { makeUsage, readCatalog } from './readCatalog.ts'

const NOW = instant('2026-03-10T12:00:00Z')
const HOUR_MS = 3_600_000
const ESTATES = readCatalog('estate-management')
const HOURS = readCatalog('maintenance-hours')
const FITTING = { estates: 12, allocations: 31, clients: 64, marketers: 3, properties: 22 }

/** Of stock and flow: estates are owned, reports are made. */
const MIXED = readCatalog('estate-management', ({ metrics, plans }) => {
  metrics['reports'] = { name: 'Reports', kind: 'flow' }
  for (const [plan, limit] of Object.entries({ starter: 10, professional: 100, enterprise: 'unlimited' })) {
    Object.assign(plans[plan]?.limits ?? {}, { reports: limit })
  }
})

function check(used: Record<string, number | null>, given: Partial<ChangeQuestion> & { asOf?: Instant } = {}) {
  const { asOf = NOW, ...rest } = given
  return checkChange({ catalog: ESTATES, current: 'enterprise', target: 'starter', usage: makeUsage(used, asOf), at: NOW, ...rest })
}

describe('a change is', () => {
  test.each([
    ['starter', 'professional', 'upgrade'],
    ['professional', 'starter', 'downgrade'],
    ['starter', 'starter', 'switch'],
    [null, 'starter', 'upgrade'],
  ])('from %s to %s an %s', (current, target, kind) => {
    expect(check(FITTING, { current, target }).kind).toBe(kind)
  })
})

describe('a downgrade is blocked', () => {
  test('when any stock metric is over, with a step for each', () => {
    const { verdict, exceeds, steps } = check({ estates: 150, allocations: 300, clients: 600, marketers: 50, properties: 48 })
    expect(verdict).toBe('blocked')
    expect(exceeds[0]).toEqual({ metric: 'estates', kind: 'stock', used: 150, limit: 25, overage: 125 })
    expect(steps).toEqual([
      'Estates: archive 125 (150 → 25)',
      'Allocations: archive 250 (300 → 50)',
      'Clients: archive 500 (600 → 100)',
      'Marketers: archive 45 (50 → 5)',
    ])
  })

  test('by one above the limit, and not at it', () => {
    expect(check({ ...FITTING, estates: 26 })).toMatchObject({ verdict: 'blocked', exceeds: [{ metric: 'estates', overage: 1 }] })
    expect(check({ ...FITTING, estates: 25 })).toMatchObject({ verdict: 'warning', exceeds: [] })
  })

  test('by a limit of 0 as soon as there is one', () => {
    const catalog = readCatalog('estate-management', ({ plans }) => Object.assign(plans['starter']?.limits ?? {}, { estates: 0 }))
    expect(check({ ...FITTING, estates: 1 }, { catalog }).verdict).toBe('blocked')
    expect(check({ ...FITTING, estates: 0 }, { catalog }).verdict).toBe('warning')
  })

  test('though other metrics are unknown, and though flow is over too', () => {
    const { verdict, stale, steps } = check({ ...FITTING, estates: 26, clients: null, reports: 11 }, { catalog: MIXED })
    expect(verdict).toBe('blocked')
    expect(stale).toEqual([{ metric: 'clients', asOf: null, ageMs: null }])
    expect(steps).toEqual(['Estates: archive 1 (26 → 25)', 'Reports: wait for the reset (11 → 10)'])
  })

  test('with no way on', () => {
    expect(toWayOn('blocked')).toBe('none')
  })
})

describe('a downgrade is unknown', () => {
  test('when a metric that the target limits has no usage', () => {
    expect(check({ ...FITTING, properties: null })).toMatchObject({ verdict: 'unknown', stale: [{ metric: 'properties' }] })
    const { properties, ...without } = FITTING
    expect(check(without)).toMatchObject({ verdict: 'unknown', stale: [{ metric: 'properties' }] })
    expect(properties).toBeGreaterThan(0)
  })

  test('when usage is older than the bound, and says how old', () => {
    const asOf = toInstant(NOW - 24 * HOUR_MS - 1)
    const { verdict, stale } = check(FITTING, { asOf })
    expect(verdict).toBe('unknown')
    expect(stale[0]).toEqual({ metric: 'estates', asOf, ageMs: 24 * HOUR_MS + 1 })
    expect(stale).toHaveLength(5)
  })

  test('not when usage is exactly as old as the bound', () => {
    expect(check(FITTING, { asOf: toInstant(NOW - 24 * HOUR_MS) })).toMatchObject({ verdict: 'warning', stale: [] })
  })

  test('by the workspace’s own bound', () => {
    const asOf = toInstant(NOW - HOUR_MS - 1)
    expect(check(FITTING, { asOf, freshnessMs: HOUR_MS }).verdict).toBe('unknown')
    expect(check(FITTING, { asOf, freshnessMs: HOUR_MS + 1 }).verdict).toBe('warning')
  })

  test('when a part of the whole was told by nobody', () => {
    const usage = { ...makeUsage(FITTING, NOW), clients: { used: 60, asOf: NOW, missingParts: ['affiliated'] } }
    expect(check({}, { usage })).toMatchObject({ verdict: 'unknown', stale: [{ metric: 'clients', asOf: NOW, ageMs: 0 }] })
  })

  test('not for a metric that the target does not limit', () => {
    const catalog = readCatalog('estate-management', ({ plans }) => {
      delete plans['starter']?.limits['estates']
      Object.assign(plans['starter']?.limits ?? {}, { clients: 'unlimited' })
    })
    expect(check({ ...FITTING, estates: null, clients: null }, { catalog })).toMatchObject({ verdict: 'warning', stale: [] })
  })

  test('before it is possible at the period’s end', () => {
    expect(check({ ...FITTING, reports: 11, clients: null }, { catalog: MIXED }).verdict).toBe('unknown')
  })

  test('with a way on by a written reason alone', () => {
    expect(toWayOn('unknown')).toBe('written-reason')
  })
})

test('a stale metric that is over is in both lists: stock blocks, flow is unknown', () => {
  const asOf = toInstant(NOW - 48 * HOUR_MS)
  const usage = makeUsage({ ...FITTING, reports: 3 }, NOW)
  const stock = check({}, { catalog: MIXED, usage: { ...usage, estates: { used: 40, asOf } } })
  expect(stock).toMatchObject({ verdict: 'blocked', exceeds: [{ metric: 'estates' }], stale: [{ metric: 'estates' }] })
  const flow = check({}, { catalog: MIXED, usage: { ...usage, reports: { used: 40, asOf } } })
  expect(flow).toMatchObject({ verdict: 'unknown', exceeds: [{ metric: 'reports' }], stale: [{ metric: 'reports' }] })
})

test('a downgrade waits for the period’s end when only flow is over', () => {
  const periodEnd = instant('2026-03-31T00:00:00Z')
  const over = { ...FITTING, reports: 11 }
  expect(check(over, { catalog: MIXED, periodEnd })).toMatchObject({ verdict: 'period-end', possibleAt: periodEnd })
  expect(check(over, { catalog: MIXED })).toMatchObject({ verdict: 'period-end', possibleAt: null })
  expect(check(FITTING, { periodEnd }).possibleAt).toBeNull()
  expect(toWayOn('period-end')).toBe('at-period-end')
})

describe('a downgrade that fits is a warning that shows', () => {
  test('every limit that tightens, from unlimited too', () => {
    expect(check(FITTING).tightened).toContainEqual({ metric: 'estates', from: 'unlimited', to: 25 })
    expect(check(FITTING, { current: 'professional' }).tightened).toContainEqual({ metric: 'estates', from: 100, to: 25 })
    expect(check(FITTING).tightened.map(({ metric }) => metric)).toEqual(Object.keys(ESTATES.metrics))
  })

  test('limits that staff had granted by hand', () => {
    const tightened = check(FITTING, { current: 'professional', currentLimits: { estates: 25, marketers: 40 } }).tightened
    expect(tightened.map(({ metric, from }) => [metric, from])).toEqual([
      ['allocations', 200],
      ['clients', 500],
      ['marketers', 40],
      ['properties', 200],
    ])
  })

  test('every feature that is lost', () => {
    expect(check(FITTING, { current: 'professional' }).lost).toEqual(['virtual-account', 'custom-receipts', 'agent-commissions'])
  })

  test('every feature whose value shrinks or is another word, and none that grows', () => {
    const catalog = readCatalog('estate-management', ({ features, plans }) => {
      Object.assign(features, { seats: { name: 'Seats' }, answer: { name: 'Answer' }, rooms: { name: 'Rooms' }, tone: { name: 'Tone' } })
      Object.assign(plans['professional'] ?? {}, { features: { seats: 10, answer: '1 hour', rooms: 2, tone: true } })
      Object.assign(plans['starter'] ?? {}, { features: { seats: 3, answer: '1 day', rooms: 3, tone: true } })
    })
    expect(check(FITTING, { catalog, current: 'professional' })).toMatchObject({
      lost: [],
      reduced: [
        { feature: 'seats', from: 10, to: 3 },
        { feature: 'answer', from: '1 hour', to: '1 day' },
      ],
    })
  })

  test('every hour that is lost', () => {
    const requests = { 'change-requests': 1, 'urgent-requests': 1, 'requests-per-day': 1 }
    expect(check(requests, { catalog: HOURS, current: 'coo', target: 'director' }).hours).toEqual([
      { what: 'minutes-per-month', from: 'unlimited', to: 960 },
    ])
    expect(check(requests, { catalog: HOURS, current: 'director', target: 'essentials' }).hours).toEqual([
      { what: 'minutes-per-month', from: 960, to: 480 },
      { what: 'rollover-cap-minutes', from: 600, to: 240 },
    ])
    expect(check(requests, { catalog: HOURS, current: 'director', target: 'coo' }).hours).toEqual([])
  })

  test('what becomes unreadable where the catalog says so', () => {
    const text = 'Commission statements of marketers above the limit can no longer be read; they are kept.'
    expect(check(FITTING).unreadable).toEqual([{ metric: 'marketers', text }])
    expect(check(FITTING, { current: 'starter', target: 'enterprise' }).unreadable).toEqual([])
  })

  test('and goes on only knowingly', () => {
    expect(check(FITTING).verdict).toBe('warning')
    expect(toWayOn('warning')).toBe('acknowledged')
  })
})

test('an upgrade and a switch are ok whatever is used, and show the same lists', () => {
  const upgrade = check({ ...FITTING, estates: 140, clients: null }, { current: 'starter', target: 'professional' })
  expect(upgrade).toMatchObject({ verdict: 'ok', exceeds: [{ metric: 'estates', overage: 40 }], stale: [{ metric: 'clients' }], steps: [] })
  expect(check({}, { current: 'starter', target: 'starter' })).toMatchObject({ kind: 'switch', verdict: 'ok', tightened: [], lost: [] })
  expect(check({}, { current: null, target: 'starter' })).toMatchObject({ verdict: 'ok', tightened: [], lost: [] })
  expect(toWayOn('ok')).toBe('free')
})

test('what became worse between looking and sending is a conflict, and what became better is none', () => {
  expect(isConflict('warning', 'blocked')).toBe(true)
  expect(isConflict('warning', 'unknown')).toBe(true)
  expect(isConflict('warning', 'warning')).toBe(false)
  expect(isConflict('unknown', 'warning')).toBe(false)
})

test('metrics come in the catalog’s order, whatever order their usage is in', () => {
  const usage = makeUsage({ properties: 99, estates: 99, clients: 999 }, NOW)
  expect(check({}, { usage }).exceeds.map(({ metric }) => metric)).toEqual(['estates', 'clients', 'properties'])
})

test('a name that every object inherits is no plan, no metric and no feature', () => {
  expect(() => check(FITTING, { target: 'constructor' })).toThrow('a change is between plans of the catalog')
  const catalog = { metrics: { toString: { name: 'Odd', kind: 'stock' as const, counts: '' } }, plans: ESTATES.plans }
  expect(check({}, { catalog })).toMatchObject({ exceeds: [], stale: [] })
  const starter = { ...ESTATES.plans['starter'], limits: { toString: 5 } } as Plan
  const limited = { ...catalog, plans: { ...ESTATES.plans, starter } }
  expect(check({}, { catalog: limited }).stale).toEqual([{ metric: 'toString', asOf: null, ageMs: null }])
})

test('less usage never makes the verdict worse', () => {
  const metrics = Object.keys(MIXED.metrics)
  const usage = fc.tuple(...metrics.map(() => fc.option(fc.nat(250))))
  const ages = fc.tuple(...metrics.map(() => fc.nat(30)))
  const plan = fc.constantFrom('starter', 'professional', 'enterprise')
  fc.assert(
    fc.property(usage, ages, fc.nat(metrics.length - 1), fc.nat(250), plan, plan, (used, hours, index, less, current, target) => {
      const ask = (given: (number | null)[]) => {
        const told = metrics.map((metric, each) => {
          const amount = given[each] ?? null
          return [metric, amount === null ? null : { used: amount, asOf: toInstant(NOW - (hours[each] ?? 0) * HOUR_MS) }]
        })
        return checkChange({ catalog: MIXED, current, target, usage: Object.fromEntries(told), at: NOW })
      }
      const lower = used.with(index, used[index] === null ? null : Math.max(0, (used[index] ?? 0) - less))
      const [before, after] = [ask(used), ask(lower)]
      expect(compareVerdicts(after.verdict, before.verdict)).toBeGreaterThanOrEqual(0)
      expect(isConflict(before.verdict, after.verdict)).toBe(false)
      for (const { used: inUse, limit, overage } of before.exceeds) expect(overage).toBe(inUse - limit)
    }),
    RUNS,
  )
})
