import type { ScheduleHealth } from '../../../src-shared/contract/sync.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Clock, Log, Randomness, SystemPort } from '../../ports.ts'
import type { Store } from '../../store/openStore.ts'
import { type Connection, listConnections } from '../../store/reads/connections.ts'
import { getWorkspace } from '../../store/reads/getWorkspace.ts'
import { findListEnds, listEndedRuns } from '../../store/reads/syncEnds.ts'
import type { Sync } from '../createSync.ts'
import type { RetryTimes } from './createRetryTimes.ts'
import { createWaker } from './createWaker.ts'
import type { ScheduleFacts } from './facts.ts'
import { findStanding } from './findStanding.ts'
import { followMachine } from './followMachine.ts'
import { LONGEST_PAUSE_MS, type Pace } from './lane.ts'
import { type Plan, planNext } from './planNext.ts'
import { noteEnd, type Seen, type SyncEnd } from './seen.ts'
import { toScheduleHealth } from './toScheduleHealth.ts'

/** A sync of all streams leaves a dozen records; what matters of the past is in the last few syncs. */
const RUNS_LOOKED_AT = 60

export interface ScheduleParts {
  store: Store
  sync: Pick<Sync, 'start' | 'progress'>
  clock: Clock
  random: Randomness
  log: Log
  system?: SystemPort
  pace: Pace
  retryTimes: Pick<RetryTimes, 'find'>
  hasClient: () => boolean
}

export interface Schedule {
  /** Polls until the signal is aborted. */
  run(signal: AbortSignal): Promise<void>
  /** Something may be due earlier than it was: a client came, or a key. */
  wake(): void
  describe(): ScheduleHealth
}

/** Asks each connection for what is due, whatever the others are at, and waits until the next is. What is due follows from facts (`planNext`). */
export function createSchedule(parts: ScheduleParts): Schedule {
  const { store, sync, clock, random, log, pace, retryTimes, hasClient } = parts
  const waker = createWaker(clock)
  const machine = followMachine(clock, parts.system, waker.wake)
  const openedAt = clock.now()
  const { zone } = getWorkspace(store.read)
  const seen = new Map<ProviderName, Seen>()
  // Drawn once a poll: drawn at every look, the least of many would count.
  const chances = new Map<ProviderName, number>()
  const polling = new Map<ProviderName, Promise<void>>()

  function readFacts(connection: Connection, now: Instant): ScheduleFacts {
    const { provider, accountId } = connection
    const chance = chances.get(provider) ?? random.fraction()
    chances.set(provider, chance)
    const runs = listEndedRuns(store.read, accountId, RUNS_LOOKED_AT)
    const listEnds = findListEnds(store.read, accountId)
    return {
      now,
      zone,
      pace,
      hasClient: hasClient(),
      chance,
      standing: findStanding({ now, openedAt, connection, runs, listEnds, seen: seen.get(provider) }),
      machine: machine.facts(),
      retryAt: retryTimes.find(provider),
    }
  }

  function findNext(now: Instant): (Plan & { provider: ProviderName }) | null {
    const idle = listConnections(store.read).filter(({ provider }) => !polling.has(provider))
    const plans = idle.flatMap((connection) => {
      const plan = planNext(readFacts(connection, now))
      return plan ? [{ ...plan, provider: connection.provider }] : []
    })
    return plans.reduce<(typeof plans)[number] | null>((first, next) => (first && first.at <= next.at ? first : next), null)
  }

  async function poll({ provider, lane }: Plan & { provider: ProviderName }): Promise<void> {
    const ended = await startSync(provider, lane)
    seen.set(provider, noteEnd(seen.get(provider), lane, { endedAt: clock.now(), ...ended }))
    chances.delete(provider)
  }

  /** Nobody waits for it: who does not answer keeps no other from being asked. */
  function startPoll(plan: Plan & { provider: ProviderName }): void {
    const { provider } = plan
    const ended = poll(plan)
      .catch(logBroken)
      .finally(() => {
        polling.delete(provider)
        waker.wake()
      })
    polling.set(provider, ended)
  }

  async function startSync(provider: ProviderName, lane: Plan['lane']): Promise<Omit<SyncEnd, 'endedAt'>> {
    try {
      const { runs } = await sync.start({ provider, lane, isFull: lane === 'daily', isAsked: false })
      return { errorKinds: runs.filter((run) => run.provider === provider).map(({ errorKind }) => errorKind), isBroken: false }
    } catch (error) {
      // It was disconnected since: there is nothing to do.
      if (error instanceof AppError && error.code === 'not-connected') return { errorKinds: [], isBroken: false }
      logBroken(error)
      return { errorKinds: [], isBroken: true }
    }
  }

  /** A store that cannot be read just now plans nothing: it is looked at again later. */
  function findNextOrLog(now: Instant): ReturnType<typeof findNext> {
    try {
      return findNext(now)
    } catch (error) {
      logBroken(error)
      return null
    }
  }

  function logBroken(error: unknown): void {
    log(`scheduled sync: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }

  async function rest(ms: number, signal: AbortSignal): Promise<void> {
    const before = clock.now()
    await waker.wait(ms, signal)
    machine.noteWait(ms, clock.now() - before)
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        const now = clock.now()
        const next = findNextOrLog(now)
        if (next && next.at <= now) startPoll(next)
        // All are being asked: whose answer comes first says what is next.
        else if (!next && polling.size > 0) await waker.waitForWake(signal)
        // However far off the next one is, clocks are changed: it is looked at again.
        else await rest(Math.min(next ? next.at - now : LONGEST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
      }
      await Promise.all(polling.values())
      machine.stop()
    },
    wake: waker.wake,
    describe() {
      const now = clock.now()
      const connections = listConnections(store.read).map((connection) => readFacts(connection, now))
      return toScheduleHealth(connections, { now, pace, hasClient: hasClient(), isRunning: sync.progress() !== null })
    },
  }
}
