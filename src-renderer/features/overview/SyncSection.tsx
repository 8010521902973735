import { describeError } from '../../lib/describeError.ts'
import { describeProgress } from '../../lib/describeProgress.ts'
import { usePlace } from '../../lib/place.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { useSyncControl } from '../../lib/useSyncControl.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { LinkButton } from './LinkButton.tsx'
import styles from './overview.module.css'
import { SyncSaid } from './SyncSaid.tsx'
import sync from './sync.module.css'

/** How each connection does, and the way to bring all of them up to date. */
export function SyncSection() {
  const { go } = usePlace()
  const health = useHealth()
  const control = useSyncControl()
  const { isRunning, progress, obstacle, result } = control
  const connections = health.data?.connections ?? []
  return (
    <Section
      title="Sync"
      note={isRunning && describeProgress(progress)}
      tools={
        <>
          {isRunning ? (
            <Button isSmall look="ghost" icon="stop" onPress={control.stop}>
              Stop
            </Button>
          ) : (
            <Button isSmall look="ghost" icon="sync" onPress={control.start} obstacle={obstacle}>
              Sync now
            </Button>
          )}
          <LinkButton label="All sync runs" onPress={() => go('activity', { filter: 'runs' })}>
            Runs
          </LinkButton>
        </>
      }
    >
      {health.isError && <ErrorState {...describeError(health.error)} onRetry={() => void health.refetch()} />}
      {health.data && connections.length === 0 && (
        <p className={styles.empty}>
          No provider is connected. <LinkButton onPress={() => go('settings', { isConnecting: true })}>Connect one</LinkButton>
        </p>
      )}
      {connections.length > 0 && (
        <ul className={sync.connections} aria-label="Connections">
          {connections.map((connection) => (
            <ConnectionLine key={`${connection.provider} ${connection.account}`} connection={connection} />
          ))}
        </ul>
      )}
      <SyncSaid result={isRunning ? null : result} />
    </Section>
  )
}
