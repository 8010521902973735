import { Icon } from '../../ui/Icon.tsx'
import styles from './parts.module.css'

/** What was recorded last, said once it is. */
export function Said({ words }: { words: string | null }) {
  return (
    <p role="status" className={styles.said}>
      {words !== null && (
        <>
          <Icon name="check" size={14} />
          <span>{words}</span>
        </>
      )}
    </p>
  )
}
