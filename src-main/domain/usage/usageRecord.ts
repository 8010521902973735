import type { Instant } from '../../../src-shared/model/instant.ts'

/** One thing that was told about a company's use of a metric. */
export interface UsageRecord {
  /** Unique per company among its usage records: the same telling, sent again, has the same key. */
  key: string
  metric: string
  /** A whole number from 0: flow, how many were used then; stock, how many there are from then on. */
  quantity: number
  at: Instant
  /** `endpoint` → `analyze`. Of a stock metric `part` names the part of the whole that is told. */
  dimension: { name: string; value: string } | null
  /** Who told it: a meter, an endpoint, a file, a member of staff. */
  source: string
}

/** The time over which a flow metric is counted: its start belongs to it, its end does not. */
export interface UsageWindow {
  start: Instant
  end: Instant | null
}

/** How much of a metric is used, and as of when that is known. Where nobody has told, there is none of these. */
export interface MetricUsage {
  used: number
  /** Of the newest record, or up to when the source was read, whichever is later. */
  asOf: Instant
  /** Parts of the whole that nobody has told: `used` is then no more than a lower bound. */
  missingParts?: readonly string[]
}

/** Orders by instant, then by key, as entries at one instant go everywhere. */
function compareRecords(a: UsageRecord, b: UsageRecord): number {
  return a.at - b.at || compareText(a.key, b.key)
}

/**
 * The records of one metric up to and including an instant, each telling once, oldest first.
 *
 * However they came in: in any order, or twice.
 */
export function listRecords(records: readonly UsageRecord[], metric: string, at: Instant): UsageRecord[] {
  const byKey = new Map<string, UsageRecord>()
  // Of two contents under one key the first is kept; the second would have been refused at the door.
  for (const record of records) {
    const known = byKey.get(record.key)
    if (!known || compareContents(record, known) < 0) byKey.set(record.key, record)
  }
  return [...byKey.values()].filter((record) => record.metric === metric && record.at <= at).sort(compareRecords)
}

/** 0 where two records say the same. Who told it is not what is told: a line typed in and imported again is one telling. */
export function compareContents(a: UsageRecord, b: UsageRecord): number {
  return a.at - b.at || a.quantity - b.quantity || compareText(a.metric, b.metric) || compareText(toText(a), toText(b))
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function toText({ dimension }: UsageRecord): string {
  return dimension ? JSON.stringify([dimension.name, dimension.value]) : ''
}
