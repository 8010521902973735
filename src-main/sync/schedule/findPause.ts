import type { ScheduleFacts } from './facts.ts'
import { FALSE_SLEEP_MS } from './lane.ts'

export type Pause = 'sleep' | 'offline' | 'revoked'

/** Why a connection is not polled as usual; null where it is. */
export function findPause(facts: ScheduleFacts): Pause | null {
  const { standing, machine, now } = facts
  if (standing.isRevoked) return 'revoked'
  if (machine.asleepSince !== null && now < machine.asleepSince + FALSE_SLEEP_MS) return 'sleep'
  return standing.failing?.isUnreachable || isOffline(facts) ? 'offline' : null
}

/** Whether the machine says that there is no line. An answer that came since knows better, and no line leads to what is on this machine. */
export function isOffline({ standing, machine }: Pick<ScheduleFacts, 'standing' | 'machine'>): boolean {
  if (machine.lineDownSince === null || standing.isLocal) return false
  const hasAnswered = standing.failing === null && standing.polledAt !== null && standing.polledAt > machine.lineDownSince
  return !hasAnswered
}
