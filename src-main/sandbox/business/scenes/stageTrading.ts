import { DAY, HOUR, type Stage } from '../stage.ts'
import type { Life, Terms } from './subscriptionLives.ts'
import * as lives from './subscriptionLives.ts'
import { times } from './times.ts'

const PRODUCT = 'trading'
const FREE = `${PRODUCT}.free`
const PRO: Terms = { plan: `${PRODUCT}.pro`, interval: 'month' }
const ELITE: Terms = { plan: `${PRODUCT}.elite`, interval: 'month' }

/** Open positions, a stock that never resets. */
export function stageTrading(stage: Stage): void {
  const { chance } = stage
  const some = (least: number, most: number) => chance.between(`positions/${stage.serial()}`, least, most)
  const use = (life: Life, positions: number) => countPositions(stage, life, positions)
  times(8, () => use(onFree(stage), some(0, 4)))
  use(onFree(stage), 5)
  use(onFree(stage), 6)
  times(14, () => use(lives.steady(stage, PRO), some(3, 36)))
  times(7, () => use(lives.steady(stage, ELITE), some(20, 260)))
  for (const positions of [39, 46, 50, 51]) use(lives.steady(stage, PRO), positions)
  use(lives.atMonthEnd(stage, ELITE), 74)
  use(lives.trial(stage, PRO, 1, true), 12)
  use(lives.trial(stage, ELITE, 10, true), 31)
  use(lives.trial(stage, PRO, -3, false), 17)
  for (const days of [5, 16]) use(lives.recovered(stage, PRO, days), some(8, 40))
  use(lives.late(stage, PRO, 2), 22)
  use(lives.late(stage, ELITE, 5, 'expired_card'), 61)
  use(lives.late(stage, PRO, 11), 19)
  use(lives.late(stage, PRO, 30), 9)
  use(lives.paused(stage, PRO, 12), 28)
  use(lives.collectionHeld(stage, ELITE, 4), 90)
  use(lives.ending(stage, ELITE, 3), 58)
  use(lives.ending(stage, PRO, 15), 4)
  // Ended with more than the free plan holds.
  use(lives.ended(stage, PRO, 9, false), 23)
  use(lives.ended(stage, ELITE, 33, false), 47)
  use(lives.ended(stage, PRO, 55, true), 3)
  use(lives.changed(stage, PRO, ELITE, 6), 63)
  use(lives.changed(stage, ELITE, PRO, 10), 44)
  use(lives.doubled(stage, PRO, ELITE), 35)
  use(lives.discounted(stage, PRO, 'WELCOME'), 14)
  use(lives.givenBack(stage, PRO, 20, 'part'), 18)
  use(lives.unconfirmed(stage, PRO, 15), 0)
  lives.steady(stage, PRO)
}

function onFree(stage: Stage): Life {
  const joinedAt = stage.now - stage.chance.between(`free/${stage.serial()}`, 3, 300) * DAY - 5 * HOUR
  return { customer: stage.join(joinedAt), plan: FREE, anchor: joinedAt, until: null }
}

/** Positions stay open when a subscription ends: they are counted on. */
function countPositions(stage: Stage, { customer, anchor }: Life, count: number): void {
  stage.count(customer, {
    kind: 'stock',
    product: PRODUCT,
    metric: 'positions',
    part: null,
    from: Math.max(anchor, stage.now - 200 * DAY),
    until: null,
    count,
    grownAt: stage.now,
    exact: null,
  })
}
