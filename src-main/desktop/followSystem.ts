import type { Clock, SystemWord } from '../ports.ts'

/** What is used of Electron's `powerMonitor`. */
export interface PowerMonitor {
  on(event: 'suspend' | 'resume', listener: () => void): unknown
  off(event: 'suspend' | 'resume', listener: () => void): unknown
}

export interface SystemParts {
  power: PowerMonitor
  /** Electron's `net.isOnline`: it has no event. */
  isOnline: () => boolean
  clock: Pick<Clock, 'wait'>
}

/** How often the system is asked for its line. */
const LOOK_MS = 5_000

/** Tells when this machine goes to sleep and wakes, and when its line goes and comes; a line that is down from the start is told too. */
export async function followSystem(
  { power, isOnline, clock }: SystemParts,
  tell: (word: SystemWord) => void,
  signal: AbortSignal,
): Promise<void> {
  const sleep = () => tell('sleep')
  const wake = () => tell('wake')
  power.on('suspend', sleep)
  power.on('resume', wake)
  let wasOnline = true
  while (!signal.aborted) {
    const isUp = isOnline()
    if (isUp !== wasOnline) tell(isUp ? 'line-up' : 'line-down')
    wasOnline = isUp
    await clock.wait(LOOK_MS, signal)
  }
  power.off('suspend', sleep)
  power.off('resume', wake)
}
