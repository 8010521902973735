import { lastTurn } from '../../stripe/billing/cycle.ts'
import { DAY, HOUR, type Stage } from '../stage.ts'
import type { Life, Terms } from './subscriptionLives.ts'
import * as lives from './subscriptionLives.ts'
import { times } from './times.ts'

const PRODUCT = 'maintenance-hours'
const quarterly = (plan: string): Terms => ({ plan: `${PRODUCT}.${plan}`, interval: 'quarter' })
const ESSENTIALS = quarterly('essentials')
const DIRECTOR = quarterly('director')
const COO = quarterly('coo')

/** Minutes of work a week of a customer that uses its plan well. */
const USUAL: Readonly<Record<string, number>> = { essentials: 85, director: 170, coo: 420, none: 15 }

/** Hours of each month, billed by the quarter, and packs beside them. */
export function stageMaintenanceHours(stage: Stage): void {
  const use = (life: Life, minutes: number | null = null) => countWork(stage, life, minutes)
  times(7, () => use(lives.steady(stage, ESSENTIALS)))
  times(6, () => use(lives.steady(stage, DIRECTOR)))
  times(3, () => use(lives.steady(stage, COO)))
  // The hours of this month to the minute; half an hour more; none at all.
  use(lives.steady(stage, ESSENTIALS, { startedAt: stage.now - 102 * DAY, terms: {} }), 480)
  use(lives.steady(stage, ESSENTIALS, { startedAt: stage.now - 195 * DAY, terms: {} }), 1_020)
  use(lives.steady(stage, DIRECTOR, { startedAt: stage.now - 260 * DAY, terms: {} }), 0)
  use(lives.atMonthEnd(stage, DIRECTOR))
  use(lives.recovered(stage, DIRECTOR, 6))
  use(lives.late(stage, ESSENTIALS, 3))
  use(lives.late(stage, DIRECTOR, 9))
  use(lives.paused(stage, ESSENTIALS, 20))
  use(lives.ending(stage, DIRECTOR, 12))
  use(lives.ended(stage, ESSENTIALS, 25, false))
  use(lives.changed(stage, ESSENTIALS, DIRECTOR, 16))
  use(lives.trial(stage, ESSENTIALS, 6, true))
  use(lives.byInvoice(stage, DIRECTOR, 10, 30))
  use(lives.discounted(stage, COO, 'NONPROFIT'))
  buyPacks(stage)
}

/** Packs: live, spent, about to expire, expired with a rest, without any plan, and one that was given back. */
function buyPacks(stage: Stage): void {
  const soon = lives.steady(stage, ESSENTIALS, { startedAt: stage.now - 140 * DAY, terms: {} })
  stage.checkOut(soon.customer, stage.now - 86 * DAY, `${PRODUCT}.hours-5.once`)
  countWork(stage, soon, 560)
  const spent = lives.steady(stage, ESSENTIALS, { startedAt: stage.now - 100 * DAY, terms: {} })
  stage.checkOut(spent.customer, stage.now - 20 * DAY, `${PRODUCT}.hours-5.once`)
  stage.checkOut(spent.customer, stage.now - 5 * DAY, `${PRODUCT}.hours-20.once`)
  countWork(stage, spent, 1_500)
  const lapsed = lives.steady(stage, DIRECTOR, { startedAt: stage.now - 250 * DAY, terms: {} })
  stage.checkOut(lapsed.customer, stage.now - 120 * DAY, `${PRODUCT}.hours-5.once`)
  countWork(stage, lapsed, 300)
  times(2, (index) => {
    const joinedAt = stage.now - (60 + index * 30) * DAY
    const customer = stage.join(joinedAt)
    stage.checkOut(customer, joinedAt + 2 * HOUR, `${PRODUCT}.hours-10.once`)
    countWork(stage, { customer, plan: `${PRODUCT}.none`, anchor: joinedAt + 3 * HOUR, until: null }, null)
  })
  const refused = stage.join(stage.now - 4 * DAY)
  stage.checkOut(refused, stage.now - 4 * DAY + HOUR, `${PRODUCT}.hours-10.once`, { kind: 'declines', code: 'do_not_honor' })
  const returned = lives.steady(stage, ESSENTIALS, { startedAt: stage.now - 50 * DAY, terms: {} })
  stage.checkOut(returned.customer, stage.now - 30 * DAY, `${PRODUCT}.hours-10.once`)
  stage.at(stage.now - 22 * DAY, () => {
    const { data } = stage.act('charges.list', { customer: returned.customer.id, limit: 1 }) as { data: { id: string }[] }
    const [charge] = data
    if (charge) stage.act('refunds.create', { charge: charge.id, reason: 'requested_by_customer' })
  })
  countWork(stage, returned, null)
}

function countWork(stage: Stage, { customer, plan, anchor, until }: Life, minutes: number | null): void {
  const usual = USUAL[plan.split('.')[1] ?? ''] ?? 0
  const share = 0.5 + 0.7 * stage.chance.fraction(`work/${stage.serial()}`)
  const from = Math.max(anchor, stage.now - 100 * DAY)
  const windowStart = lastTurn(anchor, { interval: 'month', interval_count: 1 }, stage.now)
  const exact = minutes === null ? null : { from: windowStart, to: stage.now, total: minutes }
  const minutesPerWeek = usual * share
  stage.count(customer, { kind: 'hours', product: PRODUCT, from, until, minutesPerWeek, exact })
  const requests = { kind: 'flow', product: PRODUCT, from, until, endpoints: [], exact: null } as const
  stage.count(customer, { ...requests, metric: 'change-requests', perDay: minutesPerWeek / 330 })
  stage.count(customer, { ...requests, metric: 'urgent-requests', perDay: minutesPerWeek / 640 })
  stage.count(customer, { ...requests, metric: 'requests-per-day', perDay: minutesPerWeek / 300 })
}
