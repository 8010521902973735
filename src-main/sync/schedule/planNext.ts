import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { findDay } from '../../domain/calendar/findDay.ts'
import type { ScheduleFacts } from './facts.ts'
import { isOffline } from './findPause.ts'
import { DAILY_RETRY_MS, DAILY_SPREAD_MS, FALSE_SLEEP_MS, type Lane, LONGEST_PAUSE_MS, SETTLE_MS, SLOW_MS } from './lane.ts'

/** What is next, and from when on it is due: an instant that has passed is due now. */
export interface Plan {
  lane: Lane
  at: Instant
}

/**
 * What a connection is asked next; null where that is nothing, until something changes.
 *
 * What follows from instants alone cannot pile up: however long the machine slept, each lane is due once.
 * While a provider does not answer only the fast lane is planned, which costs it one question.
 */
export function planNext(facts: ScheduleFacts): Plan | null {
  const { standing } = facts
  if (standing.isRevoked) return null
  const plans: Plan[] = [{ lane: 'fast', at: planFast(facts) }]
  if (standing.listedAt !== null && !standing.failing?.isUnanswered && !isOffline(facts)) {
    plans.push({ lane: 'slow', at: planSlow(facts) }, { lane: 'daily', at: planDaily(facts, standing.listedAt) })
  }
  // Whoever has waited longest: a fast lane that is always due would else leave no room. Of two that have waited alike, the cheaper.
  return plans.map(({ lane, at }) => ({ lane, at: hold(facts, at) })).reduce((first, next) => (next.at < first.at ? next : first))
}

function planFast(facts: ScheduleFacts): Instant {
  const { now, standing, machine, chance } = facts
  const polledAt = known(standing.polledAt, now)
  // A connection that was never asked is due since it is one.
  if (polledAt === null) return standing.connectedAt
  // What failed before the machine woke says nothing of the line that it has now.
  if (standing.failing && machine.hasResumed && polledAt < machine.resumedAt) return machine.resumedAt
  return toInstant(polledAt + toPauseMs(facts, polledAt) * (1 + chance / 10))
}

/** The usual pause; after failures twice that, four times that and so on, for what it doubles with is how long it has been failing. */
function toPauseMs(facts: ScheduleFacts, polledAt: Instant): number {
  const { pace, hasClient, standing, machine } = facts
  const usualMs = hasClient ? pace.pollMs : pace.idlePollMs
  const longestMs = Math.max(usualMs, LONGEST_PAUSE_MS)
  if (!standing.failing) return isOffline(facts) ? longestMs : usualMs
  const since = Math.max(standing.failing.since, machine.resumedAt)
  return Math.min(2 * usualMs + Math.max(0, polledAt - since), longestMs)
}

function planSlow({ now, standing, machine, chance }: ScheduleFacts): Instant {
  const slowAt = known(standing.slowAt, now)
  return slowAt === null ? machine.resumedAt : toInstant(slowAt + SLOW_MS * (1 + chance / 10))
}

/** The midnight after everything was listed last, by the workspace's own day. */
function planDaily({ now, zone, standing, chance }: ScheduleFacts, listedAt: Instant): Instant {
  const midnight = findDay(toInstant(Math.min(listedAt, now)), zone).end
  const triedAt = known(standing.triedAt, now)
  const retryAt = triedAt !== null && triedAt > listedAt ? triedAt + DAILY_RETRY_MS : 0
  return toInstant(Math.max(midnight + chance * DAILY_SPREAD_MS, retryAt))
}

/** What holds every lane alike: a machine that sleeps or has just woken, and a provider that wants to be left alone. */
function hold({ now, machine, retryAt, pace, chance }: ScheduleFacts, at: Instant): Instant {
  const resumedAt = known(machine.resumedAt, now) ?? 0
  const settledAt = resumedAt + (machine.hasResumed ? SETTLE_MS.least + chance * (SETTLE_MS.most - SETTLE_MS.least) : 0)
  const asleepSince = known(machine.asleepSince, now)
  const awakeAt = asleepSince === null ? 0 : asleepSince + FALSE_SLEEP_MS
  // Spread upwards only: a provider that names a time means at least that.
  const askedForAt = retryAt === null ? 0 : retryAt + (chance * pace.pollMs) / 10
  return toInstant(Math.max(at, settledAt, awakeAt, Math.ceil(askedForAt)))
}

/** A clock that was set back leaves ends in what is still to come: they say nothing of when the next is due. */
function known(end: Instant | null, now: Instant): Instant | null {
  return end !== null && end <= now ? end : null
}
