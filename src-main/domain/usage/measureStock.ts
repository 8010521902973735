import type { Instant } from '../../../src-shared/model/instant.ts'
import { toAsOf } from './measureFlow.ts'
import { compareText, listRecords, type MetricUsage, type UsageRecord } from './usageRecord.ts'

export interface StockQuestion {
  metric: string
  records: readonly UsageRecord[]
  at: Instant
  /** The parts that the catalog names (clients = primary + affiliated). */
  parts?: readonly string[]
  readUpTo?: Instant | null
}

/** A part of the whole as it was told last. */
export interface StockPart {
  part: string
  used: number
  asOf: Instant
}

/** How many there are, and of which parts. Parts are shown even where a newer whole holds. */
export interface StockUsage extends MetricUsage {
  parts: StockPart[]
  /** Whether the whole was told outright, or is the sum of its parts. */
  from: 'whole' | 'parts'
}

/**
 * How many of a stock metric there are at an instant; null where nobody has told.
 *
 * The newer of a whole and the sum of the parts holds, the sum being as new as its newest part. At one instant the whole holds: it was told outright.
 * A part that nobody has told adds nothing and is named as missing, so that no one takes the sum for the whole.
 */
export function measureStock({ metric, records, at, parts: named = [], readUpTo }: StockQuestion): StockUsage | null {
  const count = createStockCount()
  for (const record of listRecords(records, metric, at)) count.add(record)
  const holding = count.find()
  if (!holding) return null
  const parts = [...count.parts]
    .map(([part, record]): StockPart => ({ part, used: record.quantity, asOf: record.at }))
    .sort((a, b) => toRank(named, a.part) - toRank(named, b.part) || compareText(a.part, b.part))
  const missing = holding.from === 'parts' ? named.filter((part) => !count.parts.has(part)) : []
  return {
    used: holding.used,
    asOf: toAsOf([holding.at], readUpTo, at),
    from: holding.from,
    parts,
    ...(missing.length > 0 ? { missingParts: missing } : {}),
  }
}

/**
 * How many there were after each instant at which something was told.
 *
 * @param told of one metric, oldest first
 */
export function listStockLevels(told: readonly UsageRecord[]): Map<Instant, number> {
  const count = createStockCount()
  const levels = new Map<Instant, number>()
  for (const record of told) {
    count.add(record)
    levels.set(record.at, count.find()?.used ?? 0)
  }
  return levels
}

/** Takes records oldest first and says which total holds. */
export function createStockCount() {
  const parts = new Map<string, UsageRecord>()
  let whole: UsageRecord | null = null
  let sum = 0
  let summedAt: Instant | null = null
  return {
    parts,
    add(record: UsageRecord): void {
      const part = record.dimension?.name === 'part' ? record.dimension.value : null
      if (part === null) {
        whole = record
        return
      }
      sum += record.quantity - (parts.get(part)?.quantity ?? 0)
      summedAt = record.at
      parts.set(part, record)
    },
    find(): { from: 'whole' | 'parts'; used: number; at: Instant } | null {
      if (summedAt !== null && (!whole || summedAt > whole.at)) return { from: 'parts', used: sum, at: summedAt }
      return whole && { from: 'whole', used: whole.quantity, at: whole.at }
    },
  }
}

/** Parts go in the catalog's order; those that it no longer names come last. */
function toRank(named: readonly string[], part: string): number {
  const index = named.indexOf(part)
  return index === -1 ? named.length : index
}
