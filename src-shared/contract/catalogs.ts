import { command, query } from './kinds.ts'
import { instant, nothing } from './primitives.ts'
import { z } from './zod.ts'

const catalogFault = z.strictObject({ path: z.string(), message: z.string() })

/** A catalog file as it was written: JSON, checked by `parseCatalogFile` before it is kept. */
const fileContent = z.record(z.string(), z.json())

const catalogEntry = z.strictObject({
  product: z.string(),
  name: z.string(),
  /** Null for a template that ships and that this workspace does not use. */
  version: z.int().nullable(),
  /** From when this version holds; null for all time before the next. */
  from: instant.nullable(),
  plans: z.array(z.string()),
  content: fileContent,
})
export type CatalogEntry = z.infer<typeof catalogEntry>

export const catalogs = {
  /** The catalogs of the workspace, then the templates that it does not use. */
  list: query(nothing, z.strictObject({ items: z.array(catalogEntry) })),
  show: query(z.strictObject({ product: z.string().max(200) }), catalogEntry),
  /** Finds what is wrong with a catalog file; keeps nothing. */
  check: query(
    z.strictObject({ text: z.string().max(5_000_000) }),
    z.strictObject({ faults: z.array(catalogFault), content: fileContent.nullable() }),
  ),
  /** Keeps a catalog file as the product's newest version; the same content again keeps nothing new. */
  import: command(
    z.strictObject({ text: z.string().max(5_000_000) }),
    z.strictObject({ faults: z.array(catalogFault), entry: catalogEntry.nullable(), isNew: z.boolean() }),
  ),
}
