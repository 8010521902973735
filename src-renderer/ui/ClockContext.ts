import { createContext, useContext, useEffect, useState } from 'react'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'

/** What the time is; a test passes one that stands still. */
export const ClockContext = createContext<() => number>(Date.now)

/** The present, told anew every second, or as often as its reader needs. */
export function useNow(everyMs = 1000): Instant {
  const clock = useContext(ClockContext)
  const [told, setTold] = useState(() => tell(clock))
  // Another clock may be days ahead: what it says is not to wait for the next turn.
  if (told.clock !== clock) setTold(tell(clock))
  useEffect(() => {
    const timer = setInterval(() => setTold(tell(clock)), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return told.instant
}

function tell(clock: () => number) {
  return { clock, instant: toInstant(clock()) }
}
