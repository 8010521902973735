import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Catalogs } from '../catalogHistory.ts'

/** As the newest version of the catalog that has it says. What no version has is added up, and asked for by nobody. */
export function findMetricKind(catalogs: Catalogs, product: string, metric: string): MetricKind {
  const versions = catalogs.get(product)?.versions ?? []
  const newest = versions.findLast(({ catalog }) => Object.hasOwn(catalog.metrics, metric))
  return newest?.catalog.metrics[metric]?.kind ?? 'flow'
}
