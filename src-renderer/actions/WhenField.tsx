import { Segments } from '../ui/Segments.tsx'
import type { ActionDraft } from './actionDraft.ts'
import styles from './dialog.module.css'

const WORDS = { now: 'Now', 'period-end': 'At the period’s end', date: 'On a day' } as const

interface WhenFieldProps {
  choices: readonly ActionDraft['when'][]
  value: ActionDraft['when']
  onChange: (when: ActionDraft['when']) => void
}

/** From when on it holds. */
export function WhenField({ choices, value, onChange }: WhenFieldProps) {
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">When</span>
      <Segments label="When" options={choices.map((key) => ({ key, words: WORDS[key] }))} chosen={value} onChoose={onChange} />
    </div>
  )
}
