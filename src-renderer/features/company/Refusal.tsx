import { describeError } from '../../lib/describeError.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './links.module.css'

/** Why the engine did not do it; nothing, where it did. */
export function Refusal({ error }: { error: Error | null }) {
  if (error === null) return null
  const { title, hint } = describeError(error)
  return (
    <p role="alert" className={styles.refusal}>
      <Icon name="failed" size={14} />
      <span>
        <b>{title}</b> {hint}
      </span>
    </p>
  )
}
