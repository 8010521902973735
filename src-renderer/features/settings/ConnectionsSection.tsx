import { useMemo } from 'react'
import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES, PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'
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
import styles from './connections.module.css'
import { OpenGaps } from './OpenGaps.tsx'
import { Problems } from './Problems.tsx'
import { Registrations } from './Registrations.tsx'
import { Section } from './Section.tsx'
import settings from './settings.module.css'
import { toConnectionColumns } from './toConnectionColumns.tsx'

const NONE: readonly ConnectionHealth[] = []

interface ConnectionsSectionProps {
  /** Why nothing can be connected now. */
  obstacle: string | null
  onConnect: (provider: ProviderName) => void
}

/** The providers that are mirrored, how each does, and what of their past is not known. */
export function ConnectionsSection({ obstacle, onConnect }: ConnectionsSectionProps) {
  const health = useHealth()
  const { connections = NONE, pollMs = null } = health.data ?? {}
  const columns = useMemo(() => toConnectionColumns(obstacle, onConnect), [obstacle, onConnect])
  const table = useRowTable({ columns, rows: connections, rowKey: ({ provider, account }) => `${provider} ${account}` })
  const others = PROVIDERS.filter((each) => connections.every(({ provider }) => provider !== each))
  const connecting = others.map((provider, place) => (
    <Button
      key={provider}
      isSmall={connections.length > 0}
      look={connections.length === 0 && place === 0 ? 'primary' : 'plain'}
      obstacle={obstacle}
      onPress={() => onConnect(provider)}
    >
      Connect {PROVIDER_TITLES[provider]}
    </Button>
  ))
  return (
    <Section title="Connections" note={pollMs !== null && connections.length > 0 && `looked at every ${describePause(pollMs)}`}>
      {health.isPending && <TableSkeleton label="Connections are loading" table={table} rows={1} />}
      {health.isError && <ErrorState {...describeError(health.error)} onRetry={() => void health.refetch()} />}
      {health.data && connections.length === 0 && (
        <EmptyState icon="settings" title="No provider is connected" actions={connecting}>
          <p>A connection reads a provider’s customers into the mirror on this machine. A key that can only read is enough.</p>
        </EmptyState>
      )}
      {connections.length > 0 && (
        <>
          <PlainTable label="Connections" table={table} isRoomy />
          <Problems connections={connections} />
          <Registrations connections={connections} obstacle={obstacle} />
          <OpenGaps connections={connections} obstacle={obstacle} />
          {others.length > 0 && <div className={styles.others}>{connecting}</div>}
          {connections.some(({ lastSuccessAt }) => lastSuccessAt !== null) && <CoverageLine connections={connections} />}
          <p className={settings.sealed}>
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
