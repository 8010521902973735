import type { ReactNode } from 'react'
import styles from './NumbersTable.module.css'

interface NumbersTableProps {
  label: string
  /** How many there are: of few, the numbers stay near what they are of. */
  columns: number
  children: ReactNode
}

const WIDEST_COLUMN_PX = 176

/** The table of a chart's numbers, as high as the chart. It scrolls, so that the keyboard must reach it. */
export function NumbersTable({ label, columns, children }: NumbersTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this only scrolls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no control is reached by itself
    <div role="group" aria-label={label} tabIndex={0} className={styles.frame}>
      <table className={styles.numbers} style={{ maxWidth: columns * WIDEST_COLUMN_PX }} aria-label={label}>
        {children}
      </table>
    </div>
  )
}
