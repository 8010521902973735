import type { Instant } from '../../src-shared/model/instant.ts'
import { usePlace } from './place.ts'
import { findAsOf, useHealth } from './useHealth.ts'
import { useWorkspace } from './useWorkspace.ts'

/** Where the figures of a chart come from, and as of when they are. */
export interface PictureSource {
  /** `now` where nothing is mirrored; null where a connection was never synced. */
  asOf: Instant | 'now' | null
  workspace: string | null
}

export function usePictureSource(): PictureSource {
  const { at } = usePlace()
  const { data } = useWorkspace()
  const connections = useHealth().data?.connections ?? []
  return {
    asOf: at ?? (connections.length > 0 ? findAsOf(connections) : 'now'),
    workspace: data ? (data.mode === 'test' ? `${data.name}, test data` : data.name) : null,
  }
}
