import { CHAIN_START, chainHash } from '../chain.ts'
import type { Tx } from '../readDb.ts'
import { type CatalogVersionRow, findNewestCatalog, listCatalogChain } from '../reads/catalogVersions.ts'
import { catalogVersion } from '../schema/workspace.ts'

/** Keeps a catalog file as its product's next version. */
export function saveCatalogVersion(
  tx: Tx,
  { product, content, fromAt, importedAt }: Pick<CatalogVersionRow, 'product' | 'content' | 'fromAt' | 'importedAt'>,
): CatalogVersionRow {
  const version = (findNewestCatalog(tx, product)?.version ?? 0) + 1
  const chainedTo = listCatalogChain(tx).at(-1)?.hash ?? CHAIN_START
  const row = { product, version, fromAt, content, importedAt, chainedTo }
  const saved = { ...row, hash: chainHash(chainedTo, toCatalogChainValues(row)) }
  tx.drizzle.insert(catalogVersion).values(saved).run()
  return saved
}

export function toCatalogChainValues(row: Omit<CatalogVersionRow, 'hash' | 'chainedTo'>) {
  return [row.product, row.version, row.fromAt, row.content, row.importedAt]
}
