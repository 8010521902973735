import { useState } from 'react'
import type { ConnectionHealth, CoverageGap } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { ImportStatementDialog } from '../../records/ImportStatementDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './connections.module.css'

/** How each kind of gap closes. */
const CLOSES_BY: Record<CoverageGap['cause'], string> = {
  'events-forgotten': 'the next full sync lists all again, and closes it.',
  'list-forgotten': 'import the statement.',
}

interface OpenGapsProps {
  connections: readonly ConnectionHealth[]
  /** Why nothing can be imported now. */
  obstacle: string | null
}

/** The times of which nobody knows what happened, each with its dates and the way to close it; what was before the first look calls for less attention. */
export function OpenGaps({ connections, obstacle }: OpenGapsProps) {
  const [isImporting, setImporting] = useState(false)
  const gaps = connections.flatMap(({ provider, gaps: all }) =>
    all.filter(({ closedAt }) => closedAt === null).map((gap) => ({ provider, ...gap })),
  )
  const hasMpesa = connections.some(({ provider }) => provider === 'mpesa')
  const importing = (
    <Button isSmall obstacle={obstacle} onPress={() => setImporting(true)}>
      Import statement…
    </Button>
  )
  return (
    <>
      {gaps.length > 0 && (
        <ul className={styles.gaps} aria-label="Gaps">
          {gaps.map(({ provider, from, until, cause, isBeforeFirst }) => (
            <li key={`${provider} ${from}`} data-tone={isBeforeFirst ? 'idle' : 'watch'}>
              <Icon name="gap" />
              {from === null ? (
                <span>
                  {PROVIDER_TITLES[provider]}: payments before <InstantText at={until} look="moment" /> are not here: import a statement.
                </span>
              ) : (
                <span>
                  {PROVIDER_TITLES[provider]}: not known from <InstantText at={from} look="moment" /> to{' '}
                  <InstantText at={until} look="moment" />: {CLOSES_BY[cause]}
                </span>
              )}
              {cause === 'list-forgotten' && importing}
            </li>
          ))}
        </ul>
      )}
      {hasMpesa && gaps.every(({ cause }) => cause !== 'list-forgotten') && (
        <p className={styles.others}>
          M-Pesa lists the payments of 48 hours; a statement of its portal tells what came before.
          {importing}
        </p>
      )}
      {isImporting && <ImportStatementDialog onClose={() => setImporting(false)} />}
    </>
  )
}
