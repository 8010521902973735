import { createContext, useContext, useEffect, useState } from 'react'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'

/** What the time is; a test passes one that stands still. */
export const ClockContext = createContext<() => number>(Date.now)

/** The present, told anew every second, or as often as its reader needs. */
export function useNow(everyMs = 1000): Instant {
  const now = useContext(ClockContext)
  const [instant, setInstant] = useState(() => toInstant(now()))
  useEffect(() => {
    const timer = setInterval(() => setInstant(toInstant(now())), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return instant
}
