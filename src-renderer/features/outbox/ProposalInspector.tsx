import type { ReactNode } from 'react'
import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { Copied } from './Copied.tsx'
import { FailingText } from './FailingText.tsx'
import styles from './outbox.module.css'
import { toRowTitle } from './outboxRow.ts'

interface ProposalInspectorProps {
  proposal: ActionProposal
  /** What was asked for from here. */
  said: ReactNode
  onRetry: () => void
  onClose: () => void
}

/** All of an invoice that may be tried again. Nobody has decided on it yet. */
export function ProposalInspector({ proposal, said, onRetry, onClose }: ProposalInspectorProps) {
  const { provider, invoice, company, companyName, amount, failedAt, reason, attempts, nextOwnAt } = proposal
  const { go } = usePlace()
  const obstacle = useRecordObstacle()
  return (
    <Inspector title={toRowTitle(proposal)} onClose={onClose}>
      <InspectorSection>
        <Status icon="failed" tone="idle" word="Proposed" />
        <p className={styles.sentence}>
          <FailingText proposal={proposal} />
        </p>
        {said}
        <InspectorActions>
          <Button isSmall look="primary" obstacle={obstacle} onPress={onRetry}>
            Retry…
          </Button>
          <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('company', { company })}>
            Open company
          </Button>
        </InspectorActions>
      </InspectorSection>
      <InspectorSection>
        <KeyValues
          items={[
            { name: 'Company', value: <Truncated text={companyName} look="name" /> },
            { name: 'Provider', value: PROVIDER_TITLES[provider] },
            { name: 'Amount', value: <MoneyText {...amount} zero="amount" /> },
            { name: 'Failed', value: <InstantText at={failedAt} look="moment" /> },
            { name: 'Reason', value: <span className={styles.value}>{reason ?? 'No reason given'}</span> },
            { name: 'Tried', value: attempts === 1 ? 'Once' : `${formatCount(attempts)} times` },
            {
              name: `${PROVIDER_TITLES[provider]} tries`,
              value: nextOwnAt === null ? 'Not again' : <InstantText at={nextOwnAt} look="moment" />,
            },
            { name: 'Invoice', value: <Copied text={invoice} what="the invoice’s id" /> },
          ]}
        />
      </InspectorSection>
    </Inspector>
  )
}
