import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './usage.module.css'

interface StretchHeadProps {
  label: string
  /** Of whom, and how much. */
  note: ReactNode
  exports: ReactNode
  /** What the way back says. */
  back: string
  onBack: () => void
}

/** Which days the rows below are of, and the way back. */
export function StretchHead({ label, note, exports, back, onBack }: StretchHeadProps) {
  return (
    <header className={styles.recordsHead}>
      <h2>{label}</h2>
      {note}
      {exports}
      <span className={styles.end}>
        <Button isSmall look="ghost" icon="x" shortcut="Esc" onPress={onBack}>
          {back}
        </Button>
      </span>
    </header>
  )
}
