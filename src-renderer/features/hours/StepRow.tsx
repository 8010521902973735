import { describeStep, type LedgerStep } from '../../records/describeStep.ts'
import { formatMinutes } from '../../records/formatMinutes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './ledger.module.css'

/** One movement: what it was and what led to it, how much it moved, and what was there after it. */
export function StepRow({ step }: { step: LedgerStep }) {
  const { at, kind, minutes, pack, fact, note, after } = step
  const { icon, tone, words, sign } = describeStep(step)
  const isOfOverage = kind === 'overage' || kind === 'billed' || kind === 'waived'
  const parts = `Month ${formatMinutes(after.left)}, rollover ${formatMinutes(after.rollover)}, packs ${formatMinutes(after.packs)}`
  return (
    <tr>
      <td className={styles.day}>
        <InstantText at={at} look="day" />
      </td>
      <td className={styles.step} data-tone={tone}>
        <Icon name={icon} size={12} />
        <b>{words}</b>
        <span className={styles.fact}>{note === undefined ? <Truncated text={pack ?? fact} look="id" /> : <Truncated text={note} />}</span>
      </td>
      <td className={styles.number} data-tone={kind === 'overage' ? 'bad' : undefined}>
        <span className={styles.moved}>
          {sign}
          <MinutesText minutes={minutes} isNarrow />
        </span>
      </td>
      <td className={styles.number} title={parts}>
        <MinutesText minutes={after.available} isNarrow />
        {isOfOverage && (
          <span className={styles.open} data-tone={after.unsettled > 0 ? 'bad' : 'idle'}>
            <MinutesText minutes={after.unsettled} /> open
          </span>
        )}
      </td>
    </tr>
  )
}
