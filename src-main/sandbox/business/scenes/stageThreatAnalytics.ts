import { lastTurn } from '../../stripe/billing/cycle.ts'
import { DAY, HOUR, type Stage } from '../stage.ts'
import type { Life, Terms } from './subscriptionLives.ts'
import * as lives from './subscriptionLives.ts'
import { times } from './times.ts'

const PRODUCT = 'threat-analytics'
const ENDPOINTS = [
  { name: 'analyze', share: 0.52 },
  { name: 'redact', share: 0.23 },
  { name: 'report', share: 0.16 },
  { name: 'drill', share: 0.09 },
]
/** Calls a month of a customer that uses its plan well. */
const USUAL: Readonly<Record<string, number>> = { free: 60, starter: 310, professional: 3_100, enterprise: 24_000 }

const plan = (name: string): Terms => ({ plan: `${PRODUCT}.${name}`, interval: 'month' })
const FREE = plan('free')
const STARTER = plan('starter')
const PROFESSIONAL = plan('professional')
const ENTERPRISE = plan('enterprise')

/** API calls by endpoint, sold by the month. */
export function stageThreatAnalytics(stage: Stage): void {
  const use = (life: Life, exact: number | null = null) => countCalls(stage, life, exact)
  times(9, () => use(onFree(stage)))
  use(onFree(stage), 100)
  use(onFree(stage), 101)
  times(2, () => use(lives.steady(stage, FREE, { terms: {} })))
  times(12, () => use(lives.steady(stage, STARTER)))
  times(9, () => use(lives.steady(stage, PROFESSIONAL)))
  times(4, () => use(lives.steady(stage, ENTERPRISE)))
  for (const calls of [382, 455, 500, 501, 640]) use(lives.steady(stage, STARTER, { startedAt: midMonth(stage, calls), terms: {} }), calls)
  for (const calls of [4_100, 4_800, 5_000]) use(lives.steady(stage, PROFESSIONAL, { startedAt: midMonth(stage, calls), terms: {} }), calls)
  use(lives.atMonthEnd(stage, PROFESSIONAL))
  use(lives.trial(stage, PROFESSIONAL, 2, true))
  use(lives.trial(stage, STARTER, 9, true))
  use(lives.trial(stage, PROFESSIONAL, 5, false))
  use(lives.trial(stage, STARTER, -6, false))
  use(lives.trial(stage, PROFESSIONAL, -20, true))
  for (const days of [4, 12, 40]) use(lives.recovered(stage, STARTER, days))
  for (const days of [1, 3, 6]) use(lives.late(stage, PROFESSIONAL, days))
  use(lives.late(stage, STARTER, 9, 'expired_card'))
  use(lives.late(stage, STARTER, 22))
  use(lives.paused(stage, STARTER, 6))
  use(lives.paused(stage, PROFESSIONAL, 17))
  use(lives.collectionHeld(stage, STARTER, 8))
  use(lives.ending(stage, PROFESSIONAL, 4))
  use(lives.ending(stage, STARTER, 11))
  use(lives.ended(stage, PROFESSIONAL, 18, false), null)
  use(lives.ended(stage, STARTER, 70, true))
  use(lives.changed(stage, STARTER, PROFESSIONAL, 9))
  use(lives.changed(stage, PROFESSIONAL, STARTER, 5))
  use(lives.doubled(stage, STARTER, PROFESSIONAL))
  use(lives.byInvoice(stage, ENTERPRISE, 6, 14))
  use(lives.byInvoice(stage, ENTERPRISE, 21, 14))
  use(lives.unconfirmed(stage, STARTER, 7))
  use(lives.discounted(stage, PROFESSIONAL, 'NONPROFIT'))
  use(lives.seats(stage, PROFESSIONAL, 3))
  use(lives.givenBack(stage, PROFESSIONAL, 13, 'part'))
  use(lives.givenBack(stage, ENTERPRISE, 8, 'disputed'))
  // Its calls were last told three days ago, and of this one nobody ever told any.
  countCalls(stage, lives.steady(stage, STARTER), null, stage.now - 3 * DAY)
  lives.steady(stage, STARTER)
}

/** Has an account and uses what is free: nothing was ever bought. */
function onFree(stage: Stage): Life {
  const joinedAt = stage.now - stage.chance.between(`free/${stage.serial()}`, 12, 320) * DAY - 3 * HOUR
  return { customer: stage.join(joinedAt), plan: FREE.plan, anchor: joinedAt, until: null }
}

/** Some months back, so that the month that is on began between a week and three weeks ago. */
function midMonth(stage: Stage, calls: number): number {
  return stage.now - (calls % 4) * 61 * DAY - stage.chance.between(`mid/${stage.serial()}`, 8, 20) * DAY
}

function countCalls(stage: Stage, { customer, plan, anchor, until }: Life, exact: number | null, lastTold = until): void {
  const usual = USUAL[plan.split('.')[1] ?? ''] ?? 0
  const share = 0.45 + 0.75 * stage.chance.fraction(`calls/${stage.serial()}`)
  const from = Math.max(anchor, stage.now - 120 * DAY)
  stage.count(customer, {
    kind: 'flow',
    product: PRODUCT,
    metric: 'api-calls',
    from,
    until: lastTold,
    perDay: (usual * share) / 30,
    endpoints: ENDPOINTS,
    exact: exact === null ? null : { from: toWindowStart(stage, plan, anchor), to: stage.now, total: exact },
  })
}

/** The month that calls are counted over now: the subscription's, or of what is free the calendar's. */
function toWindowStart({ now, monthStartsAt }: Stage, plan: string, anchor: number): number {
  return plan === FREE.plan ? Math.max(monthStartsAt, anchor) : lastTurn(anchor, { interval: 'month', interval_count: 1 }, now)
}
