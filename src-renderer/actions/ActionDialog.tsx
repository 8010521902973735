import { useEffect, useRef, useState } from 'react'
import type { ActionItem } from '../../src-shared/contract/actions.ts'
import { describeError } from '../lib/describeError.ts'
import { useNames } from '../lib/useNames.ts'
import form from '../records/form.module.css'
import { useRecordObstacle } from '../records/useRecordObstacle.ts'
import { useNow } from '../ui/ClockContext.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useZone } from '../ui/ZoneContext.ts'
import { ActionFoot } from './ActionFoot.tsx'
import { ActionForm } from './ActionForm.tsx'
import { type ActionDraft, type ActionRequest, createDraft } from './actionDraft.ts'
import { ACTION_WORDS } from './actionWords.ts'
import { ChangedNotice } from './ChangedNotice.tsx'
import { DecisionFields } from './DecisionFields.tsx'
import styles from './dialog.module.css'
import { findQueueObstacle } from './findQueueObstacle.ts'
import { PreviewBody } from './PreviewBody.tsx'
import { PreviewSkeleton } from './PreviewSkeleton.tsx'
import { readDraft } from './readDraft.ts'
import { useActionPreview } from './useActionPreview.ts'
import { useQueueing } from './useQueueing.ts'

interface ActionDialogProps {
  request: ActionRequest
  /** Told what was queued. */
  onQueued: (action: ActionItem) => void
  onClose: () => void
}

/** One action, from what is wanted over what it would do to the press that queues it. */
export function ActionDialog({ request, onQueued, onClose }: ActionDialogProps) {
  const { company, label, replaces = null } = request
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  const names = useNames()
  const place = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<ActionDraft>(() => createDraft(request.draft, now, zone))
  const [reason, setReason] = useState(request.reason ?? '')
  const [isAcknowledged, setAcknowledged] = useState(false)
  const [isTried, setTried] = useState(false)
  const { wish, faults } = readDraft(draft, now, zone)
  const { preview, isCurrent, error, refetch } = useActionPreview(company.id, wish, replaces)
  const queueing = useQueueing(company.id, replaces, async () => (await refetch()).data)
  const recordObstacle = useRecordObstacle()
  const { icon, title } = ACTION_WORDS[draft.kind]
  const currency = preview?.money.dueNow?.currency ?? preview?.money.atMost?.currency ?? null
  // An amount is typed in what the payment was made in, which the first preview tells.
  useEffect(() => {
    if (currency !== null) setDraft((before) => (before.currency === null ? { ...before, currency } : before))
  }, [currency])

  const close = () => place.current?.querySelector('dialog')?.close()
  const obstacle = recordObstacle ?? (wish === null ? null : findQueueObstacle(isCurrent ? preview : null, { reason, isAcknowledged }))
  const shown = wish === null && isTried ? faults : {}

  function change(more: Partial<ActionDraft>) {
    queueing.forget()
    setDraft((before) => ({ ...before, ...more }))
  }

  async function submit() {
    setTried(true)
    if (wish === null || preview === null || obstacle !== null || queueing.isBusy) return
    const action = await queueing.queue({ wish, preview, reason: reason.trim(), isAcknowledged })
    if (action === null) return
    onQueued(action)
    close()
  }

  return (
    <form
      ref={place}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Dialog
        icon={icon}
        title={preview?.title ?? title}
        consequence={describeTarget(company.name, label)}
        onClose={onClose}
        foot={
          <ActionFoot
            kind={draft.kind}
            preview={isCurrent ? preview : null}
            provider={draft.provider}
            obstacle={obstacle}
            isBusy={queueing.isBusy}
            onClose={close}
          />
        }
      >
        <div className={form.fields}>
          <ActionForm company={company.id} draft={draft} faults={shown} onChange={change} />
        </div>
        <ChangedNotice changed={queueing.changed} error={queueing.error} />
        {wish !== null && preview === null && error === null && <PreviewSkeleton />}
        {wish !== null && preview === null && error !== null && <ErrorState {...describeError(error)} onRetry={() => void refetch()} />}
        {wish !== null && preview && (
          <div className={styles.answer} aria-busy={!isCurrent} aria-live="polite">
            <PreviewBody preview={preview} plan={draft.offer && names.plan(draft.offer.product, draft.offer.plan).name} />
          </div>
        )}
        {preview && (
          <DecisionFields
            preview={preview}
            reason={reason}
            onReason={setReason}
            isAcknowledged={isAcknowledged}
            onAcknowledge={setAcknowledged}
          />
        )}
      </Dialog>
    </form>
  )
}

/** Whom it is for, and what it is done to; a customer's label says both. */
function describeTarget(name: string, label: string | undefined): string {
  if (label === undefined) return name
  return label.startsWith(name) ? label : `${name}, ${label}`
}
