import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './CompanyField.module.css'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'

interface Offer {
  id: string
  name: string
  email: string | null
}

interface CompanyFieldProps {
  id: string
  /** The one that is chosen. */
  company: { name: string } | null
  /** What is being looked for; null while nothing is. */
  typed: string | null
  onType: (typed: string | null) => void
  /** What fits what was typed; `isStale` while it still fits what was typed before, `word` says why there is none. */
  offers: { rows: readonly Offer[]; isStale: boolean; word: string | null }
  placeholder: string
  onPick: (company: { id: string; name: string }) => void
  /** Where one must always be chosen, there is nothing to clear. */
  onClear?: () => void
  ref?: RefObject<HTMLInputElement | null>
}

/** Finds a company as its name is typed. While nothing is typed it shows the one that is chosen. */
export function CompanyField({ id, company, typed, onType, offers, placeholder, onPick, onClear, ref }: CompanyFieldProps) {
  const listId = useId()
  const ownRef = useRef<HTMLInputElement>(null)
  const field = ref ?? ownRef
  const [place, setPlace] = useState(0)
  const { rows, isStale, word } = offers
  const isOpen = typed !== null
  // The list may have become shorter since.
  const here = Math.min(place, rows.length - 1)

  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows it reaches further down
  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, rows.length])

  function look(text: string) {
    onType(text)
    setPlace(0)
  }

  function pick(row: Offer | undefined) {
    if (!row) return
    onPick({ id: row.id, name: row.name })
    onType(null)
  }

  function clear() {
    onType(null)
    onClear?.()
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && isOpen) {
      // This Esc closes the list, and nothing around it.
      event.stopPropagation()
      onType(null)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) look('')
      else if (rows.length > 0) setPlace((here + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length)
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      // What stands there may not be what was typed.
      if (!isStale) pick(rows[here])
    }
  }

  return (
    <div className={styles.field}>
      <Icon name="companies" className={styles.sign} />
      <input
        ref={field}
        id={id}
        role="combobox"
        dir="auto"
        className={styles.input}
        value={typed ?? company?.name ?? ''}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && rows[here] ? `${listId}${here}` : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => look(event.target.value)}
        onClick={() => isOpen || look('')}
        onBlur={() => onType(null)}
        onKeyDown={onKeyDown}
      />
      {company && onClear && <Button isSmall look="ghost" icon="x" label="Clear the company" onPress={clear} />}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Companies"
        className={classes(styles.list, isStale && styles.stale)}
        hidden={!isOpen}
      >
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={row.id}
            id={`${listId}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === here}
            className={classes(styles.offer, index === here && styles.here)}
            // A press would take the focus from the field, and close the list before it is heard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(row)}
          >
            <span className={styles.name} dir="auto">
              {row.name}
            </span>
            {row.email && <span className={styles.email}>{row.email}</span>}
          </div>
        ))}
        {word !== null && <p className={styles.word}>{word}</p>}
      </div>
    </div>
  )
}
