import { useState } from 'react'
import type { PaymentItem, UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './payments.module.css'
import { WithdrawDialog } from './WithdrawDialog.tsx'

interface ExpectedSinceProps {
  payment: PaymentItem
  expected: NonNullable<UnmatchedPayment['expected']>
}

/** Since when a payment is expected by the word of staff, and how that word is taken back. */
export function ExpectedSince({ payment, expected }: ExpectedSinceProps) {
  const { at, withdrawnAt, reference, phone } = expected
  const [isWithdrawing, setWithdrawing] = useState(false)
  const obstacle = useRecordObstacle()
  const isOpen = withdrawnAt === null && payment.status === 'pending'
  return (
    <InspectorSection title="Expected">
      <KeyValues
        items={[
          ...(reference === null ? [] : [{ name: 'Account', value: <Named text={reference} what="the account" /> }]),
          ...(phone === null ? [] : [{ name: 'Phone', value: <Named text={phone} what="the phone" /> }]),
          { name: 'Since', value: <InstantText at={at} look="moment" className={styles.figure} /> },
          ...(withdrawnAt === null
            ? []
            : [{ name: 'Withdrawn', value: <InstantText at={withdrawnAt} look="moment" className={styles.figure} /> }]),
        ]}
      />
      {isOpen && (
        <InspectorActions>
          <Button obstacle={obstacle} onPress={() => setWithdrawing(true)}>
            Withdraw…
          </Button>
        </InspectorActions>
      )}
      {isWithdrawing && <WithdrawDialog payment={payment} onClose={() => setWithdrawing(false)} />}
    </InspectorSection>
  )
}

function Named({ text, what }: { text: string; what: string }) {
  return (
    <>
      <Truncated text={text} look="id" />
      <CopyButton text={text} what={what} />
    </>
  )
}
