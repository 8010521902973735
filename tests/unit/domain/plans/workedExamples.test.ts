import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkChange } from '../../../../src-main/domain/plans/checkChange.ts'
import { deriveTerm } from '../../../../src-main/domain/quota/deriveTerm.ts'
import { checkPreflight } from '../../../../src-main/domain/usage/checkPreflight.ts'
import type { Metric, MetricKind, Plan } from '../../../../src-shared/model/catalog.ts'
import { type Instant, parseInstant } from '../../../../src-shared/model/instant.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'

/** The worked examples lie beside the project. Where they do not, each file of them is one skipped test. */
const FOLDER = new URL('../../../../../shared/vectors/', import.meta.url)

interface Example<Given, Expected> {
  name: string
  given: Given
  expect: Expected
}

interface DowngradeGiven {
  at: string
  catalog: {
    metrics: Record<string, { kind: MetricKind }>
    plans: Record<string, { tier: number; limits: Record<string, Limit>; features: string[] }>
  }
  current: string
  target: string
  usage: Record<string, { used: number; asOf: string }>
}

interface DowngradeExpected {
  kind: string
  verdict: string
  exceeds: object[]
  tightened: object[]
  lost: string[]
  stale: string[]
}

runExamples<DowngradeGiven, DowngradeExpected>('downgrade.json', ({ at, catalog, current, target, usage }, expected) => {
  const metrics = mapValues(catalog.metrics, ({ kind }, name): Metric => ({ name, kind, counts: '' }))
  const plans = mapValues(catalog.plans, ({ tier, limits, features }, name) =>
    plan(name, { tier, limits, features: Object.fromEntries(features.map((feature) => [feature, true as const])) }),
  )
  const check = checkChange({
    catalog: { metrics, plans },
    current,
    target,
    at: instant(at),
    usage: mapValues(usage, ({ used, asOf }) => ({ used, asOf: instant(asOf) })),
  })
  const { kind, verdict, tightened, lost } = check
  const exceeds = check.exceeds.map(({ metric, used, limit, overage }) => ({ metric, used, limit, overage }))
  expect({ kind, verdict, exceeds, tightened, lost, stale: check.stale.map(({ metric }) => metric) }).toEqual(expected)
  if (verdict === 'blocked') {
    expect(check.steps).toEqual(
      check.exceeds.map(({ metric, overage, used, limit }) => `${metric}: archive ${overage} (${used} → ${limit})`),
    )
  }
})

interface PreflightGiven {
  limit: Limit
  used: number
  count: number
  plans: { plan: string; tier: number; limit: Limit }[]
}

runExamples<PreflightGiven, object>('preflight.json', ({ limit, used, count, plans }, expected) => {
  const current = plans.find((each) => each.limit === limit)
  const answer = checkPreflight({
    name: 'API calls',
    kind: 'flow',
    count,
    used,
    plan: { tier: current?.tier ?? 0, limit },
    standing: 'regular',
    plans,
  })
  expect(answer).toMatchObject(expected)
  expect(answer).toMatchObject({ used, limit })
})

interface QuotaGiven {
  plans: Record<string, number>
  free: string
  graceDays: number
  at: string
  payments: { ref: string; plan: string; paidAt: string; outcome: 'succeeded' | 'failed' }[]
  usage: { when: string; quantity: number }[]
}

interface QuotaExpected {
  plan: string
  status: string
  quota: number
  used: number
  expiresAt: string | null
}

runExamples<QuotaGiven, QuotaExpected>('quota.json', (given, expected) => {
  const plans = mapValues(given.plans, (images, name) =>
    plan(name, {
      tier: Object.keys(given.plans).indexOf(name),
      limits: { images },
      graceDays: given.graceDays,
      quota: { metric: 'images', ...(name === given.free ? {} : { termDays: 30 }) },
    }),
  )
  const term = deriveTerm({
    catalogAt: () => ({ plans, freePlan: given.free }),
    payments: given.payments.map(({ ref, plan: bought, paidAt, outcome }) => ({
      key: ref,
      plan: bought,
      interval: 'once',
      amount: 100,
      at: instant(paidAt),
      outcome,
      fact: { provider: 'stripe', type: 'payment', ref },
    })),
    records: given.usage.map(({ when, quantity }, index) => ({
      key: `record ${index}`,
      metric: 'images',
      quantity,
      at: instant(when),
      dimension: null,
      source: 'example',
    })),
    at: instant(given.at),
  })
  const { quota } = term
  expect({ plan: term.plan, status: term.status, quota: quota?.limit, used: quota?.used, expiresAt: term.endsAt }).toEqual({
    ...expected,
    expiresAt: expected.expiresAt === null ? null : instant(expected.expiresAt),
  })
  expect(term.why.length).toBeGreaterThan(0)
})

function runExamples<Given, Expected>(file: string, run: (given: Given, expected: Expected) => void): void {
  const path = fileURLToPath(new URL(file, FOLDER))
  if (!existsSync(path)) {
    test.skip(`the worked examples of ${file} (1 of 3 files skipped: it does not lie beside the project)`)
    return
  }
  const examples: Example<Given, Expected>[] = JSON.parse(readFileSync(path, 'utf8'))
  describe(`the worked examples of ${file}`, () => {
    test('are there', () => {
      expect(examples.length).toBeGreaterThan(5)
    })

    test.each(examples)('$name', ({ given, expect: expected }) => {
      run(given, expected)
    })
  })
}

function plan(name: string, given: Partial<Plan>): Plan {
  return {
    name,
    tier: 0,
    prices: [],
    limits: {},
    features: {},
    graceDays: 7,
    isMostPopular: false,
    isRecommended: false,
    ...given,
  }
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}

function instant(text: string): Instant {
  const at = parseInstant(text)
  if (at === null) throw new Error(`${text} is no instant`)
  return at
}
