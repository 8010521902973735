import { Fragment } from 'react'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { useNames } from '../../lib/useNames.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import { FactText } from './FactText.tsx'
import { listPlanNotes } from './listPlanNotes.ts'
import { PlanAnswer } from './PlanAnswer.tsx'
import styles from './parts.module.css'
import { WhyFoot } from './WhyFoot.tsx'
import { WhyLines } from './WhyLines.tsx'
import { WhyPopover } from './WhyPopover.tsx'

interface SubscriptionRowProps {
  /** What the company is called. */
  name: string
  entitlement: EntitlementAnswer
}

/** What a company is on of one product, until when, and why; below it what staff should see. */
export function SubscriptionRow({ name, entitlement }: SubscriptionRowProps) {
  const { product, plan, status, endsAt, period, cancelAtPeriodEnd, why } = entitlement
  const names = useNames()
  const title = names.product(product)
  const notes = listPlanNotes(entitlement, names)
  const question = plan === null ? `Why no plan of ${title}` : `Why ${names.plan(product, plan).name} of ${title}`
  return (
    <>
      <tr className={notes.length > 0 ? styles.noted : undefined}>
        <th scope="row" title={title}>
          {title}
        </th>
        <td>{plan === null ? <span className={styles.faint}>No plan</span> : <PlanMark {...names.plan(product, plan)} />}</td>
        <td>
          <StandingStatus status={status} until={endsAt ?? period?.end ?? null} isEnding={cancelAtPeriodEnd && status === 'active'} />
        </td>
        <td className={styles.muted}>
          {period ? (
            <>
              <InstantText at={period.start} look="day" /> – {period.end ? <InstantText at={period.end} look="day" /> : 'open'}
            </>
          ) : (
            <span className={styles.faint}>–</span>
          )}
        </td>
        <td className={styles.tool}>
          <WhyPopover question={question} answer={() => <PlanAnswer name={name} entitlement={entitlement} />}>
            {() => (
              <>
                <WhyLines title="Facts and rules" lines={why} />
                <WhyFoot product={product} />
              </>
            )}
          </WhyPopover>
        </td>
      </tr>
      {notes.length > 0 && (
        <tr>
          <td colSpan={5} className={styles.notes}>
            {notes.map((note, place) => (
              <Fragment key={note}>
                {place > 0 && ' · '}
                <FactText text={note} />
              </Fragment>
            ))}
          </td>
        </tr>
      )}
    </>
  )
}
