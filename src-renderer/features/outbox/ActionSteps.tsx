import type { ActionStep } from '../../../src-shared/contract/actions.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './outbox.module.css'

/** What happened to an action, from its decision on: its part of the audit log. */
export function ActionSteps({ steps }: { steps: readonly ActionStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map(({ at, who, state, text, reason, attempt }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are added behind the others, and never move
        <li key={index}>
          <span className={styles.stepHead}>
            <ActionStatus state={state} />
            <InstantText at={at} look="clock" />
          </span>
          <p>{text}</p>
          <small>
            {who}
            {attempt !== null && `, attempt ${attempt}`}
            {reason !== '' && `: ${reason}`}
          </small>
        </li>
      ))}
    </ol>
  )
}
