import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

const HEAD = [
  ...['Company', 'Company id', 'Product', 'Metric', 'Kind', 'Used', 'Limit', 'Remaining', 'Level', 'As of'],
  ...['Window start', 'Window end', 'At this rate', 'Limit reached'],
]

/** Ids beside the company's name, instants in UTC; what nobody has told is empty. */
export function toUsageCsv(
  company: Pick<CompanyRow, 'id' | 'name'>,
  products: readonly { product: string; metrics: readonly UseOfMetric[] }[],
): string {
  return toCsv(
    HEAD,
    products.flatMap(({ product, metrics }) =>
      metrics.map(({ metric, kind, used, limit, remaining, level, asOf, window, projection }) => {
        const projected = projection?.kind === 'projected' ? projection : null
        return [
          ...[company.name, company.id, product, metric, kind, used, limit, remaining, level, toText(asOf)],
          ...[toText(window?.start), toText(window?.end), projected?.atEnd ?? null, toText(projected?.reachedAt)],
        ]
      }),
    ),
  )
}

function toText(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : toIso(at)
}
