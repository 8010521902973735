import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { EntitlementAnswer } from '../../../../../src-shared/contract/entitlements.ts'
import type { ChangeCheckAnswer, PlanComparison } from '../../../../../src-shared/contract/plans.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'

const HOUR = 3_600_000

/** As the catalog file of estates has it, in short; `trading` comes after it by its name. */
export const ENTRIES: CatalogEntry[] = [
  {
    product: 'trading',
    name: 'Trading',
    version: 2,
    from: null,
    plans: ['free'],
    content: { name: 'Trading', metrics: { positions: { name: 'Positions', kind: 'stock' } }, plans: { free: { name: 'Free', tier: 0 } } },
  },
  {
    product: 'estate-management',
    name: 'Estate management',
    version: 7,
    from: toInstant(Date.UTC(2026, 8, 1)),
    plans: ['starter', 'professional', 'enterprise'],
    content: {
      name: 'Estate management',
      metrics: {
        estates: { name: 'Estates', kind: 'stock' },
        clients: { name: 'Clients', kind: 'stock' },
        properties: { name: 'Properties', kind: 'stock' },
        'sms-sent': { name: 'SMS sent', kind: 'flow' },
      },
      features: { 'plot-maps': { name: 'Plot maps' }, 'own-domain': { name: 'Own domain' }, support: { name: 'Support' } },
      plans: {
        starter: { name: 'Starter', tier: 1 },
        professional: { name: 'Professional', tier: 2 },
        enterprise: { name: 'Enterprise', tier: 3 },
      },
    },
  },
]

const column = { isSubscribed: false, isMostPopular: false, isRecommended: false, isRecommendedHere: false }
const naira = (amount: number) => [{ currency: 'NGN', amount }]

/** What the company `co_1` uses stands in `used`; without a company nothing does. */
export function makeComparison(more: Partial<PlanComparison> = {}): PlanComparison {
  return {
    product: 'estate-management',
    company: 'co_1',
    columns: [
      { ...column, plan: 'starter', name: 'Starter', tier: 1 },
      { ...column, plan: 'professional', name: 'Professional', tier: 2, isMostPopular: true, isRecommended: true },
      { ...column, plan: 'enterprise', name: 'Enterprise', tier: 3, isSubscribed: true, isRecommendedHere: true },
    ],
    rows: [
      { kind: 'price', interval: 'month', cells: [naira(2_500_000), naira(6_000_000), naira(15_000_000)] },
      { kind: 'price', interval: 'year', cells: [[], naira(60_000_000), naira(150_000_000)] },
      {
        kind: 'limit',
        metric: 'estates',
        used: 150,
        cells: [
          { limit: 25, overage: 125 },
          { limit: 100, overage: 50 },
          { limit: 'unlimited', overage: 0 },
        ],
      },
      {
        kind: 'limit',
        metric: 'clients',
        used: null,
        cells: [
          { limit: 1000, overage: null },
          { limit: 1000, overage: null },
          { limit: 1000, overage: null },
        ],
      },
      {
        kind: 'limit',
        metric: 'properties',
        used: 48,
        cells: [
          { limit: 50, overage: 0 },
          { limit: 200, overage: 0 },
          { limit: 'unlimited', overage: 0 },
        ],
      },
      { kind: 'feature', feature: 'plot-maps', cells: [true, true, true] },
      { kind: 'feature', feature: 'own-domain', cells: [null, null, true] },
      { kind: 'feature', feature: 'support', cells: ['by mail', 'by mail', 'by phone'] },
      { kind: 'hours', what: 'minutes-per-month', cells: [null, 480, 'unlimited'] },
      { kind: 'grace-days', cells: [7, 7, 10] },
    ],
    recommendation: { kind: 'recommended', plan: 'enterprise', metrics: [] },
    ...more,
  }
}

