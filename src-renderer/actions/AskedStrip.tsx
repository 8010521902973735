import { useQuery } from '@tanstack/react-query'
import type { ActionItem } from '../../src-shared/contract/actions.ts'
import { useEngine } from '../lib/engine.ts'
import { usePlace } from '../lib/place.ts'
import { Button } from '../ui/Button.tsx'
import { ActionStatus } from './ActionStatus.tsx'
import { CopyLink } from './CopyLink.tsx'
import styles from './dialog.module.css'

/** What was asked for here last, and how far it is, live. */
export function AskedStrip({ action: queued, onDismiss }: { action: ActionItem; onDismiss: () => void }) {
  const { ask } = useEngine()
  const { go } = usePlace()
  const { data } = useQuery(ask.actions.get.queryOptions({ input: { id: queued.id } }))
  const { id, title, state, standing, hasLink } = data?.action ?? queued
  return (
    <div className={styles.asked} role="status">
      <ActionStatus state={state} />
      <span className={styles.askedWords}>
        <b>{title}</b>: {standing}
      </span>
      {hasLink && <CopyLink id={id} />}
      <Button isSmall look="ghost" onPress={() => go('outbox', { filter: `action:${id}` })}>
        Outbox
      </Button>
      <Button isSmall look="ghost" icon="x" label={`Dismiss: ${title}`} onPress={onDismiss} />
    </div>
  )
}
