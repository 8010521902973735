import { stream } from './kinds.ts'
import { nothing } from './primitives.ts'
import { z } from './zod.ts'

/** What a listener may have to ask again. */
const topic = z.enum(['companies', 'sync', 'connections', 'catalogs', 'backups', 'actions'])
export type Topic = z.infer<typeof topic>

const change = z.discriminatedUnion('kind', [
  /** Said first: from here on nothing is missed. After a gap, ask everything again. */
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('changed'), topics: z.array(topic).readonly() }),
])

export const changes = { watch: stream(nothing, change) }
