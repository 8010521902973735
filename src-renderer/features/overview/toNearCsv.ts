import type { NearLimit } from '../../../src-shared/contract/overview.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { toShare } from './toShare.ts'

/** Who is near a limit, as shown. */
export function toNearCsv(items: readonly NearLimit[], names: Names): string {
  return toCsv(
    ['Company', 'Product', 'Metric', 'Used', 'Limit', 'Share %', 'Level', 'Plan', 'Full at', 'As of'],
    items.map((each) => [
      each.name,
      names.product(each.product),
      names.metric(each.product, each.metric),
      each.used,
      each.limit,
      toShare(each),
      each.level,
      each.plan === null ? null : names.plan(each.product, each.plan).name,
      each.reachedAt === null ? null : toIso(each.reachedAt),
      each.asOf === null ? null : toIso(each.asOf),
    ]),
  )
}
