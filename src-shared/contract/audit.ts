import { ACTION_KINDS, ACTION_STATES } from '../model/action.ts'
import { query } from './kinds.ts'
import { companyName, instant, page, provider } from './primitives.ts'
import { z } from './zod.ts'

const auditEntry = z.strictObject({
  id: z.string(),
  at: instant,
  who: z.string(),
  /** The action that it is about. */
  action: z.string(),
  kind: z.enum(ACTION_KINDS),
  state: z.enum(ACTION_STATES),
  provider: provider.nullable(),
  company: z.string(),
  companyName: z.string(),
  title: z.string(),
  text: z.string(),
  reason: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const audit = {
  /** Who decided what and why, and what became of it, newest first. */
  list: query(
    z.strictObject({
      company: companyName.nullable().default(null),
      action: z.string().max(100).nullable().default(null),
      kind: z.enum(ACTION_KINDS).nullable().default(null),
      who: z.string().max(200).nullable().default(null),
      ...page,
    }),
    z.strictObject({ items: z.array(auditEntry), next: z.string().nullable() }),
  ),
}
