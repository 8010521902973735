import { entitlementStatus } from './entitlements.ts'
import { command, query } from './kinds.ts'
import { asOf, companyName, instant, limit, page, productName, recordKey } from './primitives.ts'
import { admission } from './usage.ts'
import { z } from './zod.ts'

/** Longer than any month, and small enough that sums stay exact. */
const MOST_MINUTES = 10_000_000

/** So that nothing waits long for it. */
const MOST_ENTRIES = 10_000

const minutes = z.int().min(1).max(MOST_MINUTES)
const note = z.string().trim().min(1).max(2_000)
const window = z.strictObject({ start: instant, end: instant })

const ledgerStep = z.strictObject({
  at: instant,
  kind: z.enum(['allocated', 'bought', 'changed', 'rolled-over', 'drawn', 'trimmed', 'lapsed', 'refunded', 'overage', 'billed', 'waived']),
  /** How many were moved; of `changed` also below 0. */
  minutes: z.union([z.int(), z.literal('unlimited')]),
  part: z.enum(['month', 'rollover', 'pack']).nullable(),
  pack: z.string().nullable(),
  /** Key or ref of what led to it. */
  fact: z.string(),
  /** Of work, what was done. Left out where nobody wrote it down. */
  note: z.string().optional(),
  after: z.strictObject({
    left: limit,
    rollover: z.int(),
    packs: z.int(),
    available: limit,
    overage: z.int(),
    unsettled: z.int(),
  }),
})

const ledgerWindow = z.strictObject({
  window: window.nullable(),
  isPaid: z.boolean(),
  included: limit,
  used: z.int(),
  overage: z.int(),
  steps: z.array(ledgerStep),
})
export type LedgerWindowAnswer = z.infer<typeof ledgerWindow>

const hoursAnswer = z.strictObject({
  /** Our id. */
  company: z.string(),
  product: z.string(),
  /** The month of hours that is on; null before the first and after the last. */
  window: window.nullable(),
  included: limit,
  used: z.int(),
  left: limit,
  rollover: z.strictObject({ left: z.int(), cap: z.int() }),
  packs: z.array(
    z.strictObject({
      ref: z.string(),
      minutes: z.int(),
      left: z.int(),
      expiresAt: instant,
      state: z.enum(['live', 'spent', 'lapsed', 'expired']),
    }),
  ),
  /** Left of this month, rollover and live packs together. */
  available: limit,
  /** All that found no hours so far. */
  overage: z.int(),
  /** Window by window, step by step; null where it was not asked for. */
  ledger: z.array(ledgerWindow).nullable(),
})
export type HoursAnswer = z.infer<typeof hoursAnswer>

const factFields = { key: z.string(), company: z.string(), product: z.string(), at: instant, source: z.string() }

const entry = z.strictObject({ ...factFields, kind: z.literal('hours'), minutes: z.int(), note: z.string() })
const pack = z.strictObject({ ...factFields, kind: z.literal('pack'), ref: z.string(), minutes: z.int(), expiresAt: instant })
const settlement = z.strictObject({
  ...factFields,
  kind: z.literal('settlement'),
  minutes: z.int(),
  as: z.enum(['billed', 'waived']),
  note: z.string(),
})

/** The product may be left out where one product alone has hours, or the company belongs to one alone that has. */
const whose = { company: companyName, product: productName.nullable().default(null) }

/** The balance of a company in a list of many: minutes. */
const balance = z.strictObject({
  /** Our id. */
  company: z.string(),
  name: z.string(),
  product: z.string(),
  plan: z.string().nullable(),
  status: entitlementStatus,
  window: window.nullable(),
  included: limit,
  used: z.int(),
  left: limit,
  rollover: z.strictObject({ left: z.int(), cap: z.int() }),
  /** Of live packs together, and when the first of them expires. */
  packs: z.strictObject({ live: z.int(), left: z.int(), nextExpiry: instant.nullable() }),
  available: limit,
  overage: z.int(),
})
export type HoursBalanceRow = z.infer<typeof balance>

const packRow = z.strictObject({
  company: z.string(),
  name: z.string(),
  product: z.string(),
  ref: z.string(),
  minutes: z.int(),
  left: z.int(),
  expiresAt: instant,
  state: z.enum(['live', 'spent', 'lapsed', 'expired']),
})
export type PackRow = z.infer<typeof packRow>

export const hours = {
  /** The balances of all companies that have hours or packs: who has least left first, those with overage before all. */
  list: query(
    z.strictObject({ product: productName.nullable().default(null), at: asOf, ...page }),
    z.strictObject({ items: z.array(balance), next: z.string().nullable() }),
  ),
  /** All packs, the soonest to expire first; those that are gone after them, the latest first. */
  packs: query(
    z.strictObject({ product: productName.nullable().default(null), at: asOf, ...page }),
    z.strictObject({ items: z.array(packRow), next: z.string().nullable() }),
  ),
  /** The balance of a company, in whole minutes. */
  get: query(z.strictObject({ ...whose, at: asOf, withLedger: z.boolean().default(false) }), hoursAnswer),
  /** Records work that was done. The same key with the same content gives the fact that is known. */
  log: command(z.strictObject({ ...whose, minutes, at: instant.nullable().default(null), note, key: recordKey }), entry),
  /** Records many entries at once: good ones are kept, bad ones are rejected by their place, counted from 1. */
  import: command(
    z.strictObject({ entries: z.array(z.strictObject({ ...whose, minutes, at: instant, note, key: recordKey })).max(MOST_ENTRIES) }),
    admission,
  ),
  /** Records hours bought once, outside of any provider. `ref` is its key; `at` is when it was bought. */
  addPack: command(z.strictObject({ ...whose, minutes, at: instant.nullable().default(null), expiresAt: instant, ref: recordKey }), pack),
  /** Records what was done about overage. */
  settle: command(
    z.strictObject({ ...whose, minutes, as: z.enum(['billed', 'waived']), at: instant.nullable().default(null), note, key: recordKey }),
    settlement,
  ),
}
