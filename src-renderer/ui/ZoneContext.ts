import { createContext, useContext } from 'react'

/** The workspace's zone: every instant on screen is told in it, and none before it is known. */
export const ZoneContext = createContext<string | null>(null)

export function useZone(): string | null {
  return useContext(ZoneContext)
}
