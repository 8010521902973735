import { useId, useState } from 'react'
import type { SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { parseDecimalText } from '../../../src-shared/model/money.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { CommandButton } from './CommandButton.tsx'
import { answerPush, payByPhone, payReference, transfer } from './commands.ts'
import { SandboxSection } from './SandboxSection.tsx'
import styles from './sandbox.module.css'
import type { SandboxCommand, SandboxDesk } from './useSandboxDesk.ts'

interface OtherProvidersSectionProps {
  desk: SandboxDesk
  state: SandboxState
  /** The one that is chosen above. */
  company: { id: string; name: string } | null
}

const SHILLINGS = 'KES'

/** What can be paid beside Stripe. A demo from before has neither. */
export function OtherProvidersSection({ desk, state, company }: OtherProvidersSectionProps) {
  const id = useId()
  const [typed, setTyped] = useState({ amount: '', phone: '', account: '' })
  if (state.paystack === null || state.mpesa === null) return null
  // Naira and shillings are counted in hundredths alike.
  const read = parseDecimalText(typed.amount, SHILLINGS)?.amount ?? 0
  const amount = read > 0 ? read : null
  const phone = typed.phone.trim()
  const field = (name: keyof typeof typed, title: string, placeholder: string) => (
    <>
      <label htmlFor={`${id}${name}`}>{title}</label>
      <div className={styles.line}>
        <input
          id={`${id}${name}`}
          className={styles.input}
          value={typed[name]}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      </div>
    </>
  )
  const toTransfer = company && amount !== null ? transfer(company.id, amount) : null
  return (
    <SandboxSection title="Paystack and M-Pesa" note={company?.name ?? null}>
      <div className={styles.deeds}>
        {field('amount', 'Amount', 'In naira or shillings: 150000')}
        <span aria-hidden="true">Paystack</span>
        <div className={styles.buttons}>
          <CommandButton desk={desk} command={toTransfer} missing={company ? 'Give an amount first' : 'Choose a company first'}>
            Transfer into its account
          </CommandButton>
          <CommandButton desk={desk} command={company && payReference(company.id)} missing="Choose a company first">
            Pay what it was asked for
          </CommandButton>
        </div>
        {field('phone', 'Phone', '0712 345 678')}
        {field('account', 'Account', 'What the payer writes')}
        <span aria-hidden="true">M-Pesa</span>
        <div className={styles.buttons}>
          <CommandButton
            desk={desk}
            command={amount === null || phone === '' ? null : payByPhone({ phone, amount, reference: typed.account.trim() })}
            missing="Give an amount and a phone first"
          >
            Pay by phone
          </CommandButton>
        </div>
        {state.mpesa.pushes.map((push) => (
          <OpenPush key={push.ref} push={push} run={(command, words) => ({ desk, command, children: words })} />
        ))}
      </div>
    </SandboxSection>
  )
}

interface OpenPushProps {
  push: NonNullable<SandboxState['mpesa']>['pushes'][number]
  run: (command: SandboxCommand, words: string) => { desk: SandboxDesk; command: SandboxCommand; children: string }
}

/** A phone that asks to pay, for as long as it does. */
function OpenPush({ push: { ref, phone, amount }, run }: OpenPushProps) {
  return (
    <>
      <span aria-hidden="true">Asked</span>
      <div className={styles.stack}>
        <span className={styles.cost}>{`${formatMoney({ amount, currency: SHILLINGS })} on ${phone}`}</span>
        <div className={styles.buttons}>
          <CommandButton {...run(answerPush(ref, 'pays'), 'Pays')} />
          <CommandButton {...run(answerPush(ref, 'cancels'), 'Cancels')} />
          <CommandButton {...run(answerPush(ref, 'times-out-but-pays'), 'Times out, but pays')} />
        </div>
      </div>
    </>
  )
}
