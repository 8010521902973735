import { invariant } from '../../src-shared/model/assert.ts'
import type { Catalog } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'

/** The versions of one product's catalog, oldest first. */
export interface CatalogHistory {
  product: string
  versions: readonly CatalogVersion[]
}

export interface CatalogVersion {
  /** Null for the first, which holds for all time before it. */
  from: Instant | null
  catalog: Catalog
}

/** Of every product of the workspace, by product. */
export type Catalogs = ReadonlyMap<string, CatalogHistory>

/** The version in force at an instant: the newest of those that had begun. */
export function catalogAt({ versions }: CatalogHistory, at: Instant): Catalog {
  const inForce = versions.findLast(({ from }) => from === null || from <= at) ?? versions[0]
  invariant(inForce, 'a product has a catalog')
  return inForce.catalog
}
