import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { Names } from '../../lib/useNames.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Switch } from '../../ui/Switch.tsx'
import type { Interval } from './comparisonParts.ts'
import { groupRows } from './groupRows.ts'
import { INTERVAL_WORDS } from './intervalWords.ts'
import styles from './plans.module.css'
import { toComparisonCsv } from './toComparisonCsv.ts'

interface PlansToolsProps {
  isDifferenceOnly: boolean
  onDifferenceOnly: (isOn: boolean) => void
  /** Those that the product is sold by. */
  intervals: readonly Interval[]
  interval: Interval | null
  onInterval: (interval: Interval) => void
  /** Null until it is there. */
  comparison: PlanComparison | null
  names: Names
}

/** How the plans are looked at, and the way to take them along. */
export function PlansTools({ isDifferenceOnly, onDifferenceOnly, intervals, interval, onInterval, comparison, names }: PlansToolsProps) {
  return (
    <>
      <span className={styles.switch}>
        <Switch isOn={isDifferenceOnly} onSwitch={onDifferenceOnly}>
          Differences only
        </Switch>
      </span>
      {interval !== null && intervals.length > 1 && (
        <Segments
          label="Prices by"
          options={intervals.map((key) => ({ key, words: INTERVAL_WORDS[key].choice }))}
          chosen={interval}
          onChoose={onInterval}
        />
      )}
      <ExportButton
        name={comparison ? `plans-${comparison.product}` : 'plans'}
        obstacle={comparison ? null : 'The plans are not there yet'}
        csv={() =>
          comparison
            ? toComparisonCsv(comparison, { groups: groupRows(comparison.rows, { interval, isDifferenceOnly }), interval }, names)
            : ''
        }
      />
    </>
  )
}
