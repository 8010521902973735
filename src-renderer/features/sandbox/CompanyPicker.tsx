import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { classes } from '../../ui/classes.ts'
import styles from './CompanyPicker.module.css'

interface CompanyPickerProps {
  id: string
  /** The name of the company that is chosen; empty while none is. */
  name: string
  onPick: (company: { id: string; name: string }) => void
}

/** Finds a company as its name is typed. While nothing is typed it shows the one that is chosen. */
export function CompanyPicker({ id, name, onPick }: CompanyPickerProps) {
  const listId = useId()
  /** Null while nothing is being looked for. */
  const [typed, setTyped] = useState<string | null>(null)
  const [place, setPlace] = useState(0)
  const { rows, isStale, word } = useCompanyOffers(typed, null)
  const isOpen = typed !== null
  // The list may have become shorter since.
  const here = Math.min(place, rows.length - 1)

  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows it reaches further down
  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, rows.length])

  function look(text: string) {
    setTyped(text)
    setPlace(0)
  }

  function pick(row: CompanyRow | undefined) {
    if (!row) return
    onPick({ id: row.id, name: row.name })
    setTyped(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && isOpen) {
      // This Esc closes the list, and nothing around it.
      event.stopPropagation()
      setTyped(null)
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
    <div className={styles.picker}>
      <input
        id={id}
        role="combobox"
        dir="auto"
        className={styles.input}
        value={typed ?? name}
        placeholder="Name, e-mail or id"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && rows[here] ? `${listId}${here}` : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => look(event.target.value)}
        onClick={() => isOpen || look('')}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
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
