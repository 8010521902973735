import { command, query } from './kinds.ts'
import { asOf, companyName, instant, nameInProduct, page, recordKey } from './primitives.ts'
import { z } from './zod.ts'

/** So that sums of many stay exact. */
const MOST = 1_000_000_000_000

/** About a million lines. */
const LONGEST_FILE = 100_000_000

/** `endpoint` → `analyze`; of a stock metric `part` names the part of the whole that is told. */
const dimension = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][\w-]*$/)
    .max(100),
  value: z.string().trim().min(1).max(200),
})

/** Of which metric, as its catalog has it. */
const metricFields = { company: z.string(), product: z.string(), metric: z.string(), kind: z.enum(['stock', 'flow']) }

const span = {
  company: companyName,
  metric: nameInProduct,
  /** Belongs to what is asked for; `to` does not. */
  from: instant.nullable().default(null),
  to: instant.nullable().default(null),
  at: asOf,
}

const usageItem = z.strictObject({
  key: z.string(),
  at: instant,
  quantity: z.int(),
  dimension: dimension.nullable(),
  source: z.string(),
})
export type UsageItem = z.infer<typeof usageItem>

const usageGroup = z.enum(['endpoint', 'part', 'day', 'month'])
export type UsageGroup = z.infer<typeof usageGroup>

/** What became of records that came in. Lines are counted from 1, as in the file. */
export const admission = z.strictObject({
  accepted: z.int(),
  duplicate: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
})
export type UsageAdmission = z.infer<typeof admission>

export const usage = {
  /** What was told of one metric, newest first. */
  list: query(
    z.strictObject({ ...span, ...page }),
    z.strictObject({ ...metricFields, items: z.array(usageItem), next: z.string().nullable() }),
  ),
  /**
   * What was used, added up by the value of a dimension, or by day or month in the workspace's zone.
   *
   * A stock is not added up over time: its day says how many there were at its end.
   */
  sums: query(
    z.strictObject({ ...span, by: usageGroup }),
    z.strictObject({
      ...metricFields,
      /** `group` is null for what names no such dimension. */
      items: z.array(z.strictObject({ group: z.string().nullable(), quantity: z.int(), asOf: instant })),
    }),
  ),
  /** Of a flow metric, how many were used then; of a stock metric, how many there are from then on. `at` null is now. */
  record: command(
    z.strictObject({
      company: companyName,
      metric: nameInProduct,
      quantity: z.int().min(0).max(MOST),
      at: instant.nullable().default(null),
      dimension: dimension.nullable().default(null),
      key: recordKey,
    }),
    admission,
  ),
  /**
   * Takes a CSV file as one transaction: good lines are kept, bad ones are rejected with their reasons.
   *
   * Its first line names the columns: company, metric, quantity, when, and where wanted dimension (or endpoint, part) and key.
   */
  import: command(z.strictObject({ text: z.string().max(LONGEST_FILE) }), admission),
}
