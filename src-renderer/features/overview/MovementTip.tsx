import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { formatMonthOfYear } from '../../ui/formatDay.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { formatChange } from './formatChange.ts'
import styles from './MovementTip.module.css'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toNet } from './toNet.ts'

interface MovementTipProps {
  month: RevenueMonth
  currency: string
}

/** The month under the pointer in numbers; who uses the keyboard has them in the table. */
export function MovementTip({ month, currency }: MovementTipProps) {
  return (
    <>
      <b className={styles.month}>{formatMonthOfYear(month.month)}</b>
      <dl className={styles.parts}>
        {MOVEMENT_SERIES.map(({ key, name, colour }) => (
          <div key={key}>
            <dt>
              <Swatch colour={colour} />
              {name}
            </dt>
            <dd>{formatChange({ amount: month[key], currency })}</dd>
          </div>
        ))}
        <div className={styles.sum}>
          <dt>Net</dt>
          <dd>{formatChange({ amount: toNet(month, currency), currency })}</dd>
        </div>
        <div>
          <dt>At the end</dt>
          <dd>{formatMoney({ amount: month.end, currency })}</dd>
        </div>
      </dl>
    </>
  )
}
