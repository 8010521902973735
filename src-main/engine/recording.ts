import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import type { HostPorts } from '../ports.ts'
import type { Store } from '../store/openStore.ts'
import type { Topics } from './createTopics.ts'

/** What recording is done with. */
export interface RecordParts {
  store: Store
  ports: Pick<HostPorts, 'clock' | 'random'>
  topics: Pick<Topics, 'announce'>
}

/** Clocks differ a little; what is further ahead has not happened yet. */
const AHEAD_MS = 5 * 60_000

/** Why a record of this instant is refused; null where it is not. */
export function findFutureFault(at: Instant, now: Instant): string | null {
  return at > now + AHEAD_MS ? `${toIso(at)} is more than 5 minutes ahead: it is ${toIso(now)} now.` : null
}

export function refuseFuture(at: Instant, now: Instant): void {
  const fault = findFutureFault(at, now)
  if (fault) throw new AppError('usage', `${fault} Nothing was recorded.`, 'Record it when it has happened.')
}

/** A key that nobody has used: 96 bits of chance. */
export function drawKey({ random }: RecordParts['ports'], prefix: string): string {
  return `${prefix}_${Buffer.from(random.bytes(12)).toString('base64url')}`
}
