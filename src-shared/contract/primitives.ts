import type { Instant } from '../model/instant.ts'
import type { Limit } from '../model/limit.ts'
import { PROVIDERS } from '../model/provider.ts'
import { z } from './zod.ts'

const LARGEST_DATE_MS = 8_640_000_000_000_000

/** Whole milliseconds since 1970, UTC. */
export const instant = z.int().min(-LARGEST_DATE_MS).max(LARGEST_DATE_MS) as unknown as z.ZodType<Instant, Instant>

/** Answers as of this instant; null for now. */
export const asOf = instant.nullable().default(null)

export const provider = z.enum(PROVIDERS)

export const mode = z.enum(['test', 'live'])

export const nothing = z.strictObject({})

/** How much a plan allows. */
export const limit: z.ZodType<Limit, Limit> = z.union([z.int().min(0), z.literal('unlimited')])

/** Our id, a provider's id, or an e-mail that names exactly one company. */
export const companyName = z.string().min(1).max(500)

export const productName = z.string().min(1).max(200)

/** `product.plan` or `product.metric`; the product may be left out where one product alone has it. */
export const nameInProduct = z.string().min(1).max(400)

/** Unique per company and kind of record: the same one, sent again, is a duplicate. Null draws one. */
export const recordKey = z.string().trim().min(1).max(200).nullable().default(null)

/** Which page of a list. A cursor is good for the same question only. */
export const page = {
  limit: z.int().min(1).max(1000).default(50),
  cursor: z.string().max(5_000).nullable().default(null),
}

/** Why staff say that something is somebody's: kept with what they said. */
export const linkReason = z.string().trim().max(1_000).default('')
