import { CONNECTION_STATES } from '../model/connectionState.ts'
import { command, query } from './kinds.ts'
import { companyName, instant, mode, nothing, page, provider } from './primitives.ts'
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
  'accounts',
  'meters',
  'events',
])
export type StreamName = z.infer<typeof streamName>

/** How a run of one stream ended. Only `complete` moves the age of the mirror. */
const runOutcome = z.enum(['running', 'complete', 'partial', 'failed', 'no-permission', 'cancelled', 'interrupted'])
export type RunOutcome = z.infer<typeof runOutcome>

const connectionState = z.enum(CONNECTION_STATES)

/** What a list showed: an object that the mirror did not have, had otherwise, or has and the provider does not. */
const driftChange = z.enum(['new', 'changed', 'deleted'])
export type DriftChange = z.infer<typeof driftChange>

/**
 * Why the mirror did not know: no event told of it, one did and its object could not be taken, or events were not followed then. Or the
 * mirror knew, and what it had derived of it was something else than it derives now.
 */
export const driftCause = z.enum(['no-event', 'not-taken', 'not-followed', 'derived-differed'])
export type DriftCause = z.infer<typeof driftCause>

/** Why it is not known what happened: the provider keeps its events for thirty days, or its list of payments for two; a statement tells the latter. */
const gapCause = z.enum(['events-forgotten', 'list-forgotten'])
export type GapCause = z.infer<typeof gapCause>

/**
 * From when until when nobody followed; `closedAt` is when all was listed again, so that what is now is right. Without a beginning it is all that
 * was before the provider was first asked, as far as it had forgotten it: a statement shortens such a gap, and nothing ends it.
 */
const coverageGap = z.strictObject({
  from: instant.nullable(),
  until: instant,
  cause: gapCause,
  closedAt: instant.nullable(),
  /** Whether it is of before the provider was first asked: no fault of how it is followed since. */
  isBeforeFirst: z.boolean(),
})
export type CoverageGap = z.infer<typeof coverageGap>

/** An object that the mirror should have known, and did not until a list showed it; or something derived that was kept otherwise than it follows. */
const driftedObject = z.strictObject({
  provider,
  /** Of the provider's object; `company` (by our id), or `sums`, where something derived differed. */
  kind: z.string(),
  ref: z.string(),
  change: driftChange,
  cause: driftCause,
  foundAt: instant,
})
export type DriftedObject = z.infer<typeof driftedObject>

const connectionHealth = z.strictObject({
  provider,
  mode,
  account: z.string(),
  accountName: z.string().nullable(),
  lastFour: z.string(),
  /** What the key may read, by stream. */
  permissions: z.record(z.string(), z.enum(['read', 'none', 'unknown'])),
  /** Of a provider whose lists are given only once its account was registered for them, whether it is, as they answered last. Null: it needs none. */
  registration: z.enum(['registered', 'not-registered', 'unknown']).nullable(),
  connectedAt: instant,
  /** How many requests a second it is sent at most, over all and of one kind, and how much of that is ours. Null: as the provider says. */
  limits: z.strictObject({ account: z.number(), endpoint: z.number(), share: z.number() }).nullable(),
  /** What it is beside its key, each by its name: of M-Pesa the short code, and the till where there is one. No secret. */
  settings: z.record(z.string(), z.string()),
  lastSuccessAt: instant.nullable(),
  state: connectionState,
  problems: z.array(z.string()),
  /** Newest first. */
  gaps: z.array(coverageGap),
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
  /** Objects that it could not take. */
  failures: z.int(),
  reason: z.string().nullable(),
  /** Ids of the rules that were set off by what events reported in it, each once and by name. */
  rules: z.array(z.string()),
})
export type SyncRun = z.infer<typeof syncRun>

/** An object that a run could not take, and why. */
const runFailure = z.strictObject({ ref: z.string(), reason: z.string() })
export type RunFailure = z.infer<typeof runFailure>

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
      /** As of a run that is kept. */
      rules: z.array(z.string()),
      /** Why the provider gave no answer, where that ended the run. */
      errorKind: z.string().nullable(),
    }),
  ),
})
export type SyncReport = z.infer<typeof syncReport>

/** How far the sync of a connection has come. */
const syncProgress = z.strictObject({
  provider,
  /** What came in last; several are read at once. */
  stream: streamName,
  startedAt: instant,
  /** Of all streams. */
  objects: z.int(),
  /** Whose figures are still to be derived; null while lists are read. */
  left: z.int().nullable(),
})
export type SyncProgress = z.infer<typeof syncProgress>

