import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ViewNameForm } from './ViewNameForm.tsx'
import styles from './views.module.css'

interface ViewRowProps {
  name: string
  /** What the other views are called. */
  others: readonly string[]
  isChosen: boolean
  onPick: () => void
  onRename: (next: string) => void
  onRemove: () => void
  /** Whether it was just named or had back: what was pressed for that is gone. */
  takesFocus: boolean
}

/** One view: pressed it is shown; beside it, ways to rename and to delete it. */
export function ViewRow({ name, others, isChosen, onPick, onRename, onRemove, takesFocus }: ViewRowProps) {
  const [isRenaming, setRenaming] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const pick = useRef<HTMLButtonElement>(null)
  const wantsFocus = useRef(takesFocus)
  useEffect(() => {
    if (isRenaming) {
      field.current?.focus()
      field.current?.select()
      wantsFocus.current = true
    } else if (wantsFocus.current) {
      pick.current?.focus()
      wantsFocus.current = false
    }
  }, [isRenaming])

  if (isRenaming)
    return (
      <li
        className={styles.row}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          setRenaming(false)
        }}
      >
        <ViewNameForm
          label={`New name of ${name}`}
          name={name}
          words={() => 'Rename'}
          findObstacle={(next) => (others.includes(next) ? 'Another view is called so' : null)}
          onName={(next) => {
            setRenaming(false)
            if (next !== name) onRename(next)
          }}
          fieldRef={field}
        />
      </li>
    )
  return (
    <li className={styles.row}>
      <button ref={pick} type="button" className={styles.pick} aria-current={isChosen || undefined} title={name} onClick={onPick}>
        <span className={styles.mark}>{isChosen && <Icon name="check" size={12} />}</span>
        <bdi className={styles.name}>{name}</bdi>
      </button>
      <Button isSmall look="ghost" icon="pencil" label={`Rename ${name}`} onPress={() => setRenaming(true)} />
      <Button isSmall look="ghost" icon="x" label={`Delete ${name}`} onPress={onRemove} />
    </li>
  )
}
