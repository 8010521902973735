import { desc, eq, sql } from 'drizzle-orm'
import type { ReadDb } from '../readDb.ts'
import { catalogVersion } from '../schema/workspace.ts'

export type CatalogVersionRow = typeof catalogVersion.$inferSelect

/** The newest version of every product, by product. */
export function listNewestCatalogs({ drizzle }: ReadDb): CatalogVersionRow[] {
  const newest = new Map<string, CatalogVersionRow>()
  for (const row of drizzle.select().from(catalogVersion).orderBy(catalogVersion.product, catalogVersion.version).all())
    newest.set(row.product, row)
  return [...newest.values()]
}

export function findNewestCatalog({ drizzle }: ReadDb, product: string): CatalogVersionRow | null {
  const rows = drizzle.select().from(catalogVersion).where(eq(catalogVersion.product, product))
  return rows.orderBy(desc(catalogVersion.version)).limit(1).get() ?? null
}

/** In the order of their chain. */
export function listCatalogChain({ drizzle }: ReadDb): CatalogVersionRow[] {
  return drizzle.select().from(catalogVersion).orderBy(sql`rowid`).all()
}
