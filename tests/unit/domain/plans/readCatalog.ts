import { readFileSync } from 'node:fs'
import type { UsageByMetric } from '../../../../src-main/domain/plans/listExceeds.ts'
import { parseCatalogFile } from '../../../../src-shared/contract/parseCatalogFile.ts'
import type { Catalog } from '../../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'

/** A catalog that ships, changed where a test needs it otherwise. */
export function readCatalog(product: string, change: (content: CatalogContent) => void = () => undefined): Catalog {
  const file = new URL(`../../../../resources/catalogs/${product}.json`, import.meta.url)
  const content: CatalogContent = JSON.parse(readFileSync(file, 'utf8'))
  change(content)
  const parsed = parseCatalogFile(content)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.value.catalog
}

/** As the file has it. */
export interface CatalogContent {
  metrics: Record<string, object>
  features: Record<string, object>
  plans: Record<string, { limits: Record<string, unknown>; [key: string]: unknown }>
}

/** Usage of several metrics, all as of one instant. */
export function makeUsage(used: Record<string, number | null>, asOf: Instant): UsageByMetric {
  return Object.fromEntries(Object.entries(used).map(([metric, each]) => [metric, each === null ? null : { used: each, asOf }]))
}
