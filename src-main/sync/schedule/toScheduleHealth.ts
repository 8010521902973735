import type { ScheduleHealth } from '../../../src-shared/contract/sync.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { ScheduleFacts } from './facts.ts'
import { findPause } from './findPause.ts'
import type { Pace } from './lane.ts'
import { planNext } from './planNext.ts'

interface ScheduleState {
  now: Instant
  pace: Pace
  hasClient: boolean
  isRunning: boolean
}

/** What people are told of a schedule: of several connections, what is true of all that are polled. */
export function toScheduleHealth(
  connections: readonly ScheduleFacts[],
  { now, pace, hasClient, isRunning }: ScheduleState,
): ScheduleHealth {
  const planned = connections.flatMap((facts) => {
    const plan = planNext(facts)
    return plan ? [{ facts, at: toInstant(Math.max(plan.at, now)) }] : []
  })
  const pauses = (planned.length > 0 ? planned.map(({ facts }) => facts) : connections).map(findPause)
  const [first = null] = pauses
  const backedOff = planned.filter(({ facts }) => facts.standing.failing !== null || facts.retryAt !== null).map(({ at }) => at)
  return {
    pollMs: hasClient ? pace.pollMs : pace.idlePollMs,
    nextAt: isRunning || planned.length === 0 ? null : toInstant(Math.min(...planned.map(({ at }) => at))),
    pausedFor: pauses.every((pause) => pause === first) ? first : null,
    backOffUntil: backedOff.length === 0 ? null : toInstant(Math.min(...backedOff)),
  }
}
