import { CopyButton } from '../../ui/CopyButton.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './outbox.module.css'

/** An id, and the button that takes it along. */
export function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className={styles.copied}>
      <Truncated text={text} look="id" />
      <CopyButton text={text} what={what} />
    </span>
  )
}
