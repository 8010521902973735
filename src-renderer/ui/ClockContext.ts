import { createContext, useContext, useEffect, useState } from 'react'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'

/** What the time is; a test passes one that stands still. */
export const ClockContext = createContext<() => number>(Date.now)

/** The present, told anew every second. */
export function useNow(): Instant {
  const now = useContext(ClockContext)
  const [instant, setInstant] = useState(() => toInstant(now()))
  useEffect(() => {
    const timer = setInterval(() => setInstant(toInstant(now())), 1000)
    return () => clearInterval(timer)
  }, [now])
  return instant
}
