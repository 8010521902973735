import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { describeProgress } from '../../lib/describeProgress.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { useSandbox } from '../../lib/useSandbox.ts'
import type { SyncControl } from '../../lib/useSyncControl.ts'
import { Button } from '../../ui/Button.tsx'
import { Command } from '../../ui/Command.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { RowTable } from '../../ui/rowTable.ts'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'

interface NoCompaniesProps {
  table: RowTable<CompanyRow>
  sync: SyncControl
  onConnect: () => void
}

/** Why there are no companies at all, and how to get them. */
export function NoCompanies({ table, sync, onConnect }: NoCompaniesProps) {
  const health = useHealth()
  const sandbox = useSandbox()
  if (health.isPending || sandbox.isPending) return <TableSkeleton label="Companies are loading" table={table} rows={14} />
  const connections = health.data?.connections ?? []
  // A demo connects itself.
  if (sandbox.state && (sync.isRunning || connections.length === 0)) return <DemoOnItsWay sync={sync} />
  if (connections.length === 0) return <NotConnected onConnect={onConnect} />
  const isNeverSynced = connections.every(({ lastSuccessAt }) => lastSuccessAt === null)
  if (sync.isRunning) {
    return (
      <EmptyState icon="sync" title="The first companies are on their way">
        <p>They appear here as they are read. You can work meanwhile, or leave it to run.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="companies"
      title={isNeverSynced ? 'Connected, not yet synced' : 'No companies yet'}
      actions={
        <Button icon="sync" look={isNeverSynced ? 'primary' : 'plain'} onPress={sync.start} obstacle={sync.obstacle}>
          Sync now
        </Button>
      }
    >
      <p>
        {isNeverSynced
          ? 'A first sync reads every customer into the mirror on this machine. From then on only what changed is read.'
          : 'The account has no customers. When it has, they appear here with the next sync.'}
      </p>
    </EmptyState>
  )
}

function DemoOnItsWay({ sync }: { sync: SyncControl }) {
  return (
    <EmptyState icon="flask" title="The demo is being mirrored">
      <p>Its companies are read from the sandbox into the mirror on this machine, and appear here as they are read.</p>
      {sync.isRunning && <p>{describeProgress(sync.progress)}</p>}
    </EmptyState>
  )
}

function NotConnected({ onConnect }: { onConnect: () => void }) {
  return (
    <EmptyState
      icon="companies"
      title="No companies yet"
      actions={
        <Button look="primary" onPress={onConnect}>
          Connect Stripe
        </Button>
      }
    >
      <p>
        The customers of a connected provider stand here, kept on this machine and searchable without the network. Connect Stripe in
        Settings, or in a terminal:
      </p>
      <Command line="npx tierdesk connect stripe --secret-env STRIPE_KEY" />
      <Command line="npx tierdesk sync" />
    </EmptyState>
  )
}
