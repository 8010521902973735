import { useMutation } from '@tanstack/react-query'
import { useEngine } from './engine.ts'
import { useHealth } from './useHealth.ts'
import { describeReport, findSyncObstacle, type SyncResult, toSyncFailure } from './useSyncControl.ts'
import { useWorkspace } from './useWorkspace.ts'

interface CompanySync {
  start: () => void
  isRunning: boolean
  /** Why it cannot be started now; null where it can. */
  obstacle: string | null
  result: SyncResult | null
  dismiss: () => void
}

/** Asks the providers for all that hangs on one company; it waits for no other sync. */
export function useCompanySync(company: string): CompanySync {
  const { client } = useEngine()
  const health = useHealth()
  const workspace = useWorkspace()
  const sync = useMutation({ mutationFn: () => client.sync.start({ company }) })
  return {
    start: () => sync.mutate(),
    isRunning: sync.isPending,
    obstacle: sync.isPending ? 'It is being synced' : findSyncObstacle(workspace.data?.canWrite, health.data?.connections.length),
    result: sync.data ? describeReport(sync.data) : toSyncFailure(sync.error),
    dismiss: () => sync.reset(),
  }
}
