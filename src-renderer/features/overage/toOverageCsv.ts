import { toIso } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { describeTask } from './describeTask.ts'
import type { OverageRow } from './listOverageRows.ts'

/** Who would not fit, as the table has it; the company's name and id in every line, so that lines can be sorted. */
export function toOverageCsv(rows: readonly OverageRow[], product: string, names: Names): string {
  return toCsv(
    ['Company', 'Id', 'Resource', 'In use', 'Plan’s limit', 'Overage', 'What to do', 'Too old, as of'],
    rows.map(({ company, name, exceed, stale }) => [
      name,
      company,
      names.metric(product, exceed.metric),
      exceed.used,
      exceed.limit,
      exceed.overage,
      describeTask(exceed),
      stale === null ? null : stale.asOf === null ? 'never told' : toIso(stale.asOf),
    ]),
  )
}
