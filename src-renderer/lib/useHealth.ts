import { useQuery } from '@tanstack/react-query'
import type { ConnectionHealth } from '../../src-shared/contract/sync.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { useEngine } from './engine.ts'

export function useHealth() {
  const { ask } = useEngine()
  return useQuery(ask.sync.health.queryOptions({ input: {} }))
}

/** How old the oldest part of the mirror is; null where a connection was never synced, or there is none. */
export function findAsOf(connections: readonly ConnectionHealth[]): Instant | null {
  let oldest: Instant | null = null
  for (const { lastSuccessAt } of connections) {
    if (lastSuccessAt === null) return null
    if (oldest === null || lastSuccessAt < oldest) oldest = lastSuccessAt
  }
  return oldest
}
