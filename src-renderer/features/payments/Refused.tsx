import { describeError } from '../../lib/describeError.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './desk.module.css'

/** Why the engine did not take a word; nothing, where it did. */
export function Refused({ error }: { error: Error | null }) {
  if (error === null) return null
  const { title, hint } = describeError(error)
  return (
    <p role="alert" className={styles.fault}>
      <Icon name="failed" />
      <span>
        <b>{title}</b> {hint}
      </span>
    </p>
  )
}
