import { useRef, useState } from 'react'
import type { Mode } from '../../../src-shared/model/provider.ts'
import { Field } from '../../records/Field.tsx'
import forms from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './connections.module.css'
import { describeSeal } from './describeSeal.ts'
import { SecretField } from './SecretField.tsx'
import { CHECKING, useConnecting } from './useConnecting.ts'

interface ConnectMpesaProps {
  isReplacing: boolean
  mode: Mode | null
  obstacle: string | null
  onClose: () => void
}

const NUMBER = /^\d{5,7}$/

/** Connects M-Pesa by an app of Daraja and the short code that customers pay to. */
export function ConnectMpesa({ isReplacing, mode, obstacle, onClose }: ConnectMpesaProps) {
  const consumerKey = useRef<HTMLInputElement>(null)
  const consumerSecret = useRef<HTMLInputElement>(null)
  const passkey = useRef<HTMLInputElement>(null)
  const [shortCode, setShortCode] = useState('')
  const [till, setTill] = useState('')
  const [callback, setCallback] = useState('')
  const [missing, setMissing] = useState({ key: false, secret: false })
  const [isTried, setTried] = useState(false)
  const { connect, isChecking, error } = useConnecting()
  const read = (input: typeof consumerKey) => input.current?.value.trim() ?? ''
  // Left out, the numbers are what the connection has.
  const isKept = isReplacing && shortCode.trim() === '' && till.trim() === '' && callback.trim() === ''
  const faults = {
    shortCode: isKept || NUMBER.test(shortCode.trim()) ? null : 'A short code has 5 to 7 digits',
    till: till.trim() === '' || NUMBER.test(till.trim()) ? null : 'A till number has 5 to 7 digits',
  }

  async function submit(): Promise<boolean> {
    setTried(true)
    setMissing({ key: read(consumerKey) === '', secret: read(consumerSecret) === '' })
    if (read(consumerKey) === '' || read(consumerSecret) === '' || faults.shortCode !== null || faults.till !== null) return false
    // The engine takes the parts of the key as one, with colons between them.
    const secret = [consumerKey, consumerSecret, passkey].map(read).filter(Boolean).join(':')
    const settings = isKept
      ? null
      : {
          shortCode: shortCode.trim(),
          ...(till.trim() === '' ? {} : { till: till.trim() }),
          ...(callback.trim() === '' ? {} : { callbackUrl: callback.trim() }),
        }
    if (!(await connect({ provider: 'mpesa', secret, settings }))) return false
    for (const input of [consumerKey, consumerSecret, passkey]) if (input.current) input.current.value = ''
    return true
  }

  return (
    <RecordDialog
      icon="lock"
      title={isReplacing ? 'Replace the M-Pesa key' : 'Connect M-Pesa'}
      consequence="Payments to your short code are mirrored, as M-Pesa lists those of the last 48 hours. A phone is asked to pay only when you decide so."
      action={isReplacing ? 'Replace the key' : 'Connect'}
      isBusy={isChecking}
      busy={CHECKING}
      obstacle={obstacle}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SecretField
        label="Consumer key"
        isFirst
        input={consumerKey}
        fault={missing.key ? 'It is missing' : null}
        help="Of your app on the Daraja portal"
      />
      <SecretField label="Consumer secret" input={consumerSecret} fault={missing.secret ? 'It is missing' : null} help="Of the same app" />
      <Field
        label="Short code"
        fault={isTried ? faults.shortCode : null}
        help={isReplacing ? 'Left empty, it is as it was' : 'The paybill, or the store number of a till'}
      >
        {(names) => (
          <input
            {...names}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={shortCode}
            onChange={(event) => setShortCode(event.target.value)}
          />
        )}
      </Field>
      <Field label="Till number" fault={isTried ? faults.till : null} help="Only where customers pay to a till">
        {(names) => (
          <input
            {...names}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={till}
            onChange={(event) => setTill(event.target.value)}
          />
        )}
      </Field>
      <div className={forms.wide}>
        <SecretField
          label="Passkey, if you have one"
          input={passkey}
          fault={null}
          help="Only to ask phones to pay, and what became of it; payments are listed without it."
        />
      </div>
      <div className={forms.wide}>
        <Field
          label="Callback address, if phones are to be asked"
          fault={null}
          help="An https page of your own, which M-Pesa wants named. Tierdesk does not need it: results are asked for."
        >
          {(names) => (
            <input
              {...names}
              type="url"
              inputMode="url"
              autoComplete="off"
              value={callback}
              onChange={(event) => setCallback(event.target.value)}
            />
          )}
        </Field>
      </div>
      <ul className={styles.notes}>
        <li>
          <Icon name="lock" />
          {describeSeal('M-Pesa', mode)}
        </li>
        <li>
          <Icon name="offline" />
          Some results M-Pesa tells only by calling an address on the internet, such as those of reversals, balances and transaction status.
          Tierdesk has no such address: they are out of reach, and a statement of the portal tells them.
        </li>
      </ul>
    </RecordDialog>
  )
}
