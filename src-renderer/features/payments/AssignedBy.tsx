import type { UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import { Button } from '../../ui/Button.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './payments.module.css'
import { Refused } from './Refused.tsx'
import type { Assigning } from './useAssigning.ts'
import { WhatFor } from './WhatFor.tsx'

interface AssignedByProps {
  assigned: NonNullable<UnmatchedPayment['assigned']>
  assigning: Assigning
}

/** By whose word a payment is whose it is, and how that word is taken back. */
export function AssignedBy({ assigned, assigning }: AssignedByProps) {
  const { company, offer, at, reason } = assigned
  const name = useChosenCompany(company)?.name ?? company
  return (
    <InspectorSection title="Assigned">
      <KeyValues
        items={[
          { name: 'To', value: <Truncated text={name} look="name" /> },
          { name: 'For', value: offer ? <WhatFor {...offer} /> : 'as the payment says' },
          {
            name: 'By',
            value: (
              <span>
                staff, <InstantText at={at} look="moment" className={styles.figure} />
              </span>
            ),
          },
          ...(reason === '' ? [] : [{ name: 'Because', value: <span className={styles.wraps}>{reason}</span> }]),
        ]}
      />
      <Refused error={assigning.takeBackError} />
      <InspectorActions>
        <Button obstacle={assigning.obstacle} onPress={() => assigning.takeBack(assigned, name)}>
          Take back
        </Button>
      </InspectorActions>
    </InspectorSection>
  )
}
