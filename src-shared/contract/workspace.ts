import { command, query } from './kinds.ts'
import { mode, nothing } from './primitives.ts'
import { z } from './zod.ts'

const workspaceDescription = z.strictObject({
  name: z.string(),
  folder: z.string(),
  mode,
  zone: z.string(),
  products: z.array(z.string()),
  /** Whether this engine may write: one process at a time does. */
  canWrite: z.boolean(),
  version: z.string(),
  /** Why it is open to look only, or cannot take anything in now; null where nothing is wrong. */
  trouble: z.strictObject({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
})
export type WorkspaceDescription = z.infer<typeof workspaceDescription>

export const check = z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })
export type Check = z.infer<typeof check>

const checkReport = z.strictObject({ ok: z.boolean(), checks: z.array(check) })
export type CheckReport = z.infer<typeof checkReport>

export const workspace = {
  describe: query(nothing, workspaceDescription),
  /** Looks for what could be wrong with the workspace; changes nothing. */
  examine: query(nothing, checkReport),
  /** Drops what is derived, derives it again, and says whether anything changed. */
  rebuild: command(nothing, checkReport),
}
