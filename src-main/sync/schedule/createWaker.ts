import type { Clock } from '../../ports.ts'

/** A wait that can be ended early. */
export interface Waker {
  /** Ends the wait that is under way, if there is one: whoever waits looks again at what is so. */
  wake(): void
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Waits for whoever ends the wait, and for no time. */
  waitForWake(signal: AbortSignal): Promise<void>
}

export function createWaker(clock: Pick<Clock, 'wait'>): Waker {
  let alarm: AbortController | null = null

  async function sleep(signal: AbortSignal, until: (woken: AbortSignal) => Promise<unknown>): Promise<void> {
    const current = new AbortController()
    const end = () => current.abort()
    alarm = current
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    await until(current.signal)
    signal.removeEventListener('abort', end)
    alarm = null
  }

  return {
    wake: () => alarm?.abort(),
    wait: (ms, signal) => sleep(signal, (woken) => clock.wait(ms, woken)),
    waitForWake: (signal) => sleep(signal, hear),
  }
}

function hear(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
