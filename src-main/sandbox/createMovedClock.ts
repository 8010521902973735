import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { Clock } from '../ports.ts'

/** A clock that runs ahead of another, and can be moved further. Who waits by it waits less when it is moved. */
export interface MovedClock extends Clock {
  readonly aheadMs: number
  move(ms: number): void
}

export function createMovedClock(clock: Clock, aheadMs: number): MovedClock {
  let ahead = aheadMs
  const waiting = new Set<() => void>()
  const now = (): Instant => toInstant(clock.now() + ahead)
  return {
    get aheadMs() {
      return ahead
    },
    now,
    async wait(ms, signal) {
      const end = now() + ms
      for (let left = ms; left > 0 && !signal?.aborted; left = end - now()) {
        const moved = new AbortController()
        const wake = () => moved.abort()
        waiting.add(wake)
        signal?.addEventListener('abort', wake, { once: true })
        await clock.wait(left, moved.signal)
        signal?.removeEventListener('abort', wake)
        waiting.delete(wake)
      }
    },
    move(ms) {
      ahead += Math.max(0, Math.trunc(ms))
      for (const wake of [...waiting]) wake()
    },
  }
}
