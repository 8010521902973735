import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import type { ActionKind } from '../../src-shared/model/action.ts'
import { isOwnAction } from '../../src-shared/model/isOwnAction.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { Button } from '../ui/Button.tsx'
import { describeQueue } from './describeQueue.ts'
import styles from './dialog.module.css'
import { useIsOffline } from './useIsOffline.ts'

/** What cannot be taken back: there the safe way stands out, and not this one. */
const KEEP_WORDS: Partial<Record<ActionKind, string>> = {
  'payment.refund': 'Keep the payment',
  'subscription.cancel': 'Keep it',
  'invoice.void': 'Keep the invoice',
}

interface ActionFootProps {
  kind: ActionKind
  /** Null until what the form says was answered. */
  preview: ActionPreview | null
  provider: ProviderName | null
  obstacle: string | null
  isBusy: boolean
  onClose: () => void
}

export function ActionFoot({ kind, preview, provider, obstacle, isBusy, onClose }: ActionFootProps) {
  const isOffline = useIsOffline(provider)
  const keep = KEEP_WORDS[kind]
  const queue = (
    <Button look={keep === undefined ? 'primary' : 'plain'} isBusy={isBusy} obstacle={obstacle ?? (isBusy ? 'It is being queued' : null)}>
      {isBusy ? 'Queueing…' : describeQueue(kind, preview, isOffline)}
    </Button>
  )
  return (
    <>
      {!isOwnAction(kind) && <span className={styles.note}>Read again just before it is sent.</span>}
      {keep !== undefined && queue}
      <Button look={keep === undefined ? 'plain' : 'primary'} shortcut="Esc" onPress={onClose}>
        {keep ?? 'Close'}
      </Button>
      {keep === undefined && queue}
    </>
  )
}
