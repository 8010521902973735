import { useState } from 'react'
import styles from './DaysField.module.css'
import { type DayRange, isDay } from './dayRange.ts'

interface DaysFieldProps {
  /** What the days are of, for who does not see them side by side. */
  label: string
  value: DayRange
  /** The last day that may be chosen. */
  latest?: string | undefined
  onChange: (value: DayRange) => void
}

/** From a day to a day, in the workspace's zone. An empty field leaves that end open. */
export function DaysField({ label, value, latest, onChange }: DaysFieldProps) {
  const { from, to } = value
  return (
    // biome-ignore lint/a11y/useSemanticElements: two fields in a line of a toolbar; a fieldset is drawn as a box of its own
    <span className={styles.days} role="group" aria-label={label}>
      <DayInput label="From" value={from} max={to ?? latest} onChange={(next) => onChange({ from: next, to })} />
      <span aria-hidden="true">–</span>
      <DayInput label="To" value={to} min={from ?? undefined} max={latest} onChange={(next) => onChange({ from, to: next })} />
    </span>
  )
}

interface DayInputProps {
  label: string
  value: string | null
  min?: string | undefined
  max?: string | undefined
  onChange: (day: string | null) => void
}

/** A year that is typed is 0002 and 0020 on its way. */
const FIRST_DAY = '2000-01-01'

function DayInput({ label, value, min, max, onChange }: DayInputProps) {
  /** What is being typed; null while nothing is. */
  const [draft, setDraft] = useState<string | null>(null)

  function settle(text: string) {
    const day = isMeant(text) ? text : null
    setDraft(null)
    if (day !== value) onChange(day)
  }

  return (
    <input
      type="date"
      className={styles.input}
      aria-label={label}
      value={draft ?? value ?? ''}
      min={min}
      max={max}
      onChange={({ target }) => {
        // A whole day is meant at once; what is half typed, or emptied, once the field is left.
        if (isMeant(target.value)) settle(target.value)
        else setDraft(target.value)
      }}
      onBlur={() => draft !== null && settle(draft)}
      onKeyDown={({ key }) => {
        if (key === 'Enter' && draft !== null) settle(draft)
      }}
    />
  )
}

function isMeant(text: string): boolean {
  return isDay(text) && text >= FIRST_DAY
}
