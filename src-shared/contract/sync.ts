import { CONNECTION_STATES } from '../model/connectionState.ts'
import { command, query } from './kinds.ts'
import { instant, mode, nothing, provider } from './primitives.ts'
import { z } from './zod.ts'

export const streamName = z.enum([
  'products',
  'prices',
  'customers',
  'subscriptions',
  'invoices',
  'payments',
  'checkouts',
  'refunds',
  'disputes',
  'events',
])
export type StreamName = z.infer<typeof streamName>

/** How a run of one stream ended. Only `complete` moves the age of the mirror. */
const runOutcome = z.enum(['running', 'complete', 'partial', 'failed', 'no-permission', 'cancelled', 'interrupted'])
export type RunOutcome = z.infer<typeof runOutcome>

const connectionState = z.enum(CONNECTION_STATES)

const connectionHealth = z.strictObject({
  provider,
  mode,
  account: z.string(),
  accountName: z.string().nullable(),
  lastFour: z.string(),
  /** What the key may read, by stream. */
  permissions: z.record(z.string(), z.enum(['read', 'none', 'unknown'])),
  connectedAt: instant,
  lastSuccessAt: instant.nullable(),
  state: connectionState,
  problems: z.array(z.string()),
})
export type ConnectionHealth = z.infer<typeof connectionHealth>

const syncRun = z.strictObject({
  id: z.int(),
  provider,
  stream: streamName,
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: runOutcome,
  pages: z.int(),
  objects: z.int(),
  changed: z.int(),
  requests: z.int(),
  reason: z.string().nullable(),
})
export type SyncRun = z.infer<typeof syncRun>

const syncReport = z.strictObject({
  /** Companies brought up to date. */
  synced: z.int(),
  failed: z.array(z.strictObject({ ref: z.string(), reason: z.string() })),
  runs: z.array(
    z.strictObject({
      provider,
      stream: streamName,
      outcome: runOutcome,
      pages: z.int(),
      objects: z.int(),
      changed: z.int(),
      requests: z.int(),
      ms: z.int(),
      reason: z.string().nullable(),
      /** Why the provider gave no answer, where that ended the run. */
      errorKind: z.string().nullable(),
    }),
  ),
})
export type SyncReport = z.infer<typeof syncReport>

const syncProgress = z.strictObject({ provider, stream: streamName, startedAt: instant, objects: z.int() })
export type SyncProgress = z.infer<typeof syncProgress>

export const sync = {
  health: query(
    nothing,
    z.strictObject({ asOf: instant, connections: z.array(connectionHealth), running: syncProgress.nullable(), pollMs: z.int().nullable() }),
  ),
  runs: query(
    z.strictObject({ limit: z.int().min(1).max(1000).default(50), cursor: z.string().max(100).nullable().default(null) }),
    z.strictObject({ items: z.array(syncRun), next: z.string().nullable() }),
  ),
  /** Syncs now, whatever back-off was running. Joins the run that is under way. */
  start: command(z.strictObject({ provider: provider.optional(), isFull: z.boolean().default(false) }), syncReport),
  /** Stops the run that is under way; what it stored stays, and the next run goes on from there. */
  cancel: command(nothing, z.strictObject({ wasRunning: z.boolean() })),
}

export const connections = {
  /** Checks the key, its mode and its account with the provider, and keeps the connection. The key is never given back. */
  connect: command(z.strictObject({ provider, secret: z.string().min(1).max(10_000) }), connectionHealth),
}
