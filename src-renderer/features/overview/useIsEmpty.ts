import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { useHealth } from '../../lib/useHealth.ts'

/** Whether the workspace has nothing to say yet: no connection and no company. Null until it is known. */
export function useIsEmpty(): boolean | null {
  const { ask } = useEngine()
  const connections = useHealth().data?.connections
  const isUnconnected = connections?.length === 0
  // Usage that was imported by hand makes companies without a connection.
  const count = useQuery({ ...ask.companies.count.queryOptions({ input: {} }), enabled: isUnconnected })
  // Where it cannot be known, the figures speak for themselves.
  if (connections === undefined) return null
  if (!isUnconnected || count.isError) return false
  return count.data ? count.data.total === 0 : null
}
