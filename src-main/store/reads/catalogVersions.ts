import { desc, eq, sql } from 'drizzle-orm'
import { prepareOnce } from '../prepareOnce.ts'
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

const findSeal = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare('select (select count(*) from catalog_version), (select hex(hash) from catalog_version order by rowid desc limit 1)')
    .raw(),
)

/** Says whether there is another version than there was: how many there are, and the hash that all of them are in. */
export function findCatalogSeal(db: ReadDb): string {
  return (findSeal(db).get() as [count: number, hash: string | null]).join(' ')
}

/** In the order of their chain. */
export function listCatalogChain({ drizzle }: ReadDb): CatalogVersionRow[] {
  return drizzle.select().from(catalogVersion).orderBy(sql`rowid`).all()
}
