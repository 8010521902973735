import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { MirroredObject } from '../../../src-main/domain/mirrored.ts'
import { openStore, type Store } from '../../../src-main/store/openStore.ts'
import { type Connection, findConnection } from '../../../src-main/store/reads/connections.ts'
import { saveConnection } from '../../../src-main/store/writes/saveConnection.ts'
import type { HandledEvent } from '../../../src-main/store/writes/saveEvents.ts'
import { saveWorkspace } from '../../../src-main/store/writes/saveWorkspace.ts'
import { type Committed, commitObjects } from '../../../src-main/sync/commitObjects.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'

export const NOW = toInstant(Date.UTC(2026, 10, 21, 9))

export const at = (ms: number): Instant => toInstant(ms)

/** A folder of this test alone, gone with it. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store in `folder`, closed with the test. */
export function makeStore(folder: string = makeFolder()): Store {
  const store = openStore(folder, 'write', NOW)
  onTestFinished(() => store.close())
  return store
}

/** A store with one connected Stripe account. */
export function makeConnectedStore(folder?: string): { store: Store; connection: Connection } {
  const store = makeStore(folder)
  store.transact((tx) => {
    saveWorkspace(tx, { key: '00ff', name: 'test', mode: 'test', zone: 'Africa/Nairobi', createdAt: NOW })
    saveConnection(
      tx,
      { provider: 'stripe', mode: 'test', ref: 'acct_1', name: 'Acme' },
      {
        baseUrl: null,
        secretKind: 'environment',
        secretName: 'KEY',
        lastFour: '1234',
        limits: null,
        settings: {},
        permissions: { customers: 'read' },
        connectedAt: NOW,
      },
    )
  })
  const connection = findConnection(store.read, 'stripe')
  if (!connection) throw new Error('the connection is gone')
  return { store, connection }
}

export interface TakenWhen {
  answeredAt?: Instant
  seenAt?: Instant
  /** What came with them. */
  events?: readonly HandledEvent[]
}

/** Takes objects as a sync does, in a workspace without catalogs. */
export function takeObjects(
  store: Store,
  connection: Connection,
  objects: readonly MirroredObject[],
  { answeredAt = NOW, seenAt = NOW, events = [] }: TakenWhen = {},
): Committed {
  const parts = { connection, figures: () => ({ catalogs: new Map(), zone: 'UTC' }) }
  const fetched = objects.map((object) => ({ object, answeredAt }))
  return store.transact((tx) => commitObjects(tx, parts, { fetched, events }, seenAt))
}

/** Everything in every table, to compare before and after. */
export function dump({ read }: Pick<Store, 'read'>): Record<string, unknown[]> {
  const tables = read.sqlite.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all() as string[]
  return Object.fromEntries(tables.map((table) => [table, read.sqlite.prepare(`select * from "${table}"`).all()]))
}
