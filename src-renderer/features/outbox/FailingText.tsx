import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { describeFailure } from './describeFailure.ts'
import styles from './outbox.module.css'

/** Why an invoice was not paid, and whether its provider goes on trying. */
export function FailingText({ proposal }: { proposal: ActionProposal }) {
  const { provider, nextOwnAt } = proposal
  const whose = PROVIDER_TITLES[provider]
  return (
    <>
      {describeFailure(proposal)}{' '}
      {nextOwnAt === null ? (
        `${whose} will not try again.`
      ) : (
        <>
          {whose} tries again <InstantText at={nextOwnAt} look="moment" className={styles.when} />.
        </>
      )}
    </>
  )
}
