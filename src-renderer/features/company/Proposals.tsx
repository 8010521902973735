import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { joinReasons } from './joinReasons.ts'
import styles from './links.module.css'
import type { Proposal } from './useProposals.ts'

interface ProposalsProps {
  proposals: readonly Proposal[]
  obstacle: string | null
  onReview: (company: string) => void
}

/** Who may be the same company, said quietly: nothing of it holds until somebody says so. */
export function Proposals({ proposals, obstacle, onReview }: ProposalsProps) {
  if (proposals.length === 0) return null
  return (
    <ul className={styles.proposals} aria-label="May be the same company">
      {proposals.map(({ id, name, reasons }) => (
        <li key={id}>
          <Icon name="unknown" size={14} />
          <span>
            May be the same company as <b dir="auto">{name}</b>: {joinReasons(reasons)}.
          </span>
          <Button isSmall obstacle={obstacle} label={`Review ${name}`} onPress={() => onReview(id)}>
            Review
          </Button>
        </li>
      ))}
    </ul>
  )
}
