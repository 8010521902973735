import type { MachineFacts, ScheduleFacts } from '../../../../src-main/sync/schedule/facts.ts'
import type { Lane } from '../../../../src-main/sync/schedule/lane.ts'
import { planNext } from '../../../../src-main/sync/schedule/planNext.ts'
import { noteEnd, type Seen } from '../../../../src-main/sync/schedule/seen.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { later, MINUTE, makeFacts } from './makeFacts.ts'

/** What happens to a machine, so many milliseconds after what happened before. */
export interface Happening {
  afterMs: number
  what: 'client' | 'no-client' | 'line-down' | 'line-up' | { sleepMs: number }
}

export interface Poll {
  lane: Lane
  at: Instant
  isGood: boolean
}

/** Slower than a real one, to live through more. */
export const LIVED_PACE = { pollMs: 2 * MINUTE, idlePollMs: 10 * MINUTE }

/** A schedule from its connection on, without a loop, a store or a provider: only the rules. Each sync takes a second. */
export function liveThrough(
  zone: string,
  from: Instant,
  happenings: readonly Happening[],
  chance: number,
): { polls: Poll[]; wakes: Instant[]; end: Instant } {
  const polls: Poll[] = []
  const wakes: Instant[] = []
  let now = from
  let hasClient = false
  let isLineUp = true
  let machine: MachineFacts = { asleepSince: null, resumedAt: from, hasResumed: false, lineDownSince: null }
  let seen: Seen | undefined
  let listedAt: Instant | null = null

  function readFacts(): ScheduleFacts {
    const ends = [seen?.lanes.fast, seen?.lanes.daily].flatMap((end) => end?.endedAt ?? [])
    const standing = {
      connectedAt: from,
      polledAt: ends.length === 0 ? null : toInstant(Math.max(...ends)),
      slowAt: seen?.lanes.slow?.endedAt ?? null,
      listedAt,
      triedAt: seen?.lanes.daily?.isGood === false ? seen.lanes.daily.endedAt : null,
      failing: seen?.failing ?? null,
    }
    return makeFacts({ now, zone, pace: LIVED_PACE, chance, hasClient, machine, standing })
  }

  function poll(lane: Lane): void {
    polls.push({ lane, at: now, isGood: isLineUp })
    now = later(now, 1_000)
    // The first sync lists everything, as a daily one does.
    if (isLineUp && (lane === 'daily' || listedAt === null)) listedAt = now
    seen = noteEnd(seen, lane, { endedAt: now, errorKinds: [isLineUp ? null : 'unavailable'], isBroken: false })
  }

  function pollUntil(end: Instant): void {
    for (;;) {
      const plan = planNext(readFacts())
      if (plan === null || plan.at >= end) break
      now = toInstant(Math.max(now, plan.at))
      poll(plan.lane)
    }
    now = toInstant(Math.max(now, end))
  }

  for (const { afterMs, what } of happenings) {
    pollUntil(later(now, afterMs))
    if (what === 'client' || what === 'no-client') hasClient = what === 'client'
    else if (what === 'line-down') isLineUp = false
    else if (what === 'line-up') isLineUp = true
    else {
      now = later(now, what.sleepMs)
      wakes.push(now)
      machine = { ...machine, asleepSince: null, resumedAt: now, hasResumed: true }
    }
  }
  return { polls, wakes, end: now }
}
