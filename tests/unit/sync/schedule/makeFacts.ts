import type { Failing, MachineFacts, ScheduleFacts, Standing } from '../../../../src-main/sync/schedule/facts.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** 12:00 in Nairobi. */
export const NOON = toInstant(Date.parse('2026-11-20T09:00:00Z'))
export const PACE = { pollMs: 15 * SECOND, idlePollMs: 5 * MINUTE }

export const later = (at: Instant, ms: number): Instant => toInstant(at + ms)
export const parse = (text: string): Instant => toInstant(Date.parse(text))

/** The line is down since `since`. */
export const unreachable = (since: Instant): Failing => ({ since, isUnanswered: true, isUnreachable: true })

type FactChange = Partial<Omit<ScheduleFacts, 'standing' | 'machine'>> & { standing?: Partial<Standing>; machine?: Partial<MachineFacts> }

/** All is well at noon: polled this very moment, listed this morning, and somebody looks. */
export function makeFacts({ standing, machine, ...rest }: FactChange = {}): ScheduleFacts {
  return {
    now: NOON,
    zone: 'Africa/Nairobi',
    pace: PACE,
    hasClient: true,
    chance: 0,
    retryAt: null,
    ...rest,
    standing: {
      connectedAt: later(NOON, -48 * HOUR),
      polledAt: NOON,
      slowAt: NOON,
      listedAt: later(NOON, -6 * HOUR),
      triedAt: null,
      failing: null,
      isRevoked: false,
      isLocal: false,
      ...standing,
    },
    machine: { asleepSince: null, resumedAt: later(NOON, -24 * HOUR), hasResumed: false, lineDownSince: null, ...machine },
  }
}
