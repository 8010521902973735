import { query } from './kinds.ts'
import { asOf, companyName, instant, page, provider } from './primitives.ts'
import { z } from './zod.ts'

const eventOutcome = z.enum(['processed', 'skipped', 'failed'])
export type EventOutcome = z.infer<typeof eventOutcome>

const eventItem = z.strictObject({
  provider,
  ref: z.string(),
  type: z.string(),
  /** The object that it is about; null for one that is not mirrored. */
  object: z.string().nullable(),
  at: instant,
  seenAt: instant,
  outcome: eventOutcome,
  reason: z.string().nullable(),
  /** Ids of the rules that fired. */
  rules: z.array(z.string()),
})
export type EventItem = z.infer<typeof eventItem>

export const events = {
  /** The providers' event log, newest first. */
  list: query(
    z.strictObject({
      provider: provider.nullable().default(null),
      type: z.string().min(1).max(200).nullable().default(null),
      /** Events about its customers and what hangs on them. */
      company: companyName.nullable().default(null),
      outcome: eventOutcome.nullable().default(null),
      at: asOf,
      ...page,
    }),
    z.strictObject({ items: z.array(eventItem), next: z.string().nullable() }),
  ),
}
