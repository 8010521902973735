import { useState } from 'react'
import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { usePictureSource } from '../../lib/usePictureSource.ts'
import { classes } from '../../ui/classes.ts'
import { usePictureNotes } from '../../ui/usePictureNotes.ts'
import { useShortcut } from '../../ui/useShortcut.ts'
import { MovementSection } from './MovementSection.tsx'
import styles from './overview.module.css'
import { PaymentsSection } from './PaymentsSection.tsx'

/** The charts side by side. Each has its table behind a button; the key turns both, and never one this way and one that. */
export function OverviewCharts({ movement, payments }: Pick<OverviewAnswer, 'movement' | 'payments'>) {
  const [isMovementTable, setMovementTable] = useState(false)
  const [isPaymentsTable, setPaymentsTable] = useState(false)
  const notes = usePictureNotes(usePictureSource())
  useShortcut('t', () => {
    const isTable = !(isMovementTable && isPaymentsTable)
    setMovementTable(isTable)
    setPaymentsTable(isTable)
  })
  return (
    <div className={classes(styles.regions, styles.upper)}>
      <div className={styles.region}>
        <MovementSection lanes={movement} isTable={isMovementTable} onTable={setMovementTable} notes={notes} />
      </div>
      <div className={styles.region}>
        <PaymentsSection lanes={payments} isTable={isPaymentsTable} onTable={setPaymentsTable} notes={notes} />
      </div>
    </div>
  )
}
