import type { Clock } from '../../ports.ts'

/** A wait that can be ended early. */
export interface Waker {
  /** Ends the wait that is under way, if there is one: whoever waits looks again at what is so. */
  wake(): void
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export function createWaker(clock: Pick<Clock, 'wait'>): Waker {
  let alarm: AbortController | null = null
  return {
    wake: () => alarm?.abort(),
    async wait(ms, signal) {
      const current = new AbortController()
      const end = () => current.abort()
      alarm = current
      signal.addEventListener('abort', end, { once: true })
      if (signal.aborted) end()
      await clock.wait(ms, current.signal)
      signal.removeEventListener('abort', end)
      alarm = null
    },
  }
}
