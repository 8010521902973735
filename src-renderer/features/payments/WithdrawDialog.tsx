import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useEngine } from '../../lib/engine.ts'
import { Field } from '../../records/Field.tsx'
import forms from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { formatMoney } from '../../ui/formatMoney.ts'

interface WithdrawDialogProps {
  payment: PaymentItem
  onClose: () => void
}

/** Says that a payment is expected no more. */
export function WithdrawDialog({ payment: { provider, ref, amount, currency, companyName }, onClose }: WithdrawDialogProps) {
  const { client } = useEngine()
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: (ask: Parameters<typeof client.payments.withdraw>[0]) => client.payments.withdraw(ask),
  })

  async function submit(): Promise<boolean> {
    try {
      await withdraw.mutateAsync({ provider, ref, reason: reason.trim() })
      return true
    } catch {
      // The dialog shows what `withdraw.error` holds, and keeps what was typed.
      return false
    }
  }

  return (
    <RecordDialog
      icon="payments"
      title={`Expect ${formatMoney({ amount, currency })}${companyName === null ? '' : ` of ${companyName}`} no more`}
      consequence="What is paid from now on is not for this. What was paid before keeps it, also where the provider tells of it later. Nobody is told; to expect it again, record it anew."
      action="Withdraw"
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={forms.wide}>
        <Field label="Because" help="Kept with what was said; may be empty">
          {(names) => (
            <input
              {...names}
              type="text"
              autoComplete="off"
              maxLength={1000}
              placeholder="They cancelled the order"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </RecordDialog>
  )
}
