import type { LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { Button } from '../../ui/Button.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './ledger.module.css'

interface WindowStepperProps {
  shown: LedgerWindowAnswer
  index: number
  count: number
  onStep: (index: number) => void
}

/** Which window is shown, and the way to the one before and the one after. */
export function WindowStepper({ shown: { window, isPaid }, index, count, onStep }: WindowStepperProps) {
  return (
    <div className={styles.stepper}>
      <span className={styles.back}>
        <Button
          isSmall
          icon="chevron"
          label="Window before"
          obstacle={index === 0 ? 'This is the first window' : null}
          onPress={() => onStep(index - 1)}
        />
      </span>
      <span className={styles.window} aria-live="polite">
        <b>
          {window === null ? (
            'Outside any month'
          ) : (
            <>
              <InstantText at={window.start} look="day" /> – <InstantText at={window.end} look="since" />
            </>
          )}
        </b>
        <span className={styles.place}>
          {index + 1} of {count}
          {window !== null && (isPaid ? ', paid' : ', not paid for')}
        </span>
      </span>
      <Button
        isSmall
        icon="chevron"
        label="Window after"
        obstacle={index === count - 1 ? 'This is the last window' : null}
        onPress={() => onStep(index + 1)}
      />
    </div>
  )
}
