import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { useEngine } from '../../lib/engine.ts'
import { Field } from '../../records/Field.tsx'
import forms from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'

/** What the button says while the provider is asked. */
const REGISTERING = { action: 'Registering…', obstacle: 'M-Pesa is being asked' }

interface RegisterDialogProps {
  connection: ConnectionHealth
  onClose: () => void
}

/** Registers a short code for Pull Transactions, once and for all. */
export function RegisterDialog({ connection: { provider, account }, onClose }: RegisterDialogProps) {
  const { client } = useEngine()
  const [phone, setPhone] = useState('')
  const [callback, setCallback] = useState('')
  const [isTried, setTried] = useState(false)
  const register = useMutation({
    mutationFn: (ask: Parameters<typeof client.connections.register>[0]) => client.connections.register(ask),
  })
  const faults = {
    phone: phone.trim() === '' ? 'It is missing' : null,
    callback: /^https:\/\/\S+$/i.test(callback.trim()) ? null : 'It begins with https://',
  }

  async function submit(): Promise<boolean> {
    setTried(true)
    if (faults.phone !== null || faults.callback !== null) return false
    try {
      await register.mutateAsync({ provider, phone: phone.trim(), callback: callback.trim() })
      return true
    } catch {
      // The dialog shows what `register.error` holds, and keeps what was typed.
      return false
    }
  }

  return (
    <RecordDialog
      icon="settings"
      title={`Register ${account} for Pull Transactions`}
      consequence="M-Pesa lists the payments of a short code only once it was registered. It is done once; the short code must be live, and be paid to already."
      action="Register"
      isBusy={register.isPending}
      busy={REGISTERING}
      error={register.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Nominated number" fault={isTried ? faults.phone : null} help="The Safaricom line that is tied to the organisation">
        {(names) => (
          <input
            {...names}
            type="tel"
            autoComplete="off"
            maxLength={40}
            placeholder="0712 345 678"
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        )}
      </Field>
      <div className={forms.wide}>
        <Field
          label="Callback address"
          fault={isTried ? faults.callback : null}
          help="A page of your own. Tierdesk does not need it; M-Pesa keeps it, and takes none with its own name or words such as query in it."
        >
          {(names) => (
            <input
              {...names}
              type="url"
              autoComplete="off"
              spellCheck={false}
              maxLength={500}
              placeholder="https://shop.example.co.ke/paid"
              value={callback}
              onChange={(event) => setCallback(event.target.value)}
            />
          )}
        </Field>
      </div>
    </RecordDialog>
  )
}
