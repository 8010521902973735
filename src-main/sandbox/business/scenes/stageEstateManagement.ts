import { DAY, type Stage } from '../stage.ts'
import type { Life, Terms } from './subscriptionLives.ts'
import * as lives from './subscriptionLives.ts'
import { times } from './times.ts'

const PRODUCT = 'estate-management'
const monthly = (plan: string): Terms => ({ plan: `${PRODUCT}.${plan}`, interval: 'month' })
const yearly = (plan: string): Terms => ({ plan: `${PRODUCT}.${plan}`, interval: 'year' })
const STARTER = monthly('starter')
const PROFESSIONAL = monthly('professional')
const ENTERPRISE = monthly('enterprise')

/** How many a customer of a plan has when it uses the plan well. */
const USUAL: Readonly<Record<string, Counts>> = {
  starter: { estates: 14, allocations: 28, primary: 42, affiliated: 20, ownMarketers: 2, affiliatedMarketers: 1, properties: 30 },
  professional: { estates: 58, allocations: 118, primary: 210, affiliated: 96, ownMarketers: 9, affiliatedMarketers: 6, properties: 120 },
  enterprise: { estates: 150, allocations: 410, primary: 720, affiliated: 380, ownMarketers: 34, affiliatedMarketers: 41, properties: 520 },
}

interface Counts {
  estates: number
  allocations: number
  primary: number
  affiliated: number
  ownMarketers: number
  affiliatedMarketers: number
  properties: number
}

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

function countEstates(stage: Stage, life: Life, exact: Partial<Counts>, until: number | null = null): void {
  const usual = USUAL[life.plan.split('.')[1] ?? ''] ?? USUAL['starter']
  if (!usual) return
  const share = 0.4 + 0.75 * stage.chance.fraction(`estates/${stage.serial()}`)
  const of = (name: keyof Counts) => exact[name] ?? Math.round(usual[name] * share)
  countPart(stage, life, 'estates', null, of('estates'), until)
  countPart(stage, life, 'allocations', null, of('allocations'), until)
  countPart(stage, life, 'clients', 'primary', of('primary'), until)
  countPart(stage, life, 'clients', 'affiliated', of('affiliated'), until)
  countPart(stage, life, 'marketers', 'primary', of('ownMarketers'), until)
  countPart(stage, life, 'marketers', 'affiliated', of('affiliatedMarketers'), until)
  countPart(stage, life, 'properties', null, of('properties'), until)
}

function countPart(
  stage: Stage,
  { customer, anchor }: Life,
  metric: string,
  part: string | null,
  count: number,
  until: number | null,
): void {
  const from = Math.max(anchor, stage.now - 110 * DAY)
  stage.count(customer, { kind: 'stock', product: PRODUCT, metric, part, from, until, count, grownAt: stage.now, exact: null })
}
