import { DAY, type Stage } from '../stage.ts'
import { type Counts, countEstates, countPart } from './countEstates.ts'
import type { Life, Terms } from './subscriptionLives.ts'
import * as lives from './subscriptionLives.ts'
import { times } from './times.ts'

const PRODUCT = 'estate-management'
const monthly = (plan: string): Terms => ({ plan: `${PRODUCT}.${plan}`, interval: 'month' })
const yearly = (plan: string): Terms => ({ plan: `${PRODUCT}.${plan}`, interval: 'year' })
const STARTER = monthly('starter')
const PROFESSIONAL = monthly('professional')
const ENTERPRISE = monthly('enterprise')

const SMALL: Counts = {
  estates: 18,
  allocations: 36,
  primary: 44,
  affiliated: 12,
  ownMarketers: 3,
  affiliatedMarketers: 1,
  properties: 30,
}

/** Five stocks, two of them in parts; paid in naira by the month or the year. */
export function stageEstateManagement(stage: Stage): void {
  const use = (life: Life, exact: Partial<Counts> = {}) => countEstates(stage, life, exact)
  times(9, () => use(lives.steady(stage, STARTER)))
  times(8, () => use(lives.steady(stage, PROFESSIONAL)))
  times(4, () => use(lives.steady(stage, ENTERPRISE)))
  times(2, () => use(lives.steady(stage, yearly('starter'))))
  times(3, () => use(lives.steady(stage, yearly('professional'))))
  use(lives.steady(stage, yearly('enterprise')))
  // Wants to move down to Starter: 125 estates, 10 marketers and more must go first.
  use(lives.steady(stage, ENTERPRISE), {
    estates: 150,
    allocations: 50,
    primary: 60,
    affiliated: 40,
    ownMarketers: 8,
    affiliatedMarketers: 7,
    properties: 50,
  })
  // Fits Starter exactly; and but for one estate.
  use(lives.steady(stage, PROFESSIONAL), {
    estates: 25,
    allocations: 50,
    primary: 70,
    affiliated: 30,
    ownMarketers: 3,
    affiliatedMarketers: 2,
    properties: 50,
  })
  use(lives.steady(stage, PROFESSIONAL), {
    estates: 26,
    allocations: 31,
    primary: 40,
    affiliated: 9,
    ownMarketers: 2,
    affiliatedMarketers: 1,
    properties: 22,
  })
  use(lives.steady(stage, STARTER), { estates: 25, ownMarketers: 4, affiliatedMarketers: 1 })
  use(lives.atMonthEnd(stage, PROFESSIONAL))
  use(lives.recovered(stage, STARTER, 8))
  use(lives.late(stage, PROFESSIONAL, 4))
  use(lives.late(stage, STARTER, 10))
  use(lives.paused(stage, PROFESSIONAL, 21))
  use(lives.ending(stage, ENTERPRISE, 9))
  use(lives.ended(stage, STARTER, 12, false))
  use(lives.ended(stage, PROFESSIONAL, 45, true))
  use(lives.changed(stage, STARTER, PROFESSIONAL, 14))
  use(lives.changed(stage, ENTERPRISE, PROFESSIONAL, 7))
  use(lives.byInvoice(stage, ENTERPRISE, 11, 7))
  // Its counts would fit Starter, but are three days old; of the next one only half of what must be known was ever told.
  countEstates(stage, lives.steady(stage, PROFESSIONAL), SMALL, stage.now - 3 * DAY)
  countPart(stage, lives.steady(stage, ENTERPRISE), 'estates', null, 88, null)
}
