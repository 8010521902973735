import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { formatChange } from './formatChange.ts'
import { formatMonthOfYear } from './formatDay.ts'
import styles from './MovementChart.module.css'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toNet } from './toNet.ts'

interface MovementTipProps {
  month: RevenueMonth
  currency: string
  /** Where its bar stands, from 0 at the left to 1 at the right. */
  place: number
}

/** The month under the pointer in numbers; who uses the keyboard has them in the table. */
export function MovementTip({ month, currency, place }: MovementTipProps) {
  const isRight = place > 0.5
  const side = isRight ? { right: `calc(${100 * (1 - place)}% + 28px)` } : { left: `calc(${100 * place}% + 28px)` }
  return (
    <div className={styles.tip} style={side}>
      <b>{formatMonthOfYear(month.month)}</b>
      <dl>
        {MOVEMENT_SERIES.map(({ key, name, colour }) => (
          <div key={key}>
            <dt>
              <i className={styles.swatch} style={{ background: colour }} />
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
    </div>
  )
}
