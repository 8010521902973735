import { useSyncExternalStore } from 'react'
import type { EngineWay, ReconnectingLink } from './createReconnectingLink.ts'

export function useEngineWay(link: Pick<ReconnectingLink, 'way' | 'onWay'>): EngineWay {
  return useSyncExternalStore(link.onWay, link.way)
}
