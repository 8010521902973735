import type { UseAlert } from '../../../src-shared/contract/usage.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

/** Instants in UTC, ids beside names. */
export function toAlertsCsv(items: readonly UseAlert[], product: string, metric: string): string {
  return toCsv(
    ['Crossed', 'Company', 'Company id', 'Product', 'Metric', 'Threshold %', 'Used', 'Limit'],
    items.map(({ at, name, company, percent, used, limit }) => [toIso(at), name, company, product, metric, percent, used, limit]),
  )
}
