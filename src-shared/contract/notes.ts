import { command, query } from './kinds.ts'
import { companyName, instant, recordKey } from './primitives.ts'
import { z } from './zod.ts'

const note = z.strictObject({ key: z.string(), company: z.string(), at: instant, text: z.string(), source: z.string() })
export type Note = z.infer<typeof note>

export const notes = {
  /** What staff wrote about a company, newest first. */
  list: query(z.strictObject({ company: companyName }), z.strictObject({ items: z.array(note) })),
  /** Writes something down about a company. It changes no figure; a correction is another note. */
  add: command(z.strictObject({ company: companyName, text: z.string().trim().min(1).max(10_000), key: recordKey }), note),
}
