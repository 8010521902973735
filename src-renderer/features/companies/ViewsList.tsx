import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import type { SavedViewsStore, ViewQuestion } from './createSavedViews.ts'
import { ViewNameForm } from './ViewNameForm.tsx'
import { ViewRow } from './ViewRow.tsx'
import styles from './views.module.css'

interface ViewsListProps {
  saved: SavedViewsStore
  question: ViewQuestion
  /** The one that is shown now. */
  chosen: string | null
  onShow: (question: ViewQuestion) => void
}

/** The views to pick from, each to be renamed or deleted; and a name for what is shown now. */
export function ViewsList({ saved, question, chosen, onShow }: ViewsListProps) {
  const { views, removed, keep, rename, remove, undo } = useStore(saved)
  const [touched, setTouched] = useState<string | null>(null)
  const undoing = useRef<HTMLSpanElement>(null)
  const names = views.map(({ name }) => name)
  // The button that deleted it is gone, and with it the focus.
  useEffect(() => {
    if (removed) undoing.current?.querySelector('button')?.focus()
  }, [removed])
  return (
    <div className={styles.views}>
      <h3 className={styles.title}>Views</h3>
      {views.length === 0 && <p className={styles.help}>A view keeps the search, the filters, the order and the columns under a name.</p>}
      <ul className={styles.list}>
        {views.map((view) => (
          <ViewRow
            key={view.name}
            name={view.name}
            others={names.filter((name) => name !== view.name)}
            isChosen={view.name === chosen}
            onPick={() => onShow(view.question)}
            onRename={(next) => {
              setTouched(next)
              rename(view.name, next)
            }}
            takesFocus={view.name === touched}
            onRemove={() => remove(view.name)}
          />
        ))}
      </ul>
      {removed && (
        <p className={styles.removed}>
          <span role="status">
            “<bdi>{removed.name}</bdi>” was deleted.
          </span>
          <span ref={undoing}>
            <Button
              isSmall
              look="ghost"
              onPress={() => {
                setTouched(removed.name)
                undo()
              }}
            >
              Undo
            </Button>
          </span>
        </p>
      )}
      <ViewNameForm
        label="Name for what is shown now"
        words={(name) => (names.includes(name) ? 'Replace' : 'Save')}
        onName={(name) => keep({ name, question })}
      />
    </div>
  )
}
