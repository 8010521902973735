import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoney } from '../../ui/formatMoney.ts'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { Status } from '../../ui/Status.tsx'
import { describeSettlement } from './describeSettlement.ts'
import { PaymentFacts } from './PaymentFacts.tsx'
import styles from './payments.module.css'

const NO_ASSIGNING = 'Assigning comes with a later version of Tierdesk'

/** All of one payment; of one that matches nothing, what would settle it. */
export function PaymentInspector({ payment, onClose }: { payment: PaymentItem; onClose: () => void }) {
  const { go } = usePlace()
  const { company, status, reason, amount, currency } = payment
  return (
    <Inspector title={formatMoney({ amount, currency })} onClose={onClose}>
      <InspectorSection>
        <Status {...PAYMENT_WORDS[status]} />
        {reason !== null && <p className={styles.wholeReason}>{reason}</p>}
        <div className={styles.actions}>
          <Button
            icon="arrowRight"
            obstacle={company === null ? 'Nobody can say whose it is' : null}
            onPress={() => {
              if (company !== null) go('company', { company })
            }}
          >
            Open company
          </Button>
          {status === 'unmatched' && (
            <Button obstacle={NO_ASSIGNING} onPress={() => {}}>
              Assign
            </Button>
          )}
        </div>
      </InspectorSection>
      <PaymentFacts payment={payment} />
      {status === 'unmatched' && (
        <InspectorSection title="What would settle it">
          <ul className={styles.steps}>
            {describeSettlement(payment).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
          <p className={styles.later}>{NO_ASSIGNING}. Until then nothing is granted, and nothing is lost: it stays in this list.</p>
        </InspectorSection>
      )}
    </Inspector>
  )
}
