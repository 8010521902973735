import type { NearLimit } from '../../../src-shared/contract/overview.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { compareShares } from '../../../src-shared/model/limit.ts'
import { type Catalogs, catalogAt } from '../../domain/catalogHistory.ts'
import { foldName } from '../../domain/searchWords.ts'
import { projectUsage } from '../../domain/usage/projectUsage.ts'
import { toLevel } from '../../domain/usage/toLevel.ts'
import { compareText } from '../../domain/usage/usageRecord.ts'
import type { NearUse } from '../../store/reads/overviewRows.ts'

/** The worst of those near their limits, the largest share of the limit first. */
export function listNearest(near: readonly NearUse[], catalogs: Catalogs, at: Instant, most: number): NearLimit[] {
  return [...near]
    .sort(compareUses)
    .slice(0, most)
    .map((use) => {
      const { company, name, product, plan, metric, used, limit, asOf, status } = use
      const history = catalogs.get(product)
      const kind = (history && catalogAt(history, at).metrics[metric]?.kind) ?? 'stock'
      const level = toLevel({ kind, used, limit, isPaused: status === 'paused' })
      return { company, name, product, plan, metric, used, limit, level, asOf, reachedAt: kind === 'flow' ? findReached(use, at) : null }
    })
}

function compareUses(a: NearUse, b: NearUse): number {
  return (
    compareShares(b, a) ||
    compareText(foldName(a.name), foldName(b.name)) ||
    compareText(a.company, b.company) ||
    compareText(a.product, b.product) ||
    compareText(a.metric, b.metric)
  )
}

function findReached({ used, limit, window }: NearUse, at: Instant): Instant | null {
  if (!window || window.end === null) return null
  const projection = projectUsage({ used, limit, period: { start: window.start, end: window.end }, at })
  return projection.kind === 'projected' ? projection.reachedAt : null
}
