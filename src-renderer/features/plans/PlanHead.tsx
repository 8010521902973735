import { Button } from '../../ui/Button.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import type { Interval, PlanColumn, PlanRow } from './comparisonParts.ts'
import { PlanBadges } from './PlanBadges.tsx'
import styles from './PlanHead.module.css'
import { PriceText } from './PriceText.tsx'

interface PlanHeadProps {
  column: PlanColumn
  index: number
  columns: readonly PlanColumn[]
  rows: readonly PlanRow[]
  interval: Interval | null
  onCheck: ((plan: PlanColumn) => void) | null
  onPickCompany: () => void
}

/** The head of one plan: what it is called, what it costs, how it stands, and the way to look at a move to it. */
export function PlanHead({ column, index, columns, rows, interval, onCheck, onPickCompany }: PlanHeadProps) {
  const { name, tier, isSubscribed } = column
  const current = columns.find((each) => each.isSubscribed)
  const isDown = current !== undefined && tier < current.tier
  return (
    <div className={styles.head}>
      <span className={styles.name}>
        <PlanMark name={name} place={index + 1} of={columns.length} />
      </span>
      <PriceText rows={rows} index={index} interval={interval} look="head" />
      <PlanBadges column={column} />
      <span className={styles.move}>
        {isSubscribed ? (
          <span className={styles.here}>Current plan</span>
        ) : onCheck ? (
          <Button
            isSmall
            icon={isDown ? 'rule' : 'plans'}
            label={`${isDown ? 'Check' : 'Compare'} ${name}`}
            onPress={() => onCheck(column)}
          >
            {isDown ? 'Check' : 'Compare'}
          </Button>
        ) : (
          <Button isSmall label={`Pick a company first, to check ${name}`} onPress={onPickCompany}>
            Pick a company first
          </Button>
        )}
      </span>
    </div>
  )
}
