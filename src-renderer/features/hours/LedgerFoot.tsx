import type { LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { OverageText } from '../../records/OverageText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './ledger.module.css'
import { RollText } from './RollText.tsx'

interface LedgerFootProps {
  shown: LedgerWindowAnswer
  /** Whether it is the window that is on. */
  isOn: boolean
  /** Of the month that is on. */
  cap: number
}

/** The window's totals, and what becomes of what is left. */
export function LedgerFoot({ shown, isOn, cap }: LedgerFootProps) {
  const { window, included, used, overage } = shown
  return (
    <div className={styles.foot}>
      <dl className={styles.totals}>
        {window !== null && (
          <div>
            <dt>Included</dt>
            <dd>
              <MinutesText minutes={included} zero="dash" />
            </dd>
          </div>
        )}
        {window !== null && (
          <div>
            <dt>Used of it</dt>
            <dd>
              <MinutesText minutes={used} zero="dash" />
            </dd>
          </div>
        )}
        <div>
          <dt>Overage here</dt>
          <dd>
            <OverageText minutes={overage} />
          </dd>
        </div>
      </dl>
      <RollText shown={shown} isOn={isOn} cap={cap} />
    </div>
  )
}
