import { Icon } from '../../ui/Icon.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import type { PlanColumn } from './comparisonParts.ts'
import styles from './move.module.css'
import type { Move } from './move.ts'
import { PriceText } from './PriceText.tsx'

/** From which plan to which, at which price. */
export function MoveLine({ move }: { move: Move }) {
  return (
    <div className={styles.change}>
      {move.current ? <Side move={move} column={move.current} /> : <span className={styles.quiet}>No plan</span>}
      <Icon name="arrowRight" />
      <Side move={move} column={move.target} />
    </div>
  )
}

function Side({ move: { comparison, interval }, column }: { move: Move; column: PlanColumn }) {
  const index = comparison.columns.indexOf(column)
  return (
    <span className={styles.side}>
      <PlanMark name={column.name} place={index + 1} of={comparison.columns.length} />
      <PriceText rows={comparison.rows} index={index} interval={interval} look="line" />
    </span>
  )
}
