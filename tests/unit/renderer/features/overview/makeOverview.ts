import type { NearLimit, OverviewAnswer, RevenueMonth } from '../../../../../src-shared/contract/overview.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'

const HOUR = 3_600_000
const MONTHS = ['2025-12', ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)]

export function makeMonth(month: string, more: Partial<RevenueMonth> = {}): RevenueMonth {
  return { month, new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 0, ...more }
}

/** Twelve months, of which the last has a movement. */
export function makeMonths(last: Partial<RevenueMonth>): RevenueMonth[] {
  return MONTHS.map((month, index) => makeMonth(month, index === 11 ? last : {}))
}

/** Thirty days up to 21 November, of which the last two have payments. */
function makeDays(amounts: readonly [number, number], failed: number) {
  return Array.from({ length: 30 }, (_, index) => {
    const amount = index < 28 ? 0 : (amounts[index - 28] ?? 0)
    const day = new Date(Date.UTC(2026, 9, 23 + index)).toISOString().slice(0, 10)
    return { day, amount, count: amount === 0 ? 0 : 2, failed: index === 29 ? failed : 0 }
  })
}

export function makeNear(number: number, more: Partial<NearLimit> = {}): NearLimit {
  return {
    company: `co_${number}`,
    name: `Company ${number}`,
    product: 'estate-management',
    plan: 'starter',
    metric: 'estates',
    used: 33,
    limit: 25,
    level: 'blocked',
    asOf: NOW,
    reachedAt: null,
    ...more,
  }
}

export function makeOverview(more: Partial<OverviewAnswer> = {}): OverviewAnswer {
  return {
    asOf: NOW,
    mrr: [
      { currency: 'USD', amount: 4_128_600 },
      { currency: 'NGN', amount: 1_194_000_00 },
      { currency: 'KES', amount: 386_500_00 },
    ],
    statuses: { trialing: 41, active: 1_874, grace: 14, paused: 5, canceled: 9, expired: 3, none: 0 },
    graceEndingSoon: 3,
    trialsEndingSoon: 9,
    unmatched: { count: 2, oldestAt: toInstant(NOW - 19 * HOUR) },
    movement: [
      {
        currency: 'USD',
        months: makeMonths({ new: 140_600, expansion: 61_200, reactivation: 18_000, contraction: -22_400, churn: -51_600, end: 4_128_600 }),
      },
      { currency: 'NGN', months: makeMonths({ churn: -11_000_000, end: 119_400_000 }) },
    ],
    payments: [
      { provider: 'stripe', currency: 'USD', days: makeDays([120_000, 29_00], 3) },
      { provider: 'paystack', currency: 'NGN', days: makeDays([0, 15_000_000], 0) },
    ],
    near: {
      total: 37,
      items: [
        makeNear(1, { name: 'Kilimani Plots & Homes' }),
        makeNear(2, {
          name: 'Blue Heron Security',
          product: 'threat-analytics',
          plan: 'professional',
          metric: 'api-calls',
          used: 4_712,
          limit: 5_000,
          level: 'warn',
          reachedAt: toInstant(NOW + 24 * HOUR),
        }),
      ],
    },
    ...more,
  }
}

/** Of a workspace whose companies have bought nothing yet. */
export function makeQuietOverview(): OverviewAnswer {
  return makeOverview({
    mrr: [],
    statuses: { trialing: 0, active: 0, grace: 0, paused: 0, canceled: 0, expired: 0, none: 0 },
    graceEndingSoon: 0,
    trialsEndingSoon: 0,
    unmatched: { count: 0, oldestAt: null },
    movement: [],
    payments: [],
    near: { total: 0, items: [] },
  })
}
