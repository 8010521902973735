import type { LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './ledger.module.css'

interface RollTextProps {
  shown: LedgerWindowAnswer
  isOn: boolean
  cap: number
}

/** What rolled over at the end of a window, or what the rule is for the one that is on. How much that will be is the engine's to say, then. */
export function RollText({ shown, isOn, cap }: RollTextProps) {
  if (shown.window === null) return null
  return (
    <p className={styles.roll}>
      <Icon name="arrowRight" size={14} />
      <span>{isOn ? <RollToCome shown={shown} end={shown.window.end} cap={cap} /> : <Rolled steps={shown.steps} />}</span>
    </p>
  )
}

interface RollToComeProps {
  shown: LedgerWindowAnswer
  end: NonNullable<LedgerWindowAnswer['window']>['end']
  cap: number
}

function RollToCome({ shown: { isPaid, included }, end, cap }: RollToComeProps) {
  if (!isPaid) return 'This window is not paid for: nothing of it rolls over.'
  if (included === 'unlimited') return 'Unlimited hours roll nothing over.'
  if (cap === 0) return 'Nothing rolls over: the plan has no rollover.'
  return (
    <>
      On <InstantText at={end} look="day" /> what is left of the month joins the rollover, up to its cap of <MinutesText minutes={cap} />.
    </>
  )
}

function Rolled({ steps }: Pick<LedgerWindowAnswer, 'steps'>) {
  const rolled = steps.find(({ kind }) => kind === 'rolled-over')
  const trimmed = steps.find(({ kind }) => kind === 'trimmed')
  const last = steps.findLast(({ kind }) => kind === 'rolled-over' || kind === 'trimmed')
  if (!last) return 'Nothing of this window rolled over.'
  return (
    <>
      {rolled ? (
        <>
          <MinutesText minutes={rolled.minutes} /> rolled over
        </>
      ) : (
        'Nothing rolled over'
      )}
      {trimmed && (
        <>
          , <MinutesText minutes={trimmed.minutes} /> beyond the cap were lost
        </>
      )}
      . The rollover was <MinutesText minutes={last.after.rollover} /> then.
    </>
  )
}
