import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ActionDetail } from '../../../src-shared/contract/actions.ts'
import { DecisionFields } from '../../actions/DecisionFields.tsx'
import { findQueueObstacle } from '../../actions/findQueueObstacle.ts'
import { PreviewBody } from '../../actions/PreviewBody.tsx'
import { PreviewSkeleton } from '../../actions/PreviewSkeleton.tsx'
import { SidesTable } from '../../actions/SidesTable.tsx'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import styles from './outbox.module.css'
import { useActionCommands } from './useActionCommands.ts'

/** What was decided and what holds now, side by side: go on with the world as it is, or drop it. */
export function ConflictDialog({ detail: { action, wish, saw }, onClose }: { detail: ActionDetail; onClose: () => void }) {
  const { ask } = useEngine()
  const names = useNames()
  const place = useRef<HTMLDivElement>(null)
  const [reason, setReason] = useState('')
  const [isAcknowledged, setAcknowledged] = useState(false)
  const commands = useActionCommands(action.id)
  // What is gone on with is what is read here, and not what was read earlier.
  const preview = useQuery(ask.actions.preview.queryOptions({ input: { company: action.company, wish, anew: action.id }, gcTime: 0 }))
  const close = () => place.current?.closest('dialog')?.close()
  const obstacle = commands.obstacle ?? findQueueObstacle(preview.data ?? null, { reason, isAcknowledged })
  const fault = commands.error && describeError(commands.error)

  async function settle(as: 'go-on' | 'drop') {
    try {
      await commands.settle(as, reason.trim(), as === 'go-on' ? (preview.data?.digest ?? null) : null)
      close()
    } catch {
      // The dialog shows what `commands.error` holds; what holds now is read again.
      void preview.refetch()
    }
  }

  return (
    <Dialog
      icon="conflict"
      tone="bad"
      title={`It changed while it waited: ${action.title}`}
      consequence={`${action.companyName}. Nothing was sent, nothing was charged.`}
      onClose={onClose}
      foot={
        <>
          <span className={styles.left}>
            <Button shortcut="Esc" onPress={close}>
              Close
            </Button>
          </span>
          <Button obstacle={obstacle} isBusy={commands.isBusy} onPress={() => void settle('go-on')}>
            Go on as it is now
          </Button>
          <span data-first>
            <Button look="primary" obstacle={commands.obstacle} onPress={() => void settle('drop')}>
              Drop it
            </Button>
          </span>
        </>
      }
    >
      <div ref={place}>
        <SidesTable saw={saw} differing={action.conflict} now={preview.data?.saw ?? null} />
        <h3 className={styles.title}>What it would do now{preview.data && `: ${preview.data.title}`}</h3>
        {preview.isPending && <PreviewSkeleton />}
        {preview.isError && <ErrorState {...describeError(preview.error)} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <PreviewBody preview={preview.data} plan={'offer' in wish ? names.plan(wish.offer.product, wish.offer.plan).name : null} />
        )}
        {preview.data && (
          <DecisionFields
            preview={preview.data}
            reason={reason}
            onReason={setReason}
            isAcknowledged={isAcknowledged}
            onAcknowledge={setAcknowledged}
          />
        )}
        {fault && (
          <p role="alert" className={styles.fault}>
            {fault.title} {fault.hint}
          </p>
        )}
      </div>
    </Dialog>
  )
}
