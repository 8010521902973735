import type { Instant } from '../../../src-shared/model/instant.ts'
import { toDayText } from '../../domain/calendar/findDay.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import { findMetricKind } from '../../domain/usage/findMetricKind.ts'
import { listUsageMoves, type UsageMove } from '../../domain/usage/listUsageMoves.ts'
import { listRecords, type UsageRecord } from '../../domain/usage/usageRecord.ts'
import type { ReadDb } from '../readDb.ts'

/** So many records are read before others may go first. */
const STRIDE = 5_000
const END_OF_TIME = 8_640_000_000_000_000 as Instant

type Row = [
  company: string,
  product: string,
  metric: string,
  key: string,
  quantity: number,
  at: Instant,
  name: string | null,
  value: string | null,
  source: string,
]

/** A sum of `usage_day`, in the order of its columns. */
export type UsageDaySum = [product: string, metric: string, kind: string, day: string, part: string, quantity: number, told: number]

type MeteredRow = [product: string, metric: string, quantity: number, at: Instant]

/**
 * Counts from the records alone what `usage_day` keeps: what was told, metric by metric of each company, which is the order of an index; and
 * what meters counted, which names no endpoint and adds up.
 */
export function* countUsageDays(
  { sqlite }: ReadDb,
  { catalogs, zone }: { catalogs: Catalogs; zone: string },
): Generator<undefined, UsageDaySum[]> {
  const sums = new Map<string, UsageDaySum>()
  const toDay = (at: Instant) => toDayText(at, zone)
  const add = (product: string, metric: string, kind: string, { day, group, quantity, told }: UsageMove) => {
    const part = group ?? ''
    const name = JSON.stringify([product, metric, kind, day, part])
    const [, , , , , sum = 0, tellings = 0] = sums.get(name) ?? []
    sums.set(name, [product, metric, kind, day, part, sum + quantity, tellings + told])
  }
  let own: Row[] = []
  const addUp = () => {
    const [first] = own
    if (!first) return
    const [, product, metric] = first
    const kind = findMetricKind(catalogs, product, metric)
    for (const move of listUsageMoves(kind, listRecords(own.map(toRecord), metric, END_OF_TIME), toDay)) add(product, metric, kind, move)
    own = []
  }
  const records = sqlite
    .prepare(
      `select company, product, metric, key, quantity, at, dimension_name, dimension_value, source
      from usage_record order by company, product, metric, at`,
    )
    .raw()
    .iterate() as IterableIterator<Row>
  let read = 0
  for (const row of records) {
    if (own[0] && (own[0][0] !== row[0] || own[0][1] !== row[1] || own[0][2] !== row[2])) addUp()
    own.push(row)
    read += 1
    if (read % STRIDE === 0) yield
  }
  addUp()
  const metered = sqlite.prepare('select product, metric, quantity, at from metered_record').raw().iterate() as IterableIterator<MeteredRow>
  for (const [product, metric, quantity, at] of metered) {
    add(product, metric, 'flow', { day: toDay(at), group: null, quantity, told: 1 })
    read += 1
    if (read % STRIDE === 0) yield
  }
  return [...sums.values()].filter(([, , , , , quantity, told]) => quantity !== 0 || told !== 0)
}

function toRecord([, , metric, key, quantity, at, name, value, source]: Row): UsageRecord {
  return { key, metric, quantity, at, dimension: name === null || value === null ? null : { name, value }, source }
}
