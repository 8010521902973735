import type { ConnectionHealth, SyncRun } from '../../src-shared/contract/sync.ts'
import { streamName } from '../../src-shared/contract/sync.ts'
import { toConnectionState } from '../domain/toConnectionState.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type Connection, findNewestRun, listConnections, listParked } from '../store/reads/connections.ts'
import { listRuns } from '../store/reads/listRuns.ts'

export function listHealth(db: ReadDb): ConnectionHealth[] {
  return listConnections(db).map((connection) => toHealth(db, connection))
}

export function toHealth(db: ReadDb, connection: Connection): ConnectionHealth {
  const { provider, account, lastFour, permissions, connectedAt, lastSuccessAt } = connection
  const runs = streamName.options.flatMap((stream) => findNewestRun(db, connection.accountId, stream) ?? [])
  // Events are asked for at every sync, and their runs say so.
  const forbidden = streamName.options.filter((stream) => stream !== 'events' && permissions[stream] === 'none')
  return {
    provider,
    mode: account.mode,
    account: account.ref,
    accountName: account.name,
    lastFour,
    permissions,
    connectedAt: connectedAt,
    lastSuccessAt: lastSuccessAt,
    ...toConnectionState(lastSuccessAt, runs, listParked(db, connection.accountId), forbidden),
  }
}

/** Newest first; `next` is the id of the last run of the page. */
export function listRunPage(db: ReadDb, limit: number, cursor: string | null): { items: SyncRun[]; next: string | null } {
  const rows = listRuns(db, limit + 1, cursor === null ? null : Number.parseInt(cursor, 10))
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? String(last.id) : null }
}
