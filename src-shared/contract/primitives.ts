import type { Instant } from '../model/instant.ts'
import { PROVIDERS } from '../model/provider.ts'
import { z } from './zod.ts'

const LARGEST_DATE_MS = 8_640_000_000_000_000

/** Whole milliseconds since 1970, UTC. */
export const instant = z.int().min(-LARGEST_DATE_MS).max(LARGEST_DATE_MS) as unknown as z.ZodType<Instant, Instant>

export const provider = z.enum(PROVIDERS)

export const mode = z.enum(['test', 'live'])

export const nothing = z.strictObject({})
