import type { ActionTarget } from '../../../src-shared/contract/actions.ts'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { ActionKind } from '../../../src-shared/model/action.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { ACTION_WORDS } from '../../actions/actionWords.ts'
import { toRequest, useTargets } from '../../actions/useTargets.ts'
import { usePlace } from '../../lib/place.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import styles from './payments.module.css'

/** What asks the company for money anew, whatever became of this payment. */
const ASKING: readonly ActionKind[] = ['payment.push', 'link.payment', 'link.checkout']

interface PaymentActionsProps {
  payment: PaymentItem
  company: string
  onAsk: (request: ActionRequest) => void
}

/** What can be done about a payment: give it back, try it again, ask for it anew; and why not. */
export function PaymentActions({ payment, company, onAsk }: PaymentActionsProps) {
  const { go } = usePlace()
  const targets = useTargets(company).data?.targets ?? []
  const recordObstacle = useRecordObstacle()
  const offers = listOffers(targets, payment)
  const whose = { id: company, name: payment.companyName ?? company }
  const refused = offers.filter(({ obstacle }) => obstacle !== null)
  return (
    <InspectorSection title="Actions">
      <InspectorActions>
        {offers.map(({ target, kind, obstacle }) => (
          <Button
            key={`${kind} ${target.provider} ${target.ref}`}
            isSmall
            icon={ACTION_WORDS[kind].icon}
            obstacle={obstacle ?? recordObstacle}
            onPress={() => onAsk(toRequest(whose, target, kind))}
          >
            {ACTION_WORDS[kind].offer}
          </Button>
        ))}
        <Button isSmall look="ghost" onPress={() => go('company', { company, filter: 'actions' })}>
          All actions
        </Button>
      </InspectorActions>
      {refused.map(({ kind, obstacle }) => (
        <p key={kind} className={styles.later}>
          {ACTION_WORDS[kind].title}: {obstacle}
        </p>
      ))}
    </InspectorSection>
  )
}

interface Offered {
  target: ActionTarget
  kind: ActionKind
  obstacle: string | null
}

/** Of the payment itself all that there is, and the ways to ask for money where that can be had, one of each kind. */
function listOffers(targets: readonly ActionTarget[], payment: PaymentItem): Offered[] {
  const { provider, ref } = payment
  const own = targets.filter(
    (each) => each.provider === provider && each.ref === ref && (each.kind === 'payment' || each.kind === 'invoice'),
  )
  const asking = ASKING.flatMap((wanted) => {
    const all = targets.flatMap((target) => target.offers.map((offer) => ({ target, ...offer })))
    return all.filter(({ kind, obstacle }) => kind === wanted && obstacle === null).slice(0, 1)
  })
  return [...toOld(own, payment), ...own.flatMap((target) => target.offers.map((offer) => ({ target, ...offer }))), ...asking]
}

/** Only the newest payments are told of by themselves; an older one may be given back all the same, and its preview says whether. */
function toOld(told: readonly ActionTarget[], { provider, ref, product, status }: PaymentItem): Offered[] {
  if (told.length > 0 || status !== 'succeeded') return []
  const target: ActionTarget = { kind: 'payment', provider, ref, product, label: ref, offers: [] }
  return [{ target, kind: 'payment.refund', obstacle: null }]
}
