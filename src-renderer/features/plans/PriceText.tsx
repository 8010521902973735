import { formatMoney } from '../../ui/formatMoney.ts'
import { type Interval, listPriceRows, type PlanRow } from './comparisonParts.ts'
import { INTERVAL_WORDS } from './intervalWords.ts'
import styles from './PriceText.module.css'

interface PriceTextProps {
  rows: readonly PlanRow[]
  /** The plan's place among the columns. */
  index: number
  interval: Interval | null
  look: 'head' | 'line'
}

/** What a plan costs for an interval, in every currency that it is sold in; never added across them. */
export function PriceText({ rows, index, interval, look }: PriceTextProps) {
  const priceRows = listPriceRows(rows)
  const prices = priceRows.find((row) => row.interval === interval)?.cells[index] ?? []
  const isSold = priceRows.some(({ cells }) => (cells[index] ?? []).length > 0)
  if (interval === null || prices.length === 0) {
    return <span className={styles.missing}>{interval === null || !isSold ? 'No price' : INTERVAL_WORDS[interval].missing}</span>
  }
  return (
    <span className={styles[look]}>
      {prices.map(({ currency, amount }) => (
        <span key={currency} className={styles.price}>
          <b>{formatMoney({ currency, amount })}</b> <small>{INTERVAL_WORDS[interval].each}</small>
        </span>
      ))}
    </span>
  )
}
