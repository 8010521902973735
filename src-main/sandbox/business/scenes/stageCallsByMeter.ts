import { lastTurn } from '../../stripe/billing/cycle.ts'
import { DAY, HOUR, idOf, type Stage } from '../stage.ts'
import { steady } from './subscriptionLives.ts'

const PRODUCT = 'threat-analytics'
const METRIC = 'api-calls'
const EVENT = 'api_calls'
/** Dollars a call beyond the plan, in cents. */
const CENTS_A_CALL = '0.2'

/** Who came by which plan so many days ago, and how many calls they made in the month that is on. */
const WHO = [
  { plan: 'professional', days: 12 + 61, calls: 6_240 },
  { plan: 'starter', days: 20 + 92, calls: 437 },
  { plan: 'professional', days: 16 + 31, calls: 2_105 },
  { plan: 'starter', days: 5, calls: 58 },
] as const

/** Pay for calls beyond their plan by the call: their applications tell Stripe's meter, which knows no endpoints. */
export function stageCallsByMeter(stage: Stage): void {
  const meter = idOf(stage.act('meters.create', { display_name: 'API calls', event_name: EVENT, default_aggregation: { formula: 'sum' } }))
  const product = idOf(stage.act('products.create', { name: 'Threat analytics: calls beyond the plan' }))
  const beyond = (calls: number) =>
    idOf(
      stage.act('prices.create', {
        ...{ product, currency: 'usd', billing_scheme: 'tiered', tiers_mode: 'graduated' },
        tiers: [
          { up_to: calls, unit_amount: 0 },
          { up_to: 'inf', unit_amount_decimal: CENTS_A_CALL },
        ],
        recurring: { interval: 'month', usage_type: 'metered', meter },
      }),
    )
  const prices = { starter: beyond(500), professional: beyond(5_000) }
  for (const { plan, days, calls } of WHO) {
    const terms = { plan: `${PRODUCT}.${plan}`, interval: 'month' } as const
    const startedAt = stage.now - days * DAY - 2 * HOUR
    const items = [{ price: stage.price(`${terms.plan}.month`).id }, { price: prices[plan] }]
    const { customer, anchor } = steady(stage, terms, { startedAt, terms: { items } })
    const from = lastTurn(anchor, { interval: 'month', interval_count: 1 }, stage.now)
    stage.count(customer, {
      ...{ kind: 'flow', product: PRODUCT, metric: METRIC, event: EVENT, endpoints: [], from: anchor, until: null },
      perDay: (calls * DAY) / (stage.now - from),
      exact: { from, to: stage.now, total: calls },
    })
  }
}
