import { parseCatalogFile } from '../../../src-shared/contract/parseCatalogFile.ts'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { CatalogHistory, Catalogs, CatalogVersion } from '../../domain/catalogHistory.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { type CatalogVersionRow, findCatalogSeal, listCatalogChain } from '../../store/reads/catalogVersions.ts'

const kept = new WeakMap<ReadDb, { seal: string; catalogs: Catalogs }>()

/** All versions of all catalogs of the workspace. Read anew only where there is another version. */
export function readCatalogs(db: ReadDb): Catalogs {
  const seal = findCatalogSeal(db)
  const known = kept.get(db)
  if (known?.seal === seal) return known.catalogs
  const rows = listCatalogChain(db)
  const catalogs = new Map(
    [...Map.groupBy(rows, ({ product }) => product)].map(([product, versions]) => [product, toHistory(product, versions)]),
  )
  kept.set(db, { seal, catalogs })
  return catalogs
}

function toHistory(product: string, rows: readonly CatalogVersionRow[]): CatalogHistory {
  const versions = rows.map((row): CatalogVersion & { version: number } => {
    const result = parseCatalogFile(JSON.parse(row.content))
    invariant(result.ok, 'a catalog that was kept has no faults')
    return { version: row.version, from: row.fromAt, catalog: result.value.catalog }
  })
  // A version that names an earlier instant than the one before it takes its place from there on.
  versions.sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY) || a.version - b.version)
  return { product, versions: versions.map(({ from, catalog }) => ({ from, catalog })) }
}
