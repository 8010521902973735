import type { SyncControl } from '../../lib/useSyncControl.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './sync.module.css'

/** How the sync went that was begun here. */
export function SyncSaid({ result }: Pick<SyncControl, 'result'>) {
  return (
    <div role="status" className={styles.said} data-tone={result && (result.kind === 'done' ? 'ok' : 'watch')}>
      {result && (
        <>
          <Icon name={result.kind === 'done' ? 'check' : 'warn'} size={14} />
          <span>{result.kind === 'done' ? result.text : `${result.title}. ${result.hint}`}</span>
        </>
      )}
    </div>
  )
}
