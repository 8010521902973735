import { useMutation, useQueryClient } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { describeReport, useSyncControl } from '../../lib/useSyncControl.ts'

export interface UsageRefresh {
  start: () => void
  isRunning: boolean
  /** Why it cannot be started now; null where it can. */
  obstacle: string | null
  /** How it went, once it is over. */
  word: string | null
}

/** Reads from the providers what changed, and asks for the plans again: with fresh usage the answer may be another. */
export function useUsageRefresh(): UsageRefresh {
  const { ask, client } = useEngine()
  const queries = useQueryClient()
  const { obstacle } = useSyncControl()
  const refresh = useMutation({
    mutationFn: () => client.sync.start({}),
    onSettled: () => Promise.all([ask.plans.key(), ask.entitlements.key()].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  const result = refresh.data ? describeReport(refresh.data) : null
  const failure = refresh.error ? describeError(refresh.error) : null
  return {
    start: () => refresh.mutate(),
    isRunning: refresh.isPending,
    obstacle: refresh.isPending ? 'Usage is being read' : obstacle,
    word: failure
      ? `${failure.title}. ${failure.hint}`
      : result && (result.kind === 'done' ? result.text : `${result.title}. ${result.hint}`),
  }
}
