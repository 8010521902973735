import type { Clock } from '../ports.ts'

export interface RateLimit {
  /** Resolves when the next request may go out, or when the signal is aborted. */
  take(signal: AbortSignal): Promise<void>
}

/** A token bucket: `perSecond` requests a second, as many at once after a quiet second. */
export function createRateLimit(clock: Clock, perSecond: number): RateLimit {
  let tokens = perSecond
  let countedAt = clock.now()
  return {
    async take(signal) {
      for (;;) {
        const now = clock.now()
        tokens = Math.min(perSecond, tokens + ((now - countedAt) * perSecond) / 1000)
        countedAt = now
        if (tokens >= 1 || signal.aborted) {
          tokens -= 1
          return
        }
        await clock.wait(Math.ceil(((1 - tokens) * 1000) / perSecond), signal)
      }
    },
  }
}
