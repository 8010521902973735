import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { findDay } from '../calendar/findDay.ts'
import { isInWindow } from './measureFlow.ts'
import { listStockLevels } from './measureStock.ts'
import { compareText, listRecords, type UsageRecord, type UsageWindow } from './usageRecord.ts'

export interface UsageSum {
  /** The dimension's value, the day (`2026-03-10`) or the month (`2026-03`); null for what names no such dimension. */
  group: string | null
  quantity: number
  /** Of the group's newest record. */
  asOf: Instant
}

export interface SumQuestion {
  metric: string
  kind: MetricKind
  records: readonly UsageRecord[]
  window: UsageWindow
  at: Instant
}

/** What was used, by the value of one dimension such as `endpoint`. A stock's values are what each was told last. */
export function sumByDimension(question: SumQuestion, dimension: string): UsageSum[] {
  return sumBy(question, (record) => (record.dimension?.name === dimension ? record.dimension.value : null))
}

/**
 * What was used on each day that anything was told, by the calendar of a zone.
 *
 * A stock cannot be added up over time: its day says how many there were at its end.
 */
export function sumByDay(question: SumQuestion, zone: string): UsageSum[] {
  const toDay = createDayOf(zone)
  return sumByTime(question, toDay)
}

/** As by day, for each month. */
export function sumByMonth(question: SumQuestion, zone: string): UsageSum[] {
  const toDay = createDayOf(zone)
  return sumByTime(question, (at) => toDay(at).slice(0, -3))
}

function sumByTime(question: SumQuestion, toGroup: (at: Instant) => string): UsageSum[] {
  const sums = sumBy(question, (record) => toGroup(record.at))
  if (question.kind === 'flow') return sums
  const levels = listStockLevels(listRecords(question.records, question.metric, question.at))
  return sums.map((sum) => ({ ...sum, quantity: levels.get(sum.asOf) ?? sum.quantity }))
}

function sumBy({ metric, kind, records, window, at }: SumQuestion, toGroup: (record: UsageRecord) => string | null): UsageSum[] {
  const sums = new Map<string | null, UsageSum>()
  for (const record of listRecords(records, metric, at).filter((each) => isInWindow(each.at, window))) {
    const group = toGroup(record)
    const before = kind === 'flow' ? (sums.get(group)?.quantity ?? 0) : 0
    sums.set(group, { group, quantity: before + record.quantity, asOf: record.at })
  }
  return [...sums.values()].sort((a, b) => Number(a.group === null) - Number(b.group === null) || compareText(a.group ?? '', b.group ?? ''))
}

/** Nearer to the ends of the calendar days are not told apart by `findDay`. */
const FAR_MS = 8_600_000_000_000_000

/** The calendar day of an instant in a zone, as `2026-03-10`: asked of the calendar, which answers slowly, once a day. */
function createDayOf(zone: string): (at: Instant) => string {
  const known = new Map<Instant, string>()
  const toDay = createDayFormat(zone)
  return (at) => {
    const { start, end } = findDay(at, zone)
    if (Math.abs(at) > FAR_MS || at < start || at >= end) return toDay(at)
    const day = known.get(start) ?? toDay(at)
    known.set(start, day)
    return day
  }
}

function createDayFormat(zone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => {
    const parts = format.formatToParts(at)
    const find = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
    return `${find('year').padStart(4, '0')}-${find('month')}-${find('day')}`
  }
}
