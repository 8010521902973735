import type { ReactNode } from 'react'
import { describeProgress } from '../lib/describeProgress.ts'
import type { Screen } from '../lib/place.ts'
import { useHealth } from '../lib/useHealth.ts'
import type { SyncControl } from '../lib/useSyncControl.ts'
import { Button } from '../ui/Button.tsx'
import { Hidden } from '../ui/Hidden.tsx'
import styles from './app.module.css'
import { ConnectionAge } from './ConnectionAge.tsx'
import { SCREEN_WORDS } from './screenWords.ts'

interface AppTopBarProps {
  screen: Screen
  sync: SyncControl
  /** Before the sync. */
  tools: ReactNode
}

export function AppTopBar({ screen, sync, tools }: AppTopBarProps) {
  const connections = useHealth().data?.connections ?? []
  const { isRunning, progress, obstacle, result } = sync
  return (
    <>
      <b className={styles.crumb}>{SCREEN_WORDS[screen].title}</b>
      {tools}
      <div className={styles.sync}>
        {connections.map((connection) => (
          <ConnectionAge key={`${connection.provider} ${connection.account}`} connection={connection} />
        ))}
        {isRunning ? (
          <>
            <span className={styles.progress}>{describeProgress(progress)}</span>
            <Button isSmall icon="stop" onPress={sync.stop}>
              Stop
            </Button>
          </>
        ) : (
          <Button isSmall icon="sync" shortcut="S" onPress={sync.start} obstacle={obstacle}>
            Sync now
          </Button>
        )}
        <Hidden isLive>{isRunning ? 'Sync is running' : result?.kind === 'done' ? result.text : ''}</Hidden>
      </div>
    </>
  )
}
