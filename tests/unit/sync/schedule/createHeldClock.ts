import type { Clock } from '../../../../src-main/ports.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'

/** A clock that moves when a test moves it: whoever waits by it is woken in order, and may wait again. */
export interface HeldClock extends Clock {
  /** Lets time pass. */
  pass(ms: number): Promise<void>
  /** The machine sleeps: time goes on, and whoever waits has as long to wait as before. */
  sleep(ms: number): void
  set(now: Instant): void
  readonly waiting: number
}

export function createHeldClock(from: Instant): HeldClock {
  let now: number = from
  const waits = new Set<{ until: number; end: () => void }>()
  return {
    now: () => toInstant(now),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const wait = {
          until: now + ms,
          end: () => {
            waits.delete(wait)
            signal?.removeEventListener('abort', wait.end)
            resolve()
          },
        }
        waits.add(wait)
        signal?.addEventListener('abort', wait.end, { once: true })
      }),
    async pass(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [first] = [...waits].sort((a, b) => a.until - b.until)
        if (!first || first.until > end) break
        now = Math.max(now, first.until)
        first.end()
        await settle()
      }
      now = end
    },
    sleep(ms) {
      now += ms
      for (const wait of waits) wait.until += ms
    },
    set(instant) {
      const moved = instant - now
      now = instant
      for (const wait of waits) wait.until += moved
    },
    get waiting() {
      return waits.size
    },
  }
}

/** Lets everything that is ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
