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
  /** What the object is in our own words; null for one that the mirror does not have. */
  kind: z.string().nullable(),
  /** Whose object it is, by our id; null where nobody can say it. */
  company: z.string().nullable(),
  companyName: z.string().nullable(),
  at: instant,
  seenAt: instant,
  outcome: eventOutcome,
  reason: z.string().nullable(),
  /** Ids of the rules that fired. */
  rules: z.array(z.string()),
})
export type EventItem = z.infer<typeof eventItem>

const word = z.string().min(1).max(200).nullable().default(null)

const filter = {
  provider: provider.nullable().default(null),
  type: word,
  /** The id of a rule that fired. */
  rule: word,
  /** The provider's id of the object that it is about, or of the event itself, or how that begins. */
  object: word,
  /** Events about its customers and what hangs on them. */
  company: companyName.nullable().default(null),
  outcome: eventOutcome.nullable().default(null),
  /** Belongs to what is asked for; `to` does not. */
  from: instant.nullable().default(null),
  to: instant.nullable().default(null),
  at: asOf,
}

export const events = {
  /** The providers' event log, newest first. */
  list: query(z.strictObject({ ...filter, ...page }), z.strictObject({ items: z.array(eventItem), next: z.string().nullable() })),
  /** How many the same filters leave. */
  count: query(z.strictObject(filter), z.strictObject({ total: z.int() })),
  /** What the log can be narrowed to: each type that is in it, and each rule that fired. */
  choices: query(z.strictObject({}), z.strictObject({ types: z.array(z.string()), rules: z.array(z.string()) })),
}
