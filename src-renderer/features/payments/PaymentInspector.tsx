import type { PaymentItem, UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatMoney } from '../../ui/formatMoney.ts'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Status } from '../../ui/Status.tsx'
import { AssignDesk } from './AssignDesk.tsx'
import { AssignedBy } from './AssignedBy.tsx'
import { describeSettlement } from './describeSettlement.ts'
import { ExpectedSince } from './ExpectedSince.tsx'
import { PayerSaid } from './PayerSaid.tsx'
import { PaymentActions } from './PaymentActions.tsx'
import { PaymentFacts } from './PaymentFacts.tsx'
import styles from './payments.module.css'
import { useAssigning } from './useAssigning.ts'
import { useUnmatchedPayment } from './useUnmatchedPayment.ts'

interface PaymentInspectorProps {
  payment: PaymentItem
  /** Told when somebody said whose it is, and what that came to. */
  onAssigned: (answer: UnmatchedPayment) => void
  /** Opens the dialog of an action. */
  onAsk: (request: ActionRequest) => void
  onClose: () => void
}

/** All of one payment; of one that matches nothing, who it could be of and what would settle it. */
export function PaymentInspector({ payment: listed, onAssigned, onAsk, onClose }: PaymentInspectorProps) {
  const { go, at } = usePlace()
  const say = useReasonWords()
  const answer = useUnmatchedPayment(listed)
  const said = answer.data
  // The list is asked again a moment after the word was given, and is of the instant that is looked at.
  const payment = at === null && said ? said.payment : listed
  const assigning = useAssigning(payment, said?.assigned ?? null, onAssigned)
  const { company, status, reason, amount, currency } = payment
  return (
    <Inspector title={formatMoney({ amount, currency })} onClose={onClose}>
      <InspectorSection>
        <Status {...PAYMENT_WORDS[status]} />
        {reason !== null && <p className={styles.wholeReason}>{say(reason)}</p>}
        {company !== null && (
          <InspectorActions>
            <Button icon="arrowRight" onPress={() => go('company', { company })}>
              Open company
            </Button>
          </InspectorActions>
        )}
      </InspectorSection>
      {company !== null && <PaymentActions payment={payment} company={company} onAsk={onAsk} />}
      {answer.isPending && (
        <InspectorSection>
          <Skeleton width={220} />
        </InspectorSection>
      )}
      {answer.isError && <ErrorState {...describeError(answer.error)} onRetry={() => void answer.refetch()} />}
      {said && <PayerSaid said={said} />}
      {said?.expected && at === null && <ExpectedSince payment={payment} expected={said.expected} />}
      {said?.assigned && <AssignedBy assigned={said.assigned} assigning={assigning} />}
      {said && status === 'unmatched' && <AssignDesk payment={payment} said={said} assigning={assigning} />}
      <PaymentFacts payment={payment} />
      {status === 'unmatched' && (
        <InspectorSection title="What would settle it">
          <ul className={styles.steps}>
            {describeSettlement(payment).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
          <p className={styles.later}>Until then nothing is granted, and nothing is lost: it stays in this list.</p>
        </InspectorSection>
      )}
    </Inspector>
  )
}
