import { useState } from 'react'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { ReasonField } from '../../actions/ReasonField.tsx'
import form from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { formatMoney } from '../../ui/formatMoney.ts'
import type { useActionCommands } from './useActionCommands.ts'

interface ReasonDialogProps {
  what: 'approve' | 'cancel'
  action: ActionItem
  commands: ReturnType<typeof useActionCommands>
  onClose: () => void
}

/** Confirms an action once more, or takes it back, with a reason that is kept. */
export function ReasonDialog({ what, action: { title, amount, companyName }, commands, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const isApproval = what === 'approve'
  const moved = amount === null ? '' : `, ${formatMoney(amount)}`

  async function submit(): Promise<boolean> {
    try {
      await (isApproval ? commands.approve(reason.trim()) : commands.cancel(reason.trim()))
      return true
    } catch {
      // The dialog shows what `commands.error` holds.
      return false
    }
  }

  return (
    <RecordDialog
      icon={isApproval ? 'user' : 'x'}
      title={isApproval ? `Confirm once more: ${title}` : `Cancel: ${title}`}
      consequence={isApproval ? `${companyName}${moved}. It is sent next.` : `${companyName}. It was not sent, and will not be.`}
      action={isApproval ? `Confirm${moved}` : 'Cancel the action'}
      busy={{ action: isApproval ? 'Confirming…' : 'Canceling…', obstacle: 'It is being carried out' }}
      isBusy={commands.isBusy}
      error={commands.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={form.wide}>
        <ReasonField help="Optional" value={reason} onChange={setReason} isFirst />
      </div>
    </RecordDialog>
  )
}
