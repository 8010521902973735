import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { toShare } from './toShare.ts'

/** The companies as the table has them, with their ids and exact instants. */
export function toRankingCsv(rows: readonly UseOfCompany[], product: string, names: Names): string {
  return toCsv(
    ['Company', 'Id', 'Plan', 'Status', 'Used', 'Limit', 'Share %', 'Level', 'Projected at the end', 'Full', 'As of'],
    rows.map((row) => [
      row.name,
      row.company,
      row.plan === null ? null : names.plan(product, row.plan).name,
      row.status,
      row.used,
      row.limit,
      toShare(row),
      row.level,
      ...toProjectionCells(row),
      row.asOf === null ? null : toIso(row.asOf),
    ]),
  )
}

function toProjectionCells({ projection }: UseOfCompany): [string | number | null, string | null] {
  if (projection === null) return [null, null]
  if (projection.kind === 'too-early') return ['too early', null]
  const { atEnd, reachedAt, isReached } = projection
  return [atEnd, reachedAt === null ? (isReached ? 'yes' : null) : toIso(reachedAt)]
}
