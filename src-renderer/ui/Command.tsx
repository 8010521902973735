import styles from './Command.module.css'
import { CopyButton } from './CopyButton.tsx'

/** A line for the terminal, to be copied. */
export function Command({ line }: { line: string }) {
  return (
    <div className={styles.command}>
      <code>{line}</code>
      <CopyButton text={line} what="command" />
    </div>
  )
}
