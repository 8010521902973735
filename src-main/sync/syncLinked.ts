import type { SyncReport } from '../../src-shared/contract/sync.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { type Connection, listConnections } from '../store/reads/connections.ts'
import { addResults } from './addResults.ts'
import { createRun, type RunError, type RunParts } from './createRun.ts'
import { syncMeters } from './meters/syncMeters.ts'
import { notConnected } from './notConnected.ts'
import { syncCompany } from './syncCompany.ts'
import type { ConnectionParts, SyncParts } from './syncParts.ts'

/** A company by our id, and which customers of which providers it is. */
export interface CompanyToSync {
  /** Only there; undefined for wherever it is known. */
  provider?: ProviderName | undefined
  company: string
  links: readonly { accountId: number; ref: string }[]
}

export type OpenToAsk = { ok: true; asking: ConnectionParts } | { ok: false; parts: RunParts; error: RunError }

interface LinkedParts extends Pick<SyncParts, 'store' | 'announce'> {
  open: (connection: Connection) => Promise<OpenToAsk>
}

/** Brings one company up to date at all providers whose customer it is, one after the other. */
export async function syncLinked(parts: LinkedParts, { provider: only, company, links }: CompanyToSync): Promise<SyncReport> {
  const { store, announce, open } = parts
  const report: SyncReport = { synced: 0, failed: [], runs: [] }
  const connections = listConnections(store.read).filter(
    ({ provider, accountId }) => (only === undefined || provider === only) && links.some((link) => link.accountId === accountId),
  )
  if (connections.length === 0) throw notConnected(only)
  for (const connection of connections) {
    const { provider, accountId } = connection
    const opened = await open(connection)
    if (!opened.ok) {
      addResults(report, provider, [createRun(opened.parts, 'customers', false, company).end(opened.error)])
      continue
    }
    const customers = links.filter((link) => link.accountId === accountId).map(({ ref }) => ref)
    const result = await syncCompany(opened.asking, { company, customers })
    const metered = result.error ? [] : await syncMeters(opened.asking, { isAsked: true, only: { company, customers } })
    addResults(report, provider, [result, ...metered])
  }
  // The customers that it is are one company.
  report.synced = Math.min(1, report.synced)
  announce('connections')
  return report
}
