import type { Metric, MetricKind } from '../../../src-shared/model/catalog.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import type { EntitledUse } from '../entitlement/entitlement.ts'
import { toLevel } from './toLevel.ts'
import { toShare } from './toShare.ts'

/** What a company uses of one product. */
export interface ProductUse {
  product: string
  status: EntitlementStatus
  usage: Readonly<Record<string, EntitledUse>>
  /** Of the catalog in force. */
  metrics: Readonly<Record<string, Metric>>
}

export interface WorstUse {
  product: string
  metric: string
  used: number
  limit: number
  level: UseLevel
}

/**
 * Of all limits the one that a company is nearest to; of equals the first. Null where it has none, or nobody told.
 *
 * While paused, flow is refused whatever its share: it is no limit to be near to.
 */
export function findWorstUse(products: readonly ProductUse[]): WorstUse | null {
  let worst: WorstUse | null = null
  for (const use of products.flatMap(listLimited)) if (!worst || toShare(use) > toShare(worst)) worst = use
  return worst
}

function listLimited({ product, status, usage, metrics }: ProductUse): WorstUse[] {
  const isPaused = status === 'paused'
  return Object.entries(usage).flatMap(([metric, { used, limit }]): WorstUse[] => {
    const kind: MetricKind | undefined = Object.hasOwn(metrics, metric) ? metrics[metric]?.kind : undefined
    if (kind === undefined || used === null || limit === null || limit === 'unlimited' || (isPaused && kind === 'flow')) return []
    return [{ product, metric, used, limit, level: toLevel({ kind, used, limit, isPaused }) }]
  })
}
