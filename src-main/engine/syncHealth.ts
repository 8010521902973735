import type { ConnectionHealth, CoverageGap, RunFailure, SyncRun } from '../../src-shared/contract/sync.ts'
import { streamName } from '../../src-shared/contract/sync.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { toConnectionState } from '../domain/toConnectionState.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type Connection, findNewestRun, listConnections, listParked } from '../store/reads/connections.ts'
import { listGaps } from '../store/reads/drift.ts'
import { listRunFailures, listRuns, type RunFilter } from '../store/reads/listRuns.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** @param freshAsOf what this process knows of an account's age: what is kept may be a minute older */
export function listHealth(db: ReadDb, freshAsOf: (accountId: number) => Instant | null): ConnectionHealth[] {
  return listConnections(db).map((connection) => toHealth(db, connection, freshAsOf(connection.accountId)))
}

export function toHealth(db: ReadDb, connection: Connection, freshAsOf: Instant | null): ConnectionHealth {
  const { provider, account, lastFour, permissions, connectedAt, limits, settings } = connection
  const lastSuccessAt = toLater(connection.lastSuccessAt, freshAsOf)
  const runs = streamName.options.flatMap((stream) => findNewestRun(db, connection.accountId, stream) ?? [])
  // Events are asked for at every sync, and their runs say so.
  const forbidden = streamName.options.filter((stream) => stream !== 'events' && permissions[stream] === 'none')
  const gaps = listGaps(db, connection.accountId)
  return {
    provider,
    mode: account.mode,
    account: account.ref,
    accountName: account.name,
    lastFour,
    permissions,
    connectedAt: connectedAt,
    limits,
    settings,
    lastSuccessAt,
    gaps,
    ...toConnectionState(lastSuccessAt, runs, listParked(db, connection.accountId), forbidden, gaps.filter(isOpen)),
  }
}

function toLater(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || (b !== null && b > a) ? b : a
}

function isOpen({ closedAt }: CoverageGap): boolean {
  return closedAt === null
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
