import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { toDayText } from '../../domain/calendar/findDay.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import { findMetricKind } from '../../domain/usage/findMetricKind.ts'
import { listUsageMoves } from '../../domain/usage/listUsageMoves.ts'
import { listRecords, type UsageRecord } from '../../domain/usage/usageRecord.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { createTallies, type Tally } from './createTallies.ts'
import { addAllMetered } from './saveMetered.ts'

/** How many records are added at once. */
const CHUNK = 20_000

type Row = [
  id: number,
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

const FIELDS = 'id, company, product, metric, key, quantity, at, dimension_name, dimension_value, source'

const findLast = prepareOnce((tx: Tx) => tx.sqlite.prepare('select coalesce(max(id), 0) from usage_record').pluck())
const findSummed = prepareOnce((tx: Tx) => tx.sqlite.prepare('select last_record, newest_at from usage_summed where id = 1').raw())
const saveSummed = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into usage_summed (id, last_record, newest_at) values (1, ?, ?)
    on conflict (id) do update set last_record = excluded.last_record, newest_at = max(newest_at, excluded.newest_at)`,
  ),
)
const listNew = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${FIELDS} from usage_record where id > ? order by id limit ?`).raw())
const listOfMetric = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(`select ${FIELDS} from usage_record where company = ? and product = ? and metric = ? and id <= ?`).raw(),
)
const listKinds = prepareOnce((tx: Tx) => tx.sqlite.prepare('select distinct product, metric, kind from usage_day').raw())
const dropDays = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from usage_day'))
const dropSummed = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from usage_summed'))

export const createUsageTally = createTallies({
  name: 'usage_day',
  key: ['product', 'metric', 'kind', 'day', 'part'],
  sums: ['quantity', 'told'],
})

interface SumContext {
  catalogs: Catalogs
  zone: string
}

/**
 * Adds to the sums of the days what was recorded since they were last added to.
 *
 * Records are only ever appended, so a number says how far the sums go. What is told late changes the days from its own instant on.
 */
export function sumUsageDays(tx: Tx, context: SumContext): void {
  const last = Number(findLast(tx).get())
  let [summed] = (findSummed(tx).get() as [number, Instant] | undefined) ?? [0]
  while (summed < last) {
    const rows = listNew(tx).all(summed, CHUNK) as Row[]
    const end = rows.at(-1)?.[0]
    if (end === undefined) return
    const tally = createUsageTally()
    for (const own of Map.groupBy(rows, ([, company, product, metric]) => `${company} ${product} ${metric}`).values())
      addMetric(tx, context, own, end, tally)
    tally.save(tx)
    saveSummed(tx).run(end, Math.max(...rows.map(([, , , , , , at]) => at)))
    summed = end
  }
}

/** Drops the sums and makes them anew, where a metric has become another kind of thing since; or in any case. */
export function sumUsageDaysAnew(tx: Tx, context: SumContext, isForced: boolean): void {
  const kept = listKinds(tx).all() as [product: string, metric: string, kind: MetricKind][]
  const isOther = kept.some(([product, metric, kind]) => findMetricKind(context.catalogs, product, metric) !== kind)
  if (isForced || isOther) {
    dropDays(tx).run()
    dropSummed(tx).run()
    const tally = createUsageTally()
    addAllMetered(tx, { zone: context.zone, tally })
    tally.save(tx)
  }
  sumUsageDays(tx, context)
}

/** @param fresh records of one company and metric that are in no sum yet @param end the last of all that are to be in the sums now */
function addMetric(tx: Tx, { catalogs, zone }: SumContext, fresh: readonly Row[], end: number, tally: Tally): void {
  const [first] = fresh
  if (!first) return
  const [, company, product, metric] = first
  const kind = findMetricKind(catalogs, product, metric)
  const toDay = (at: Instant) => toDayText(at, zone)
  const add = (rows: readonly Row[], sign: 1 | -1) => {
    for (const { day, group, quantity, told } of listUsageMoves(kind, toRecords(rows, metric), toDay))
      tally.add([product, metric, kind, day, group ?? ''], [sign * quantity, sign * told])
  }
  if (kind === 'flow') {
    add(fresh, 1)
    return
  }
  // How many there are follows from all that was told: what the older tellings came to is taken back.
  const all = listOfMetric(tx).all(company, product, metric, end) as Row[]
  const ids = new Set(fresh.map(([id]) => id))
  add(
    all.filter(([id]) => !ids.has(id)),
    -1,
  )
  add(all, 1)
}

function toRecords(rows: readonly Row[], metric: string): UsageRecord[] {
  const records = rows.map(([, , , of, key, quantity, at, name, value, source]): UsageRecord => {
    return { key, metric: of, quantity, at, dimension: name === null || value === null ? null : { name, value }, source }
  })
  return listRecords(records, metric, END_OF_TIME)
}

const END_OF_TIME = 8_640_000_000_000_000 as Instant
