import { describeStep, type LedgerStep } from '../../records/describeStep.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './why.module.css'

/** One movement of hours: what it was, how much it moved, what was there after it, and the fact that led to it. */
export function HoursStep({ step: { at, kind, minutes, part, pack, fact, note, after } }: { step: LedgerStep }) {
  const { words, sign, tone } = describeStep({ kind, minutes, part })
  const ref = pack ?? fact
  return (
    <li>
      <InstantText at={at} look="moment" className={styles.when} />
      <div className={styles.line}>
        <div className={styles.moved}>
          <p data-tone={tone}>
            {words}{' '}
            <b>
              {sign}
              <MinutesText minutes={minutes} />
            </b>
          </p>
          <span className={styles.after}>
            <MinutesText minutes={after.available} /> then
          </span>
        </div>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        <span className={styles.fact}>
          <Truncated text={ref} look="id" />
          <CopyButton text={ref} what="the fact’s id" />
        </span>
      </div>
    </li>
  )
}