/** What the schedule is about to do. Of several connections, what is true of all that are polled. */
const scheduleHealth = z.strictObject({
  /** Between two polls as it is now: longer while nobody looks. */
  pollMs: z.int(),
  /** When the next begins; null while a sync is under way, and where none is planned. */
  nextAt: instant.nullable(),
  /** Why it does not poll as usual: the machine sleeps, the line is down, or the key was refused. */
  pausedFor: z.enum(['sleep', 'offline', 'revoked']).nullable(),
  /** Until when it leaves the provider alone, after failures or because the provider asked for it. */
  backOffUntil: instant.nullable(),
})
export type ScheduleHealth = z.infer<typeof scheduleHealth>

export const sync = {
  health: query(
    nothing,
    z.strictObject({
      asOf: instant,
      connections: z.array(connectionHealth),
      running: syncProgress.nullable(),
      /** Between two polls while somebody looks; null where nobody polls. */
      pollMs: z.int().nullable(),
      /** Null where nobody polls. */
      schedule: scheduleHealth.nullable(),
    }),
  ),
  /** What each run of a stream did, newest first. */
  runs: query(
    z.strictObject({
      provider: provider.nullable().default(null),
      stream: streamName.nullable().default(null),
      outcome: runOutcome.nullable().default(null),
      /** By when they began; `to` does not belong to what is asked for. */
      from: instant.nullable().default(null),
      to: instant.nullable().default(null),
      limit: z.int().min(1).max(1000).default(50),
      cursor: z.string().max(100).nullable().default(null),
    }),
    z.strictObject({ items: z.array(syncRun), next: z.string().nullable() }),
  ),
  /** What a run could not take, each with its reason. */
  failures: query(z.strictObject({ run: z.int(), ...page }), z.strictObject({ items: z.array(runFailure), next: z.string().nullable() })),
  /** What lists showed that events had not told, newest first: found by comparing, and mended. */
  drift: query(
    z.strictObject({ limit: z.int().min(1).max(1000).default(50) }),
    z.strictObject({
      items: z.array(driftedObject),
      /** How many there are of each cause, of all that is still kept: as long as the run that found it, a quarter of a year. */
      counts: z.record(driftCause, z.int()),
    }),
  ),
  /** Syncs now, whatever back-off was running. Joins the run that is under way. */
  start: command(
    z.strictObject({
      provider: provider.optional(),
      isFull: z.boolean().default(false),
      /** Only what hangs on this one, which is asked for anew whatever its events say. It waits for no other sync. */
      company: companyName.optional(),
    }),
    syncReport,
  ),
  /** Stops the run that is under way; what it stored stays, and the next run goes on from there. */
  cancel: command(nothing, z.strictObject({ wasRunning: z.boolean() })),
}

/** What M-Pesa is connected by beside its key. */
const mpesaSettings = z.strictObject({
  /** The paybill, or the store of a till. */
  shortCode: z.string().trim().min(1).max(20),
  /** The till that customers pay to; left out for a paybill. */
  till: z.string().trim().min(1).max(20).exactOptional(),
  /** How its list of payments is asked for; POST, as most programs do, where it is left out. */
  pullMethod: z.enum(['GET', 'POST']).exactOptional(),
  /** An https address of the organisation's own that a push names; left out where nobody is asked to pay from here. */
  callbackUrl: z.string().trim().min(1).max(500).exactOptional(),
})

export const connections = {
  /**
   * Checks the key, its mode and its account with the provider, and keeps the connection. The key is never given back.
   *
   * Settings are M-Pesa's alone. Where they are left out they are what the connection had.
   */
  connect: command(
    z
      .strictObject({ provider, secret: z.string().min(1).max(10_000), settings: mpesaSettings.nullable().default(null) })
      .refine((ask) => ask.settings === null || ask.provider === 'mpesa', 'Only M-Pesa has settings.'),
    connectionHealth,
  ),
  /** Registers the account for what its lists need, once and for all; once more says that it was before. */
  register: command(
    z.strictObject({
      provider,
      /** The phone that stands for the organisation. */
      phone: z.string().trim().min(1).max(40),
      /** An https address that the provider may call. Nothing here listens there. */
      callback: z.string().trim().min(1).max(500),
    }),
    z.strictObject({ isNew: z.boolean(), connection: connectionHealth }),
  ),
}
