import { DAY, type Stage } from '../stage.ts'
import type { Life } from './subscriptionLives.ts'

const PRODUCT = 'estate-management'

/** How many a customer of a plan has when it uses the plan well. */
const USUAL: Readonly<Record<string, Counts>> = {
  starter: { estates: 14, allocations: 28, primary: 42, affiliated: 20, ownMarketers: 2, affiliatedMarketers: 1, properties: 30 },
  professional: { estates: 58, allocations: 118, primary: 210, affiliated: 96, ownMarketers: 9, affiliatedMarketers: 6, properties: 120 },
  enterprise: { estates: 150, allocations: 410, primary: 720, affiliated: 380, ownMarketers: 34, affiliatedMarketers: 41, properties: 520 },
}

export interface Counts {
  estates: number
  allocations: number
  primary: number
  affiliated: number
  ownMarketers: number
  affiliatedMarketers: number
  properties: number
}

/** What is known of a company's counts, and whether its sales on part payment are told apart. */
type Known = Partial<Counts> & { isSoldInParts?: boolean }

/** What a company has of each: usual numbers of its plan, but for those that are given. */
export function countEstates(stage: Stage, life: Life, exact: Known, until: number | null = null): void {
  const usual = USUAL[life.plan.split('.')[1] ?? ''] ?? USUAL['starter']
  if (!usual) return
  const share = 0.4 + 0.75 * stage.chance.fraction(`estates/${stage.serial()}`)
  const of = (name: keyof Counts): number => exact[name] ?? Math.round(usual[name] * share)
  countPart(stage, life, 'estates', null, of('estates'), until)
  if (exact.isSoldInParts) {
    const partPaid = Math.floor(of('allocations') / 3)
    countPart(stage, life, 'allocations', 'full', of('allocations') - partPaid, until)
    countPart(stage, life, 'allocations', 'part', partPaid, until)
  } else countPart(stage, life, 'allocations', null, of('allocations'), until)
  countPart(stage, life, 'clients', 'primary', of('primary'), until)
  countPart(stage, life, 'clients', 'affiliated', of('affiliated'), until)
  countPart(stage, life, 'marketers', 'primary', of('ownMarketers'), until)
  countPart(stage, life, 'marketers', 'affiliated', of('affiliatedMarketers'), until)
  countPart(stage, life, 'properties', null, of('properties'), until)
}

export function countPart(
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
