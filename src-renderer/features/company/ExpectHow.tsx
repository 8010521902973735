import type { ReactNode } from 'react'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { Field } from '../../records/Field.tsx'

/** What else tells a payment from others, as it was typed. */
export interface Told {
  /** The provider’s own name of it. */
  ref: string
  /** What the payer writes as the account. */
  reference: string
  phone: string
}

export const NOTHING_TOLD: Told = { ref: '', reference: '', phone: '' }

interface ExpectHowProps {
  provider: ProviderName
  /** What the company writes as the account, unless it is told something else. */
  code: string
  told: Told
  onTell: (told: Told) => void
}

/** By what a payment will be known, each provider by its own. */
export function ExpectHow({ provider, code, told, onTell }: ExpectHowProps) {
  const write = (part: keyof Told, label: string, help: string, placeholder: string): ReactNode => (
    <Field label={label} help={help}>
      {(names) => (
        <input
          {...names}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={part === 'ref' ? 200 : part === 'reference' ? 60 : 40}
          placeholder={placeholder}
          value={told[part]}
          onChange={(event) => onTell({ ...told, [part]: event.target.value })}
        />
      )}
    </Field>
  )
  if (provider === 'mpesa')
    return (
      <>
        {write('reference', 'Reference', 'What is written as the account, if not its code', code)}
        {write('phone', 'Phone', 'Where it is paid from, if that is known', '0712 345 678')}
      </>
    )
  return (
    <>
      {provider === 'paystack'
        ? write('ref', 'Paystack reference', 'Empty: a transfer of this amount to its virtual account', 'SUB-ENTERPRISE-…')
        : write('ref', 'Payment’s id at Stripe', 'By which it was asked for, if there is one', 'pi_…')}
    </>
  )
}
