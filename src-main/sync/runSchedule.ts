import { AppError } from '../../src-shared/model/appError.ts'
import type { Clock, Log, Randomness } from '../ports.ts'
import type { Sync } from './createSync.ts'

const LONGEST_PAUSE_MS = 5 * 60 * 1000

export interface ScheduleParts {
  sync: Pick<Sync, 'start'>
  clock: Clock
  random: Randomness
  log: Log
  pollMs: number
}

/**
 * Syncs again and again, `pollMs` apart with a tenth of jitter, until the signal is aborted.
 *
 * After a failure the pause doubles, up to five minutes. A missing connection or key is not a failure: there is nothing to do yet.
 */
export async function runSchedule({ sync, clock, random, log, pollMs }: ScheduleParts, signal: AbortSignal): Promise<void> {
  let pauseMs = pollMs
  while (!signal.aborted) {
    pauseMs = (await isDone(sync, log)) ? pollMs : Math.min(pauseMs * 2, Math.max(LONGEST_PAUSE_MS, pollMs))
    await clock.wait(pauseMs * (1 + random.fraction() / 10), signal)
  }
}

async function isDone(sync: Pick<Sync, 'start'>, log: Log): Promise<boolean> {
  try {
    const { runs } = await sync.start({ isFull: false, isAsked: false })
    return runs.every(({ errorKind }) => errorKind === null || errorKind === 'forbidden')
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-connected') return true
    log(`scheduled sync: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return false
  }
}
