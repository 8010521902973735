import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { type DaySum, listStockDays } from './listDaySums.ts'
import type { UsageRecord } from './usageRecord.ts'

/** What a day adds to the sums of all companies; of a stock, what its end has more or less than the end of the day before. */
export interface UsageMove extends DaySum {
  /** Of a flow, how many records; of a stock, 1 where the company begins to be told of in the group, -1 where it no longer is. */
  told: number
}

/**
 * What one company's tellings of a metric add to the sums of the days.
 *
 * @param told of one company and metric, each telling once, oldest first
 */
export function listUsageMoves(kind: MetricKind, told: readonly UsageRecord[], toDay: (at: Instant) => string): UsageMove[] {
  return kind === 'flow' ? told.map((record) => toFlowMove(record, toDay)) : listStockMoves(told, toDay)
}

function toFlowMove({ at, dimension, quantity }: UsageRecord, toDay: (at: Instant) => string): UsageMove {
  return { day: toDay(at), group: dimension?.name === 'endpoint' ? dimension.value : null, quantity, told: 1 }
}

function listStockMoves(told: readonly UsageRecord[], toDay: (at: Instant) => string): UsageMove[] {
  const days = [...new Set(told.map(({ at }) => toDay(at)))]
  const sums = Map.groupBy(listStockDays(told, days, toDay), ({ day }) => day)
  let before = new Map<string | null, number>()
  return days.flatMap((day) => {
    const now = new Map((sums.get(day) ?? []).map(({ group, quantity }) => [group, quantity]))
    const moves = [...new Set([...before.keys(), ...now.keys()])].map((group): UsageMove => {
      const change = Number(now.has(group)) - Number(before.has(group))
      return { day, group, quantity: (now.get(group) ?? 0) - (before.get(group) ?? 0), told: change }
    })
    before = now
    return moves.filter(({ quantity, told: change }) => quantity !== 0 || change !== 0)
  })
}
