import styles from './actions.module.css'

interface CapFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** An amount, or a number, in a row. */
export function CapField({ label, value, onChange }: CapFieldProps) {
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      className={styles.field}
      aria-label={label}
      placeholder="as any other"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
