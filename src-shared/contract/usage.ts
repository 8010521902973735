import { USE_LEVELS } from '../model/useLevel.ts'
import { entitlementStatus } from './entitlements.ts'
import { command, query } from './kinds.ts'
import { asOf, companyName, instant, limit, nameInProduct, page, productName, recordKey } from './primitives.ts'
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

const level = z.enum(USE_LEVELS)

/** Where a flow metric goes if it goes on like this; null for a stock, for what nobody told, and without a plan. */
const projection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('too-early') }),
  z.strictObject({
    kind: z.literal('projected'),
    /** At the end of the window. */
    atEnd: z.int(),
    isReached: z.boolean(),
    /** When the limit is reached; null where that is not in this window, or was. */
    reachedAt: instant.nullable(),
  }),
])

const window = z.strictObject({ start: instant, end: instant.nullable() })

const useOfMetric = z.strictObject({
  metric: z.string(),
  kind: z.enum(['stock', 'flow']),
  /** Null where nobody has told. */
  used: z.int().nullable(),
  /** Null without a plan. */
  limit: limit.nullable(),
  remaining: limit.nullable(),
  level,
  asOf: instant.nullable(),
  /** Over which a flow metric is counted. */
  window: window.nullable(),
  parts: z.array(z.strictObject({ part: z.string(), used: z.int(), asOf: instant })),
  missingParts: z.array(z.string()),
  projection: projection.nullable(),
  /** The last 30 days in the workspace's zone, oldest first: of a flow what was used on each, of a stock how many there were at its end. */
  trend: z.array(z.strictObject({ day: z.string(), quantity: z.int() })),
})
export type UseOfMetric = z.infer<typeof useOfMetric>

const useOfCompany = z.strictObject({
  /** Our id. */
  company: z.string(),
  name: z.string(),
  plan: z.string().nullable(),
  status: entitlementStatus,
  used: z.int().nullable(),
  limit: limit.nullable(),
  level,
  asOf: instant.nullable(),
  projection: projection.nullable(),
})
export type UseOfCompany = z.infer<typeof useOfCompany>

const useInSpan = z.strictObject({
  /** Our id. */
  company: z.string(),
  name: z.string(),
  quantity: z.int(),
  /** How many records were told in the span; of a stock that stands from before there is none. */
  records: z.int(),
  asOf: instant,
})
export type UseInSpan = z.infer<typeof useInSpan>

const useAlert = z.strictObject({
  /** Our id. */
  company: z.string(),
  name: z.string(),
  /** The threshold, in per cent of the limit. */
  percent: z.int(),
  /** When it was crossed, what was used then, and of how much. */
  ...{ at: instant, used: z.int(), limit: z.int() },
})
export type UseAlert = z.infer<typeof useAlert>

export const usage = {
  /** What a company uses of every metric against its limits, with its trend and where it goes. */
  against: query(
    z.strictObject({ company: companyName, product: productName.nullable().default(null), at: asOf }),
    z.strictObject({
      company: z.string(),
      asOf: instant,
      products: z.array(z.strictObject({ product: z.string(), metrics: z.array(useOfMetric) })),
    }),
  ),
  /** All companies of a product by how near they are to their limit of a metric, the worst first. */
  ranking: query(
    z.strictObject({ metric: nameInProduct, level: level.nullable().default(null), at: asOf, ...page }),
    z.strictObject({
      ...{ product: z.string(), metric: z.string(), kind: z.enum(['stock', 'flow']) },
      /** How many companies are at each level. */
      counts: z.record(level, z.int()),
      items: z.array(useOfCompany),
      next: z.string().nullable(),
    }),
  ),
  /** Day by day and part by part, in the workspace's zone: of one company, or of all together. */
  series: query(
    z.strictObject({
      company: companyName.nullable().default(null),
      metric: nameInProduct,
      from: instant,
      to: instant,
    }),
    z.strictObject({
      ...{ product: z.string(), metric: z.string(), kind: z.enum(['stock', 'flow']) },
      /** `group` is the endpoint, or the part; null where none was named. */
      items: z.array(z.strictObject({ day: z.string(), group: z.string().nullable(), quantity: z.int() })),
    }),
  ),
  /** Who used how much in a span, who most first; of a stock, how many each had at its end. Of whom nobody told anything is not there. */
  byCompany: query(
    /** `to` does not belong to the span. */
    z.strictObject({ metric: nameInProduct, from: instant, to: instant, ...page }),
    z.strictObject({
      ...{ product: z.string(), metric: z.string(), kind: z.enum(['stock', 'flow']) },
      /** How many companies there are, and what all of them used together. */
      ...{ total: z.int(), quantity: z.int() },
      items: z.array(useInSpan),
      next: z.string().nullable(),
    }),
  ),
  /** Which thresholds were crossed in the windows in course by those who are near the limit or above it, the newest first. */
  alerts: query(
    z.strictObject({ metric: nameInProduct, at: asOf }),
    z.strictObject({
      ...{ product: z.string(), metric: z.string() },
      items: z.array(useAlert),
      /** Whether more companies are near their limit than were looked at: those of whom it was told last were. */
      isCut: z.boolean(),
    }),
  ),
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
