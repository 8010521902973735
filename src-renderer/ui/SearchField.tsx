import type { KeyboardEvent, Ref } from 'react'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  value: string
  placeholder: string
  label: string
  onChange: (value: string) => void
  /** Arrow down, Enter, or Esc in an empty field: on to what was found. */
  onLeave: () => void
  ref?: Ref<HTMLInputElement>
}

const LONGEST = 10_000

export function SearchField({ value, placeholder, label, onChange, onLeave, ref }: SearchFieldProps) {
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // While an input method composes, Enter and the arrows are its own.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (value !== '') onChange('')
      else {
        // Where there is no list to take the focus, the single keys are free again all the same.
        event.currentTarget.blur()
        onLeave()
      }
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <label className={styles.field}>
      <Icon name="search" />
      <input
        ref={ref}
        type="search"
        dir="auto"
        className={styles.input}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Kbd>{value === '' ? '/' : 'Esc'}</Kbd>
    </label>
  )
}
