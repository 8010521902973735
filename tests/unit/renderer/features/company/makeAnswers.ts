import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { Company } from '../../../../../src-shared/contract/companies.ts'
import type { EntitlementAnswer } from '../../../../../src-shared/contract/entitlements.ts'
import type { HoursAnswer } from '../../../../../src-shared/contract/hours.ts'
import type { PaymentItem } from '../../../../../src-shared/contract/payments.ts'
import type { UseOfMetric } from '../../../../../src-shared/contract/usage.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { makeCompany, NOW } from '../../fakeClient.ts'

export const day = (month: number, date: number, year = 2026) => toInstant(Date.UTC(year, month - 1, date))

export const CATALOGS: CatalogEntry[] = [
  {
    ...{ product: 'trading', name: 'Trading', version: 3, from: day(9, 1), plans: ['free', 'pro'] },
    content: {
      name: 'Trading',
      plans: { free: { name: 'Free', tier: 0 }, pro: { name: 'Pro', tier: 1 } },
      metrics: {
        positions: { name: 'Positions', kind: 'stock' },
        clients: { name: 'Clients', kind: 'stock', parts: { primary: 'Primary', affiliated: 'Affiliated' } },
        'api-calls': { name: 'API calls', kind: 'flow' },
      },
    },
  },
  {
    ...{ product: 'maintenance-hours', name: 'Maintenance hours', version: 1, from: null, plans: ['director'] },
    content: {
      name: 'Maintenance hours',
      plans: { director: { name: 'Director', tier: 1, hours: { minutesPerMonth: 960 } } },
      packs: { 'hours-5': { name: '5 hours', minutes: 300, validDays: 90 } },
    },
  },
]

export const COMPANY: Company = {
  ...makeCompany(1, {
    name: 'Baobab Ridge',
    email: 'accounts@baobab.test',
    phone: '+254700000001',
    since: day(2, 1),
    subscriptions: [
      { product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'active', until: day(12, 11) },
      { product: 'maintenance-hours', plan: 'director', subscribedPlan: 'director', status: 'grace', until: day(11, 26) },
    ],
    worst: { product: 'trading', metric: 'positions', used: 51, limit: 50, level: 'blocked' },
    hours: { product: 'maintenance-hours', available: 465 },
    mrr: [
      { currency: 'USD', amount: 9_900 },
      { currency: 'NGN', amount: 15_000_000 },
    ],
  }),
  customers: [
    {
      ...{ provider: 'stripe', ref: 'cus_1', account: 'acct_1', name: 'Baobab', email: 'accounts@baobab.test', phone: null },
      ...{ createdAt: day(2, 1), deletedAt: null, fetchedAt: NOW },
    },
  ],
  ...{ code: 'BBRDG7', phones: [], references: [], accounts: [] },
  timeline: [{ at: day(2, 1), kind: 'customer.created', source: 'stripe', ref: 'cus_1' }],
}

export function makeEntitlement(more: Partial<EntitlementAnswer> = {}): EntitlementAnswer {
  return {
    ...{ company: 'co_1', product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'active' },
    ...{ period: { start: day(11, 11), end: day(12, 11) }, endsAt: null, cancelAtPeriodEnd: false },
    ...{ limits: { positions: 50 }, features: {}, usage: {}, notes: [], doubles: [] },
    why: [
      {
        ...{ at: day(11, 11), rule: 'renew', text: 'Renewed: counters at 0 for 2026-11-11T00:00:00Z to 2026-12-11T00:00:00Z.' },
        fact: { provider: 'stripe', type: 'invoice', ref: 'in_77' },
      },
      {
        ...{ at: day(2, 1), rule: 'allocate-on-start', text: 'Subscribed to Pro.' },
        fact: { provider: 'stripe', type: 'subscription', ref: 'sub_1' },
      },
    ],
    ...more,
  }
}

export const HOURS_ENTITLEMENT = makeEntitlement({
  ...{ product: 'maintenance-hours', plan: 'director', subscribedPlan: 'director', status: 'grace', endsAt: day(11, 26) },
  notes: ['payment failed'],
  why: [
    {
      ...{ at: day(11, 19), rule: 'grace', text: 'Payment is overdue: Director holds until 2026-11-26T00:00:00Z.' },
      fact: { provider: 'stripe', type: 'invoice', ref: 'in_88' },
    },
  ],
})

export function makeUse(more: Partial<UseOfMetric> = {}): UseOfMetric {
  return {
    ...{ metric: 'positions', kind: 'stock', used: 51, limit: 50, remaining: 0, level: 'blocked', asOf: toInstant(NOW - 120_000) },
    ...{ window: null, parts: [], missingParts: [], projection: null },
    trend: [
      { day: '2026-11-20', quantity: 40 },
      { day: '2026-11-21', quantity: 51 },
    ],
    ...more,
  }
}

const WINDOW = { start: day(11, 5), end: day(12, 5) }
const AFTER = { left: 960, rollover: 0, packs: 0, available: 960, overage: 0, unsettled: 0 }

export function makeHours(more: Partial<HoursAnswer> = {}): HoursAnswer {
  return {
    ...{ company: 'co_1', product: 'maintenance-hours', window: WINDOW, included: 960, used: 645, left: 315 },
    ...{ rollover: { left: 30, cap: 480 }, available: 465, overage: 90 },
    packs: [
      { ref: 'pack-1', minutes: 300, left: 120, expiresAt: day(4, 9, 2027), state: 'live' },
      { ref: 'pack-0', minutes: 300, left: 40, expiresAt: day(10, 1), state: 'lapsed' },
    ],
    ledger: [
      {
        ...{ window: WINDOW, isPaid: true, included: 960, used: 645, overage: 0 },
        steps: [
          { at: day(11, 5), kind: 'allocated', minutes: 960, part: 'month', pack: null, fact: 'in_88', after: AFTER },
          {
            ...{ at: day(11, 18), kind: 'drawn', minutes: 645, part: 'month', pack: null, fact: 'hours_7' },
            after: { ...AFTER, left: 315, available: 465 },
          },
        ],
      },
    ],
    ...more,
  }
}

export function makePayment(number: number, more: Partial<PaymentItem> = {}): PaymentItem {
  return {
    ...{ provider: 'stripe', ref: `in_${number}`, company: 'co_1', companyName: 'Baobab Ridge', product: 'trading', plan: 'pro' },
    ...{ amount: 9_900, currency: 'USD', status: 'succeeded', at: toInstant(day(11, 11) - number * 60_000), seenAt: NOW, reason: null },
    ...more,
  }
}
