import type { ConnectionHealth, CoverageGap, RunFailure, SyncRun } from '../../src-shared/contract/sync.ts'
import { streamName } from '../../src-shared/contract/sync.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { toConnectionState } from '../domain/toConnectionState.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type Connection, findNewestRun, listConnections, listParked } from '../store/reads/connections.ts'
import { listGaps } from '../store/reads/drift.ts'
import { listRunFailures, listRuns, type RunFilter } from '../store/reads/listRuns.ts'
import { isRefused } from '../sync/isRefused.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { markFirstGaps } from './markFirstGaps.ts'

const NEEDS_REGISTRATION: ReadonlySet<ProviderName> = new Set(['mpesa'])

/** @param freshAsOf what this process knows of an account's age: what is kept may be a minute older */
export function listHealth(db: ReadDb, freshAsOf: (accountId: number) => Instant | null): ConnectionHealth[] {
  return listConnections(db).map((connection) => toHealth(db, connection, freshAsOf(connection.accountId)))
}

export function toHealth(db: ReadDb, connection: Connection, freshAsOf: Instant | null): ConnectionHealth {
  const { provider, account, lastFour, permissions, connectedAt, limits, settings } = connection
  const lastSuccessAt = toLater(connection.lastSuccessAt, freshAsOf)
  const runs = streamName.options.flatMap((stream) => findNewestRun(db, connection.accountId, stream) ?? [])
  // Events are asked for at every sync, and their runs say so.
  const forbidden = streamName.options.filter((stream) => stream !== 'events' && isRefused(permissions[stream]))
  const gaps = markFirstGaps(listGaps(db, connection.accountId))
  return {
    provider,
    mode: account.mode,
    account: account.ref,
    accountName: account.name,
    lastFour,
    permissions: toPlain(permissions),
    registration: NEEDS_REGISTRATION.has(provider) ? toRegistration(permissions) : null,
    connectedAt: connectedAt,
    limits,
    settings,
    lastSuccessAt,
    gaps,
    ...toConnectionState(lastSuccessAt, runs, listParked(db, connection.accountId), forbidden, gaps.flatMap(toProblem)),
  }
}

/** Why the key may not read something is told by the registration. */
function toPlain(permissions: Connection['permissions']): ConnectionHealth['permissions'] {
  const told = Object.entries(permissions).map(([stream, each]) => [stream, each === 'unregistered' ? 'none' : each] as const)
  return Object.fromEntries(told)
}

function toRegistration(permissions: Connection['permissions']): ConnectionHealth['registration'] {
  const told = Object.values(permissions)
  if (told.includes('unregistered')) return 'not-registered'
  return told.includes('read') ? 'registered' : 'unknown'
}

function toLater(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || (b !== null && b > a) ? b : a
}

/** What was before the provider was first asked is told beside the connection: it is no fault of how it is followed, and no full sync mends it. */
function toProblem({ from, isBeforeFirst, closedAt, ...gap }: CoverageGap) {
  return from === null || isBeforeFirst || closedAt !== null ? [] : [{ ...gap, from }]
}

interface RunAsk extends RunFilter {
  limit: number
  cursor: string | null
}

/** Newest first; `next` is the id of the last run of the page. */
export function listRunPage(db: ReadDb, { limit, cursor, ...filter }: RunAsk): { items: SyncRun[]; next: string | null } {
  const rows = listRuns(db, filter, limit + 1, cursor === null ? null : Number.parseInt(cursor, 10))
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? String(last.id) : null }
}

interface FailureAsk {
  run: number
  limit: number
  cursor: string | null
}

export function listFailurePage(db: ReadDb, { run, limit, cursor }: FailureAsk): { items: RunFailure[]; next: string | null } {
  const question = `failures|${run}`
  const after = cursor === null ? null : readCursor(cursor, question, z.tuple([z.string()]))
  const rows = listRunFailures(db, run, limit + 1, after?.[0] ?? null)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? writeCursor(question, [last.ref]) : null }
}
