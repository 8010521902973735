import type { Account, Answer, ProviderError } from '../providers/provider.ts'
import { findCursor, findNewestRun } from '../store/reads/connections.ts'
import { askProvider } from './askProvider.ts'
import { createRun, type RunResult } from './createRun.ts'
import { followEvents } from './followEvents.ts'
import { EVENT_HORIZON_MS, listStream } from './listStream.ts'
import type { ConnectionParts } from './syncParts.ts'

/** A list that stands in for events may take one part in this many of the time. */
const LISTING_SHARE = 20

export interface SyncWish {
  /** Lists again, whatever the cursor says. */
  isFull: boolean
  /** Someone asked for it, as against the schedule. */
  isAsked: boolean
  /** Whether the key's account is known to be the connection's since this process began. */
  isVerified: boolean
}

/**
 * Brings one connection up to date: its lists where they were never read to the end, then what its events say.
 *
 * A key that may not read events is made good for by listing again.
 */
export async function syncConnection(parts: ConnectionParts, wish: SyncWish): Promise<RunResult[]> {
  if (!wish.isVerified) {
    const error = await checkAccount(parts)
    if (error) return [createRun(parts, 'customers').end(error)]
  }
  const runs: RunResult[] = []
  const mustList = wish.isFull || !isListed(parts)
  if (mustList) runs.push(await listStream(parts, 'customers'))
  if (runs.some(({ error }) => error !== null)) return runs

  const isFollowing = parts.connection.permissions['events'] !== 'unknown'
  if (isFollowing)
    runs.push(
      await followEvents(parts, { tried: new Set(runs.flatMap(({ failures }) => failures.map(({ ref }) => ref))), isAsked: wish.isAsked }),
    )
  const isTold = runs.some(({ stream, outcome }) => stream === 'events' && outcome !== 'no-permission')
  if (!isTold && !mustList && (wish.isAsked || mayListAgain(parts))) runs.push(await listStream(parts, 'customers'))
  return runs
}

/** Asks whose key this is before anything is written. */
async function checkAccount(parts: ConnectionParts): Promise<ProviderError | null> {
  const { provider, connection } = parts
  const answer: Answer<Account> = await askProvider(
    parts,
    () => {},
    (signal) => provider.identify(signal),
  )
  if (!answer.ok) return answer.error
  if (answer.value.ref === connection.account.ref) return null
  return {
    kind: 'wrong-account',
    detail: `The key is of account ${answer.value.ref} now, and this workspace mirrors ${connection.account.ref}. Nothing was fetched.`,
  }
}

function isListed({ store, connection, clock }: ConnectionParts): boolean {
  const list = findCursor(store.read, connection.accountId, 'customers')
  if (list?.completedAt == null) return false
  if (connection.permissions['events'] === 'unknown') return true
  const watermark = findCursor(store.read, connection.accountId, 'events')?.watermark ?? 0
  return watermark > clock.now() - EVENT_HORIZON_MS || list.completedAt > clock.now() - EVENT_HORIZON_MS
}

function mayListAgain({ store, connection, clock }: ConnectionParts): boolean {
  const last = findNewestRun(store.read, connection.accountId, 'customers')
  if (last?.endedAt == null) return true
  return clock.now() - last.endedAt >= (last.endedAt - last.startedAt) * LISTING_SHARE
}
