import { classes } from '../../ui/classes.ts'
import { Select } from '../../ui/Select.tsx'
import styles from './activity.module.css'

interface ChoiceFieldProps<Key extends string> {
  label: string
  /** What it says while it narrows nothing. */
  any: string
  value: Key | null
  options: readonly { key: Key; words: string }[]
  onChoose: (key: Key | null) => void
  /** Of long names. */
  isWide?: boolean
}

/** One of what there is, or any. What is chosen is offered, whether there is any of it or not. */
export function ChoiceField<Key extends string>({ label, any, value, options, onChoose, isWide }: ChoiceFieldProps<Key>) {
  return (
    <span className={classes(styles.choice, isWide && styles.wide)}>
      <Select label={label} value={value ?? ''} onChange={(text) => onChoose(options.find(({ key }) => key === text)?.key ?? null)}>
        <option value="">{any}</option>
        {value !== null && options.every(({ key }) => key !== value) && <option value={value}>{value}</option>}
        {options.map(({ key, words }) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </Select>
    </span>
  )
}
