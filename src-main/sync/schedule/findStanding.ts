import type { StreamName } from '../../../src-shared/contract/sync.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { STREAM_OF } from '../../providers/provider.ts'
import type { Connection } from '../../store/reads/connections.ts'
import type { EndedRun } from '../../store/reads/syncEnds.ts'
import type { Failing, Standing } from './facts.ts'
import { isUnanswered, type Seen } from './seen.ts'

export interface StandingSources {
  now: Instant
  /** When this process began. */
  openedAt: Instant
  connection: Connection
  /** Newest first. */
  runs: readonly EndedRun[]
  /** When each list was last read to its end. */
  listEnds: ReadonlyMap<StreamName, Instant>
  seen: Seen | undefined
}

/** No other answer comes of such a key, however often it is shown. */
const REVOKED: ReadonlySet<string | null> = new Set(['unauthorized', 'wrong-account', 'wrong-mode', 'no-key'])
const LOCAL = /^https?:\/\/(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d+)?$/

/** How a connection stands, by records and by what this process saw. */
export function findStanding(sources: StandingSources): Standing {
  const { connection, now, seen } = sources
  // A clock that was set back would make every end older than the key.
  const connectedAt = toInstant(Math.min(connection.connectedAt, now))
  return {
    connectedAt,
    polledAt: findPolledAt(sources, connectedAt),
    slowAt: seen?.lanes.slow?.endedAt ?? null,
    listedAt: findListedAt(sources),
    triedAt: seen?.lanes.daily && !seen.lanes.daily.isGood ? seen.lanes.daily.endedAt : null,
    failing: findFailing(sources),
    isRevoked: isRevoked(sources),
    isLocal: LOCAL.test(connection.baseUrl ?? ''),
  }
}

function findPolledAt({ connection, runs, seen, openedAt, now }: StandingSources, connectedAt: Instant): Instant | null {
  // What a process did not come to the end of when it ended is gone on with at once.
  const ended = runs.filter(({ outcome, endedAt }) => outcome !== 'interrupted' && (outcome !== 'cancelled' || endedAt >= openedAt))
  const ends = [
    connection.lastSuccessAt,
    seen?.lanes.fast?.endedAt ?? null,
    seen?.lanes.daily?.endedAt ?? null,
    ...ended.map(({ endedAt }) => endedAt),
  ].filter((at): at is Instant => at !== null && at >= connectedAt && at <= now)
  return ends.length === 0 ? null : toInstant(Math.max(...ends))
}

/**
 * Since when every list that the key may read was read to its end, or was found to be none that can be.
 *
 * Whoever read them, and why, does not matter: a first sync and a full one have done what a day's listing does.
 */
function findListedAt({ connection, runs, listEnds, seen }: StandingSources): Instant | null {
  const readable = [...new Set(Object.values(STREAM_OF))].filter((stream) => connection.permissions[stream] === 'read')
  const ends = readable.map((stream) => listEnds.get(stream) ?? findUselessEnd(runs, stream))
  const recorded = ends.length === 0 || ends.includes(null) ? null : Math.min(...ends.map(Number))
  const own = seen?.lanes.daily?.isGood ? seen.lanes.daily.endedAt : null
  return recorded === null && own === null ? null : toInstant(Math.max(recorded ?? 0, own ?? 0))
}

/** A list that was answered with what cannot be used will be answered so again: it holds up no other. */
function findUselessEnd(runs: readonly EndedRun[], stream: StreamName): Instant | null {
  const newest = runs.find((run) => run.stream === stream)
  const isUseless = newest?.outcome === 'failed' && !isUnanswered(newest.errorKind) && !REVOKED.has(newest.errorKind)
  return isUseless ? newest.endedAt : null
}

function findFailing({ connection, runs, seen }: StandingSources): Failing | null {
  const [newest] = runs
  if (seen && (!newest || newest.endedAt <= seen.endedAt)) return seen.failing
  // Somebody else's sync ended since, or this process has just begun.
  const row: EndedRun[] = []
  for (const run of runs) {
    if (!isUnanswered(run.errorKind) || run.startedAt < (connection.lastSuccessAt ?? 0)) break
    row.push(run)
  }
  const first = row.at(-1)
  return first ? { since: first.endedAt, isUnanswered: true, isUnreachable: newest?.errorKind === 'unavailable' } : null
}

/**
 * A key that was refused stays so until there is another, or somebody asks for a sync and it goes well.
 *
 * A sealed key is the same after a start. One from the environment may be another, and one that could not be opened may be had now.
 */
function isRevoked({ connection, runs, openedAt }: StandingSources): boolean {
  const [newest] = runs
  if (!newest || !REVOKED.has(newest.errorKind) || newest.startedAt < (connection.lastSuccessAt ?? 0)) return false
  const isSameAfterStart = connection.secretKind === 'sealed' && newest.errorKind !== 'no-key'
  const since = isSameAfterStart ? connection.connectedAt : Math.max(connection.connectedAt, openedAt)
  return newest.startedAt >= since
}
