import { useMutation } from '@tanstack/react-query'
import type { SyncProgress, SyncReport } from '../../src-shared/contract/sync.ts'
import type { EngineWay } from './createReconnectingLink.ts'
import { type DescribedError, describeError } from './describeError.ts'
import { useEngine } from './engine.ts'
import { useHealth } from './useHealth.ts'
import { useWorkspace } from './useWorkspace.ts'

/** How a sync was: for the live region, and for the strip where something is to be done. */
export type SyncResult = { kind: 'done'; text: string } | { kind: 'partial' | 'failed'; title: string; hint: string }

export interface SyncControl {
  start: () => void
  stop: () => void
  isRunning: boolean
  progress: SyncProgress | null
  /** Why a sync cannot be started now; null where it can. */
  obstacle: string | null
  result: SyncResult | null
  dismiss: () => void
}

/** @param way how things stand with the engine: without it a sync would only wait */
export function useSyncControl(way: EngineWay['kind'] = 'connected'): SyncControl {
  const { client } = useEngine()
  const health = useHealth()
  const workspace = useWorkspace()
  const sync = useMutation({ mutationFn: () => client.sync.start({}) })
  const cancel = useMutation({ mutationFn: () => client.sync.cancel({}) })
  const progress = health.data?.running ?? null
  const isRunning = sync.isPending || progress !== null
  return {
    start: () => sync.mutate(),
    stop: () => cancel.mutate(),
    isRunning,
    progress,
    obstacle:
      way === 'connected' ? findSyncObstacle(workspace.data?.canWrite, health.data?.connections.length) : 'The engine is not answering',
    result: sync.data ? describeReport(sync.data) : (toSyncFailure(cancel.error) ?? toSyncFailure(sync.error)),
    dismiss: () => {
      sync.reset()
      cancel.reset()
    },
  }
}

/** Why a sync cannot be started now; null where it can. */
export function findSyncObstacle(canWrite: boolean | undefined, connections: number | undefined): string | null {
  if (canWrite === false) return 'This workspace is open to look only'
  if (connections === 0) return 'Connect a provider first'
  if (canWrite === undefined || connections === undefined) return 'The engine has not answered yet'
  return null
}

export function toSyncFailure(error: unknown): SyncResult | null {
  const described: DescribedError | null = error ? describeError(error) : null
  return described && { kind: 'failed', ...described }
}

export function describeReport({ synced, failed, runs }: SyncReport): SyncResult {
  const companies = synced === 1 ? '1 company is' : `${synced.toLocaleString('en')} companies are`
  const reasons = [...failed.map(({ ref, reason }) => `${ref}: ${reason}`), ...runs.flatMap(({ reason }) => reason ?? [])]
  if (runs.some(({ outcome }) => outcome === 'cancelled')) return { kind: 'done', text: 'The sync was stopped. What it stored stays.' }
  if (reasons.length === 0) return { kind: 'done', text: `Synced. ${companies} up to date.` }
  const [first = '', ...others] = reasons
  const more = others.length > 0 ? ` And ${others.length} more.` : ''
  return { kind: 'partial', title: `Synced in part: ${companies} up to date`, hint: `${first}${more}` }
}
