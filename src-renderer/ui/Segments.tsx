import styles from './Segments.module.css'

interface SegmentsProps<Key extends string> {
  label: string
  options: readonly { key: Key; words: string }[]
  chosen: Key
  onChoose: (key: Key) => void
}

/** One of a few ways to look at something. Arrows move between them, as between radio buttons: which they are. */
export function Segments<Key extends string>({ label, options, chosen, onChoose }: SegmentsProps<Key>) {
  return (
    <fieldset className={styles.segments}>
      <legend className={styles.legend}>{label}</legend>
      {options.map(({ key, words }) => (
        <label key={key} className={styles.segment}>
          <input type="radio" name={label} className={styles.input} checked={key === chosen} onChange={() => onChoose(key)} />
          <span className={styles.words}>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
