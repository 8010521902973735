import type { UsageItem } from '../../../src-shared/contract/usage.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

/** In the columns that an import takes back, but for the company and the metric, which are the same in all. */
export function toRecordsCsv(rows: readonly UsageItem[]): string {
  return toCsv(
    ['When', 'Dimension', 'Value', 'Quantity', 'Source', 'Key'],
    rows.map(({ at, dimension, quantity, source, key }) => [
      toIso(at),
      dimension?.name ?? null,
      dimension?.value ?? null,
      quantity,
      source,
      key,
    ]),
  )
}
