import { formatMoney } from '../../ui/formatMoney.ts'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './cells.module.css'
import type { PlanRow } from './comparisonParts.ts'
import { FeatureText } from './FeatureText.tsx'
import { LimitCell } from './LimitCell.tsx'

/** What one plan says in one line of the comparison. */
export function RowCell({ row, index, isJudged }: { row: PlanRow; index: number; isJudged: boolean }) {
  switch (row.kind) {
    case 'limit': {
      const cell = row.cells[index]
      return cell ? <LimitCell cell={cell} isJudged={isJudged} /> : null
    }
    case 'feature':
      return <FeatureText value={row.cells[index] ?? null} />
    case 'hours': {
      const minutes = row.cells[index] ?? null
      return minutes === null ? <span className={styles.no}>No hours</span> : <MinutesText minutes={minutes} />
    }
    case 'grace-days': {
      const days = row.cells[index] ?? 0
      return `${days} ${days === 1 ? 'day' : 'days'}`
    }
    case 'price': {
      const prices = row.cells[index] ?? []
      return prices.length === 0 ? <span className={styles.no}>–</span> : prices.map(formatMoney).join(' or ')
    }
  }
}
