import { type ReactNode, useCallback } from 'react'
import { useAheadMs } from '../lib/useAheadMs.ts'
import { ClockContext } from '../ui/ClockContext.ts'

/** Within it the present is the engine's: an age told by another clock than the one it was written by would be wrong. */
export function EngineClock({ children }: { children: ReactNode }) {
  const aheadMs = useAheadMs()
  const now = useCallback(() => Date.now() + aheadMs, [aheadMs])
  return <ClockContext value={now}>{children}</ClockContext>
}
