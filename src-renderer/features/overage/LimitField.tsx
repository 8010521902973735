import { type KeyboardEvent, useState } from 'react'
import type { Limit } from '../../../src-shared/model/limit.ts'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './whatIf.module.css'
import { readLimit } from './whatIf.ts'

interface LimitFieldProps {
  name: string
  limit: Limit
  isEdited: boolean
  onLimit: (limit: Limit) => void
}

/** What pressing "unlimited" once more goes back to, where no number was there before. */
const SOME = 0

/** A limit that can be typed, stepped by the arrows, or taken away. What is no limit stands there in red and is not tried. */
export function LimitField({ name, limit, isEdited, onLimit }: LimitFieldProps) {
  /** Null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null)
  const [lastNumber, setLastNumber] = useState(typeof limit === 'number' ? limit : SOME)
  const isUnlimited = limit === 'unlimited'
  const isWrong = typed !== null && readLimit(typed) === null

  function put(next: Limit) {
    if (next !== 'unlimited') setLastNumber(next)
    onLimit(next)
  }

  function type(text: string) {
    setTyped(text)
    const next = readLimit(text)
    if (next !== null) put(next)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && typed !== null) {
      // This Esc gives up what was typed, and closes nothing.
      event.stopPropagation()
      setTyped(null)
    } else if (event.key === 'Enter') {
      setTyped(null)
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && typeof limit === 'number') {
      event.preventDefault()
      setTyped(null)
      put(Math.max(0, limit + (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)))
    }
  }

  return (
    <span className={classes(styles.field, isEdited && styles.edited, isWrong && styles.wrong)}>
      <input
        className={styles.input}
        inputMode="numeric"
        autoComplete="off"
        aria-label={`${name}: limit to try`}
        aria-invalid={isWrong}
        title={isWrong ? 'A whole number, or unlimited' : undefined}
        value={typed ?? (isUnlimited ? 'Unlimited' : String(limit))}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={styles.unlimited}
        aria-label={`${name}: unlimited`}
        aria-pressed={isUnlimited}
        title={isUnlimited ? 'Back to a number' : 'Unlimited'}
        onClick={() => {
          setTyped(null)
          put(isUnlimited ? lastNumber : 'unlimited')
        }}
      >
        <Icon name="unlimited" size={14} />
      </button>
    </span>
  )
}
