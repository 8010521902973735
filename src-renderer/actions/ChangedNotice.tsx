import type { ConflictRow } from '../../src-shared/contract/actions.ts'
import { describeError } from '../lib/describeError.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './evidence.module.css'
import { SidesTable } from './SidesTable.tsx'

interface ChangedNoticeProps {
  /** What is another than what was read; null where nothing is. */
  changed: readonly ConflictRow[] | null
  /** Why it was not queued. */
  error: Error | null
}

/** Why a press queued nothing: the world changed since it was read, or the engine refused. */
export function ChangedNotice({ changed, error }: ChangedNoticeProps) {
  if (changed !== null)
    return (
      <div role="alert">
        <p className={styles.hint} data-tone="watch">
          <Icon name="conflict" />
          <span>
            <b>It changed since you read it.</b> Nothing was queued. Below is what it would do now; decide again.
          </span>
        </p>
        {changed.length > 0 && <SidesTable saw={[]} differing={changed} />}
      </div>
    )
  if (error === null) return null
  const { title, hint } = describeError(error)
  return (
    <p className={styles.hint} data-tone="bad" role="alert">
      <Icon name="failed" />
      <span>
        <b>{title}</b> {hint}
      </span>
    </p>
  )
}
