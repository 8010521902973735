import { expect, test } from 'vitest'
import { toCompaniesCsv } from '../../../../../src-renderer/features/companies/toCompaniesCsv.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { makeCompany, NOW } from '../../fakeClient.ts'

const DAY = 86_400_000

test('a company is one line, with ids, instants in UTC, and nothing that a spreadsheet takes for a formula', () => {
  const text = toCompaniesCsv([
    makeCompany(1, {
      name: '=HYPERLINK("x")',
      phone: '+254700000001',
      subscriptions: [
        { product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'active', until: toInstant(NOW + 9 * DAY) },
        { product: 'images', plan: null, subscribedPlan: 'basic', status: 'expired', until: toInstant(NOW - DAY) },
        { product: 'hours', plan: 'director', subscribedPlan: 'director', status: 'trialing', until: toInstant(NOW + 2 * DAY) },
      ],
      worst: { product: 'trading', metric: 'positions', used: 48, limit: 50, level: 'warn' },
      hours: { product: 'hours', available: 90 },
      mrr: [
        { currency: 'USD', amount: 4900 },
        { currency: 'KES', amount: 120_050 },
      ],
    }),
    makeCompany(2, { since: null, email: null, links: [], hours: { product: 'hours', available: 'unlimited' }, endedAt: NOW }),
  ])
  const [head, ...lines] = text.trim().split('\r\n')
  expect(head).toBe(
    'Company,Company id,Products and plans,Statuses,Nearest limit,Used,Limit,Minutes left,MRR,Next,E-mail,Phone,Customer since,Ended,Provider ids',
  )
  expect(lines).toEqual([
    `"'=HYPERLINK(""x"")",co_1,trading.pro; images; hours.director,trading: active; images: expired; hours: trialing,trading.positions,48,50,90,49.00 USD; 1200.50 KES,2026-11-23T08:00:00Z,a1@example.test,'+254700000001,2026-11-21T08:00:00Z,,stripe: cus_1`,
    'Company 2,co_2,,,,,,unlimited,,,,,,2026-11-21T08:00:00Z,',
  ])
})
