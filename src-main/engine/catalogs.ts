import type { CatalogEntry } from '../../src-shared/contract/catalogs.ts'
import { type ParsedCatalog, parseCatalogFile } from '../../src-shared/contract/parseCatalogFile.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { CatalogFault } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ReadDb, Tx } from '../store/readDb.ts'
import { type CatalogVersionRow, findNewestCatalog, listNewestCatalogs } from '../store/reads/catalogVersions.ts'
import { saveCatalogVersion } from '../store/writes/saveCatalogVersion.ts'
import { type CatalogContent, templates } from './templates.ts'

export type ReadCatalog = { ok: true; content: CatalogContent; parsed: ParsedCatalog } | { ok: false; faults: CatalogFault[] }

/** Reads the text of a catalog file. What is not JSON is a fault of the whole file. */
export function readCatalogText(text: string): ReadCatalog {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, faults: [{ path: '', message: `the file is not JSON: ${error instanceof Error ? error.message : String(error)}` }] }
  }
  const result = parseCatalogFile(content)
  return result.ok ? { ok: true, content: content as CatalogContent, parsed: result.value } : result
}

/** The catalogs of the workspace by product, then the templates that it does not use. */
export function listCatalogs(db: ReadDb): CatalogEntry[] {
  const own = listNewestCatalogs(db)
  const used = new Set(own.map(({ product }) => product))
  const unused = [...templates].filter(([product]) => !used.has(product))
  return [...own.map(toEntry), ...unused.map(([, content]) => toTemplateEntry(content))]
}

export function showCatalog(db: ReadDb, product: string): CatalogEntry {
  const row = findNewestCatalog(db, product)
  if (row) return toEntry(row)
  const template = templates.get(product)
  if (template) return toTemplateEntry(template)
  throw new AppError('product-missing', `There is no product "${product}" here.`, 'See tierdesk catalog list.')
}

/** Keeps a catalog as its product's newest version. The same content again is no new version. */
export function importCatalog(
  tx: Tx,
  content: CatalogContent,
  { catalog, from }: ParsedCatalog,
  now: Instant,
): { entry: CatalogEntry; isNew: boolean } {
  const newest = findNewestCatalog(tx, catalog.product)
  const text = JSON.stringify(content)
  if (newest?.content === text) return { entry: toEntry(newest), isNew: false }
  // The first version holds for all time before it; a later one from the instant it names, its import where it names none.
  const fromAt = newest ? (from ?? now) : null
  return { entry: toEntry(saveCatalogVersion(tx, { product: catalog.product, content: text, fromAt, importedAt: now })), isNew: true }
}

export function importTemplate(tx: Tx, product: string, now: Instant): void {
  const content = templates.get(product)
  if (!content)
    throw new AppError(
      'product-missing',
      `No template is called "${product}". Nothing was made.`,
      `There are: ${[...templates.keys()].join(', ')}.`,
    )
  const result = parseCatalogFile(content)
  invariant(result.ok, `the template ${product} has no faults`)
  importCatalog(tx, content, result.value, now)
}

function toEntry({ content: text, version, fromAt }: CatalogVersionRow): CatalogEntry {
  const content = JSON.parse(text) as CatalogContent
  return { ...toSummary(content), version, from: fromAt }
}

function toTemplateEntry(content: CatalogContent): CatalogEntry {
  return { ...toSummary(content), version: null, from: null }
}

function toSummary(content: CatalogContent): Omit<CatalogEntry, 'version' | 'from'> {
  const result = parseCatalogFile(content)
  invariant(result.ok, 'a catalog that was kept has no faults')
  const { product, name, plans } = result.value.catalog
  const inOrder = Object.entries(plans).sort(([, a], [, b]) => a.tier - b.tier)
  return { product, name, plans: inOrder.map(([id]) => id), content: content as CatalogEntry['content'] }
}
