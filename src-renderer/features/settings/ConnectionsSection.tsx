import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { describeError } from '../../lib/describeError.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { CoverageLine } from './CoverageLine.tsx'
import { CONNECTION_COLUMNS } from './connectionColumns.tsx'
import { Problems } from './Problems.tsx'
import { Section } from './Section.tsx'
import styles from './settings.module.css'

const NONE: readonly ConnectionHealth[] = []

export function ConnectionsSection({ onConnect, isFormOpen }: { onConnect: () => void; isFormOpen: boolean }) {
  const health = useHealth()
  const { connections = NONE, pollMs = null } = health.data ?? {}
  const table = useRowTable({
    columns: CONNECTION_COLUMNS,
    rows: connections,
    rowKey: ({ provider, account }) => `${provider} ${account}`,
  })
  return (
    <Section title="Connections" note={pollMs !== null && connections.length > 0 && `looked at every ${describePause(pollMs)}`}>
      {health.isPending && <TableSkeleton label="Connections are loading" table={table} rows={1} />}
      {health.isError && <ErrorState {...describeError(health.error)} onRetry={() => void health.refetch()} />}
      {health.data && connections.length === 0 && (
        <EmptyState
          icon="settings"
          title="No provider is connected"
          actions={
            !isFormOpen && (
              <Button look="primary" onPress={onConnect}>
                Connect Stripe
              </Button>
            )
          }
        >
          <p>A connection reads a provider’s customers into the mirror on this machine. A key that can only read is enough.</p>
        </EmptyState>
      )}
      {connections.length > 0 && (
        <>
          <PlainTable label="Connections" table={table} isRoomy />
          <Problems connections={connections} />
          {connections.some(({ lastSuccessAt }) => lastSuccessAt !== null) && <CoverageLine connections={connections} />}
          <p className={styles.sealed}>
            <Icon name="lock" />A key is never shown again. One that can only read is enough.
          </p>
        </>
      )}
    </Section>
  )
}

function describePause(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
