import { useId, useRef, useState } from 'react'
import type { PaymentItem, UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { OfferOptions } from '../../records/OfferOptions.tsx'
import { useOffers } from '../../records/useOffers.ts'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { Select } from '../../ui/Select.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import { CandidateList } from './CandidateList.tsx'
import styles from './desk.module.css'
import { OtherCompany } from './OtherCompany.tsx'
import { AS_IT_SAYS, describeChoice, findOffer, listPayable } from './offerChoice.ts'
import { Refused } from './Refused.tsx'
import type { Assigning } from './useAssigning.ts'

interface AssignDeskProps {
  payment: PaymentItem
  said: UnmatchedPayment
  assigning: Assigning
}

const NONE = [] as const

/** Where somebody says what a payment was for and whose it is. Proposals are never applied by themselves. */
export function AssignDesk({ payment, said, assigning }: AssignDeskProps) {
  const id = useId()
  const who = useRef<HTMLDivElement>(null)
  useShortcut('a', () => who.current?.querySelector<HTMLElement>('[data-assign] button, input')?.focus())
  const offers = listPayable(useOffers() ?? NONE, payment)
  const proposed = findOffer(offers, said.candidates.find(({ offer }) => offer !== null)?.offer ?? null)
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const chosen = chosenKey === null ? proposed : (offers.find(({ key }) => key === chosenKey) ?? null)
  const { company, companyName } = payment
  const assign = (to: { id: string; name: string }) => {
    const offer = chosen && { product: chosen.product, plan: chosen.plan, interval: chosen.interval }
    assigning.assign(to, offer, reason)
  }
  // Of a payment that is somebody's, only what it was for is open.
  const candidates =
    company === null || said.candidates.some((each) => each.company === company)
      ? said.candidates
      : [{ company, companyName, reasons: ['It is theirs already: only what it was for is open.'], offer: null }, ...said.candidates]
  return (
    <>
      <InspectorSection title="What it was for">
        <div className={styles.fields}>
          <div className={styles.field}>
            <label htmlFor={`${id}offer`}>Plan or pack</label>
            <Select id={`${id}offer`} value={chosen?.key ?? AS_IT_SAYS} onChange={setChosenKey}>
              <option value={AS_IT_SAYS}>As the payment itself says</option>
              <OfferOptions offers={offers} />
            </Select>
            <p className={styles.help}>{describeChoice(payment, chosen, chosen !== null && chosen === proposed)}</p>
          </div>
          <div className={styles.field}>
            <label htmlFor={`${id}reason`}>Because</label>
            <input
              id={`${id}reason`}
              type="text"
              autoComplete="off"
              maxLength={1000}
              placeholder="They sent the receipt; may be empty"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </div>
      </InspectorSection>
      <InspectorSection title="Who could this be?">
        <div ref={who}>
          <p className={styles.quiet}>Proposed, never applied by itself.</p>
          <Refused error={assigning.assignError} />
          <CandidateList candidates={candidates} obstacle={assigning.obstacle} onAssign={assign} />
          <OtherCompany obstacle={assigning.obstacle} onAssign={assign} />
        </div>
      </InspectorSection>
    </>
  )
}
