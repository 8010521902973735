import { onTestFinished } from 'vitest'
import type { SystemWord } from '../../../../src-main/ports.ts'
import type { Store } from '../../../../src-main/store/openStore.ts'
import type { Connection } from '../../../../src-main/store/reads/connections.ts'
import { saveCursor } from '../../../../src-main/store/writes/saveRun.ts'
import type { SyncAsk } from '../../../../src-main/sync/covers.ts'
import { createSchedule, type Schedule } from '../../../../src-main/sync/schedule/createSchedule.ts'
import type { SyncReport } from '../../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { makeConnectedStore, NOW } from '../../store/makeStore.ts'
import { createHeldClock, type HeldClock } from './createHeldClock.ts'
import { PACE } from './makeFacts.ts'

/** What a sync answers, and leaves in the store */
type Answering = (open: Omit<OpenSchedule, 'schedule'>, ask: SyncAsk) => SyncReport | Promise<SyncReport>

export interface OpenSchedule {
  store: Store
  connection: Connection
  clock: HeldClock
  schedule: Schedule
  /** What was asked so far, and how many milliseconds after the start. */
  asked: { ask: SyncAsk; atMs: number }[]
  logs: string[]
  /** What the sync answers from now on. */
  answer: Answering
  say(word: SystemWord): void
  hasClient: boolean
  retryAt: Instant | null
  /** Whether what it reads cannot be read just now. */
  isBroken: boolean
}

const run = {
  provider: 'stripe',
  stream: 'events',
  pages: 0,
  objects: 0,
  changed: 0,
  requests: 1,
  ms: 1,
  reason: null,
  rules: [] as string[],
} as const

/** A report of one run that ended so. */
export function report(errorKind: string | null): SyncReport {
  return { synced: 0, failed: [], runs: [{ ...run, outcome: errorKind === null ? 'complete' : 'failed', errorKind }] }
}

/** A schedule over a real store, with a sync that only answers, and time in the test's hand. A client listens; the lists were read this morning. */
export function openSchedule(answer: Answering = () => report(null)): OpenSchedule {
  const { store, connection } = makeConnectedStore()
  const clock = createHeldClock(NOW)
  store.transact((tx) => saveCursor(tx, connection.accountId, 'customers', { completedAt: NOW }))
  const listeners = new Set<(word: SystemWord) => void>()
  const stopper = new AbortController()
  const open: Omit<OpenSchedule, 'schedule'> = {
    store,
    connection,
    clock,
    asked: [],
    logs: [],
    answer,
    say: (word) => {
      for (const listener of listeners) listener(word)
    },
    hasClient: true,
    retryAt: null,
    isBroken: false,
  }
  const schedule = createSchedule({
    store,
    clock,
    random: { bytes: () => new Uint8Array(), fraction: () => 0 },
    log: (line) => open.logs.push(line),
    system: {
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    pace: PACE,
    sync: {
      start: async (ask) => {
        open.asked.push({ ask, atMs: clock.now() - NOW })
        return open.answer(open, ask)
      },
      progress: () => null,
    },
    retryTimes: { find: () => (open.retryAt !== null && open.retryAt > clock.now() ? open.retryAt : null) },
    hasClient: () => {
      if (open.isBroken) throw new Error('the disk')
      return open.hasClient
    },
  })
  const running = schedule.run(stopper.signal)
  onTestFinished(async () => {
    stopper.abort()
    await running
  })
  return Object.assign(open, { schedule })
}
