import { createContext, useContext } from 'react'

/** The workspace's zone: every instant on screen is told in it. */
export const ZoneContext = createContext('UTC')

export function useZone(): string {
  return useContext(ZoneContext)
}
