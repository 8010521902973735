import type { PaymentCandidate } from '../../../src-shared/contract/payments.ts'
import { usePlace } from '../../lib/place.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { AssignButton } from './AssignButton.tsx'
import styles from './desk.module.css'

interface CandidateListProps {
  candidates: readonly PaymentCandidate[]
  obstacle: string | null
  onAssign: (company: { id: string; name: string }) => void
}

/** Who a payment may be of, each with every reason, the strongest first. */
export function CandidateList({ candidates, obstacle, onAssign }: CandidateListProps) {
  const { go } = usePlace()
  const say = useReasonWords()
  const known = candidates.flatMap(({ company, companyName, reasons }) =>
    company === null ? [] : [{ id: company, name: companyName ?? company, reasons }],
  )
  if (known.length === 0) return <p className={styles.quiet}>Nothing that is known leads to a company.</p>
  return (
    <ul className={styles.candidates} aria-label="Who it could be">
      {known.map(({ id, name, reasons }) => (
        <li key={id}>
          <div className={styles.candidate}>
            <b dir="auto">{name}</b>
            <Button isSmall look="ghost" icon="arrowRight" label={`Open ${name}`} onPress={() => go('company', { company: id })} />
          </div>
          <ul className={styles.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>
                <Icon name="check" size={12} />
                {say(reason)}
              </li>
            ))}
          </ul>
          <AssignButton name={name} obstacle={obstacle} onPress={() => onAssign({ id, name })} />
        </li>
      ))}
    </ul>
  )
}
