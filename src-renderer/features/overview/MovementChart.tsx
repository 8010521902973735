import { useState } from 'react'
import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { classes } from '../../ui/classes.ts'
import { formatChange, formatRoughly } from './formatChange.ts'
import { formatMonth, formatMonthOfYear } from './formatDay.ts'
import styles from './MovementChart.module.css'
import { MovementTip } from './MovementTip.tsx'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { stackMonth } from './stackMonth.ts'
import { toNet } from './toNet.ts'
import { toScale } from './toScale.ts'

/** Gains above zero, losses below it, the net as a stroke across. */
export function MovementChart({ months, currency }: { months: readonly RevenueMonth[]; currency: string }) {
  /** The month under the pointer. */
  const [looked, setLooked] = useState<number | null>(null)
  const stacks = months.map(stackMonth)
  const scale = toScale(Math.min(0, ...stacks.map(({ bottom }) => bottom)), Math.max(0, ...stacks.map(({ top }) => top)))
  const bottom = scale[0] ?? 0
  const span = (scale.at(-1) ?? 1) - bottom
  const toPercent = (amount: number) => `${(100 * amount) / span}%`
  const toPlace = (amount: number) => toPercent(amount - bottom)
  const last = months.at(-1)
  const inHand = looked === null ? undefined : months[looked]
  return (
    <div
      className={styles.plot}
      role="img"
      aria-label={last && `MRR movement by month in ${currency}. Net in ${formatMonthOfYear(last.month)}: ${netOf(last)}.`}
    >
      {scale.map((amount) => (
        <span key={amount} className={classes(styles.line, amount === 0 && styles.zero)} style={{ bottom: toPlace(amount) }}>
          <span>{formatRoughly({ amount, currency })}</span>
        </span>
      ))}
      <div className={styles.months}>
        {months.map((month, index) => (
          <div key={month.month} className={styles.month} onPointerEnter={() => setLooked(index)} onPointerLeave={() => setLooked(null)}>
            {stacks[index]?.parts.map(({ key, from, size }) => (
              <i
                key={key}
                style={{
                  bottom: toPlace(from),
                  height: toPercent(size),
                  background: MOVEMENT_SERIES.find((series) => series.key === key)?.colour,
                }}
              />
            ))}
            <span className={styles.net} style={{ bottom: toPlace(toNet(month, currency)) }} />
            <span className={classes(styles.label, index === months.length - 1 && styles.last)}>{formatMonth(month.month)}</span>
          </div>
        ))}
      </div>
      {last && (
        <span className={styles.said} style={{ bottom: toPlace(toNet(last, currency)) }}>
          <b>{formatRoughly({ amount: toNet(last, currency), currency })}</b>
          net
        </span>
      )}
      {inHand && looked !== null && <MovementTip month={inHand} currency={currency} place={(looked + 0.5) / months.length} />}
    </div>
  )

  function netOf(month: RevenueMonth): string {
    return formatChange({ amount: toNet(month, currency), currency })
  }
}