export function withoutCompany(): PlanComparison {
  const { columns, rows, ...rest } = makeComparison()
  return {
    ...rest,
    company: null,
    columns: columns.map((each) => ({ ...each, isSubscribed: false, isRecommendedHere: false })),
    rows: rows.map((row) =>
      row.kind === 'limit' ? { ...row, used: null, cells: row.cells.map(({ limit }) => ({ limit, overage: null })) } : row,
    ),
    recommendation: { kind: 'none', plan: null, metrics: [] },
  }
}

/** From Enterprise to Starter, unless said otherwise; nothing found yet. */
export function makeCheck(more: Partial<ChangeCheckAnswer>): ChangeCheckAnswer {
  return {
    company: 'co_1',
    product: 'estate-management',
    current: 'enterprise',
    target: 'starter',
    kind: 'downgrade',
    verdict: 'ok',
    wayOn: 'free',
    exceeds: [],
    steps: [],
    stale: [],
    tightened: [],
    lost: [],
    reduced: [],
    hours: [],
    unreadable: [],
    possibleAt: null,
    ...more,
  }
}

export const BLOCKED = makeCheck({
  verdict: 'blocked',
  wayOn: 'none',
  exceeds: [
    { metric: 'estates', kind: 'stock', used: 150, limit: 25, overage: 125 },
    { metric: 'sms-sent', kind: 'flow', used: 4712, limit: 500, overage: 4212 },
  ],
  steps: ['Estates: archive 125 (150 → 25)', 'SMS sent: wait for the reset (4712 → 500)'],
})

export const PERIOD_END = makeCheck({
  verdict: 'period-end',
  wayOn: 'at-period-end',
  exceeds: [{ metric: 'sms-sent', kind: 'flow', used: 4712, limit: 500, overage: 4212 }],
  steps: ['SMS sent: wait for the reset (4712 → 500)'],
  lost: ['own-domain'],
  possibleAt: toInstant(Date.UTC(2026, 11, 6)),
})

export const WARNING = makeCheck({
  verdict: 'warning',
  wayOn: 'acknowledged',
  tightened: [
    { metric: 'estates', from: 'unlimited', to: 25 },
    { metric: 'properties', from: 'unlimited', to: 50 },
  ],
  lost: ['own-domain'],
  reduced: [{ feature: 'support', from: 'by phone', to: 'by mail' }],
  hours: [{ what: 'minutes-per-month', from: 960, to: 465 }],
  unreadable: [{ metric: 'estates', text: 'Plots above the limit can no longer be read.' }],
})

/** Of one metric nobody told, of the other too long ago, and that is over as well. */
export const UNKNOWN = makeCheck({
  verdict: 'unknown',
  wayOn: 'written-reason',
  exceeds: [{ metric: 'sms-sent', kind: 'flow', used: 4712, limit: 500, overage: 4212 }],
  stale: [
    { metric: 'clients', asOf: null, ageMs: null },
    { metric: 'sms-sent', asOf: toInstant(NOW - 26 * HOUR), ageMs: 26 * HOUR },
  ],
})

export const UPGRADE = makeCheck({ current: 'starter', target: 'enterprise', kind: 'upgrade' })

export function makeStanding(more: Partial<EntitlementAnswer> = {}): EntitlementAnswer {
  const use = { used: 150, limit: 'unlimited', remaining: 'unlimited', window: null, parts: [], missingParts: [] } as const
  return {
    company: 'co_1',
    product: 'estate-management',
    plan: 'enterprise',
    subscribedPlan: 'enterprise',
    status: 'active',
    period: null,
    endsAt: null,
    cancelAtPeriodEnd: false,
    limits: {},
    features: {},
    usage: {
      estates: { ...use, parts: [], missingParts: [], asOf: toInstant(NOW - 60_000) },
      properties: { ...use, used: 48, parts: [], missingParts: [], asOf: toInstant(NOW - HOUR) },
    },
    notes: [],
    doubles: [],
    why: [],
    ...more,
  }
}
