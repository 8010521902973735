import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { DaySum } from '../../domain/usage/listDaySums.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** What the days of a metric add up to, of all companies together. */
export interface DaysQuestion {
  product: string
  metric: string
  kind: MetricKind
  /** As `2026-03-10`, oldest first. */
  days: readonly string[]
}

const findNewest = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare('select max(at) from (select newest_at as at from usage_summed where id = 1 union all select max(at) from metered_record)')
    .pluck(),
)

/** The instant of the latest record; null where there is none. */
export function findNewestUsage(db: ReadDb): Instant | null {
  return findNewest(db).get() as Instant | null
}

type Row = [day: string, part: string, quantity: number, told: number]

const listMoves = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select day, part, quantity, told from usage_day
      where product = ? and metric = ? and kind = ? and day >= ? and day <= ? order by day`,
    )
    .raw(),
)

const sumBefore = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select '', part, sum(quantity), sum(told) from usage_day
      where product = ? and metric = ? and kind = ? and day < ? group by part`,
    )
    .raw(),
)

/** What was used, or how many there were, on each of these days, by endpoint or part; of what anything was told of alone. */
export function listUsageDays(db: ReadDb, { product, metric, kind, days }: DaysQuestion): DaySum[] {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const moves = listMoves(db).all(product, metric, kind, first, last) as Row[]
  if (kind === 'flow') return moves.flatMap((row) => toSum(row[0], row))
  const standing = new Map((sumBefore(db).all(product, metric, kind, first) as Row[]).map((row) => [row[1], row]))
  const byDay = Map.groupBy(moves, ([day]) => day)
  return days.flatMap((day) => {
    for (const [, part, quantity, told] of byDay.get(day) ?? []) {
      const [, , before, tellers] = standing.get(part) ?? ['', part, 0, 0]
      standing.set(part, [day, part, before + quantity, tellers + told])
    }
    return [...standing.values()].flatMap((row) => toSum(day, row))
  })
}

const sumTold = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select iif(dimension_name = 'endpoint', dimension_value, null) as part, sum(quantity) from (
        select dimension_name, dimension_value, quantity from usage_record
        where product = :product and metric = :metric and at >= :from and at < :to
        union all
        select null, null, quantity from metered_record where product = :product and metric = :metric and at >= :from and at < :to
      ) group by part`,
    )
    .raw(),
)

/** What all companies together used of a flow in a part of one day, by endpoint: of those alone that something was told of. */
export function sumUsageWithin(
  db: ReadDb,
  { product, metric, from, to }: { product: string; metric: string; from: Instant; to: Instant },
): Pick<DaySum, 'group' | 'quantity'>[] {
  const rows = sumTold(db).all({ product, metric, from, to }) as [group: string | null, quantity: number][]
  return rows.map(([group, quantity]) => ({ group, quantity }))
}

function toSum(day: string, [, part, quantity, told]: Row): DaySum[] {
  return told > 0 ? [{ day, group: part === '' ? null : part, quantity }] : []
}
