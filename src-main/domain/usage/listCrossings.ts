import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { type Limit, reachesPercent } from '../../../src-shared/model/limit.ts'
import { isInWindow } from './measureFlow.ts'
import { listStockLevels } from './measureStock.ts'
import { listRecords, type UsageRecord, type UsageWindow } from './usageRecord.ts'

/** Per cent of the limit on which staff are told, smallest first. */
export type Thresholds = Readonly<Record<MetricKind, readonly number[]>>

export const DEFAULT_THRESHOLDS: Thresholds = { flow: [75, 80, 90, 100], stock: [90, 100] }

export interface CrossingQuestion {
  metric: string
  kind: MetricKind
  records: readonly UsageRecord[]
  period: UsageWindow
  at: Instant
  /** The limit and its changes, oldest first. The first holds for all time before it. */
  limits: readonly { from: Instant; limit: Limit }[]
  thresholds?: Thresholds
}

/** An alert: a threshold was crossed. Its key says what it is one of: threshold, metric and period. */
export interface Crossing {
  key: string
  rule: 'threshold'
  metric: string
  percent: number
  at: Instant
  used: number
  limit: Limit
}

/**
 * The alerts of one metric in one period (`threshold`), in the order in which they were due.
 *
 * One per threshold, however often the use or the limit goes down and up again. They follow from the records, so a late record
 * may move one to its own instant and can never add a second. What stood above before the period began has not crossed in it.
 */
export function listCrossings(question: CrossingQuestion): Crossing[] {
  const { metric, kind, period, thresholds = DEFAULT_THRESHOLDS } = question
  const percents = [...new Set(thresholds[kind])].sort((a, b) => a - b)
  const crossed = new Map<number, Crossing>()
  let isAbove = new Set<number>()
  for (const { at, used } of listStandings(question)) {
    const limit = findLimit(question, at)
    const reached = percents.filter((percent) => reachesPercent({ used, limit }, percent))
    for (const percent of reached) {
      if (at < period.start || isAbove.has(percent) || crossed.has(percent)) continue
      crossed.set(percent, { key: `${metric}:${period.start}:${percent}`, rule: 'threshold', metric, percent, at, used, limit })
    }
    isAbove = new Set(reached)
  }
  return [...crossed.values()]
}

/** What was used at every instant of the period at which something changed; of a stock, also before it. */
function listStandings({ metric, kind, records, period, at, limits }: CrossingQuestion): { at: Instant; used: number }[] {
  const told = listRecords(records, metric, at)
  const levels = kind === 'stock' ? listStockLevels(told) : listFlowLevels(told.filter((record) => isInWindow(record.at, period)))
  const changes = limits.map(({ from }) => from).filter((from) => from <= at)
  const instants = [...new Set([...levels.keys(), ...changes])].sort((a, b) => a - b)
  const standings: { at: Instant; used: number }[] = []
  for (const instant of instants) {
    const used = levels.get(instant) ?? standings.at(-1)?.used
    if (used !== undefined && (period.end === null || instant < period.end)) standings.push({ at: instant, used })
  }
  return standings
}

function listFlowLevels(told: readonly UsageRecord[]): Map<Instant, number> {
  const levels = new Map<Instant, number>()
  let used = 0
  for (const { at, quantity } of told) {
    used += quantity
    levels.set(at, used)
  }
  return levels
}

function findLimit({ limits }: CrossingQuestion, at: Instant): Limit {
  const inForce = limits.findLast(({ from }) => from <= at) ?? limits[0]
  return inForce?.limit ?? 'unlimited'
}
