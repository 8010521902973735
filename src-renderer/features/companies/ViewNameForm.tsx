import { type Ref, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './views.module.css'

const LONGEST = 60

interface ViewNameFormProps {
  label: string
  /** The name that it has already. */
  name?: string
  /** What the button says, by what was typed. */
  words: (name: string) => string
  /** Why a name cannot be given; null where it can. */
  findObstacle?: (name: string) => string | null
  onName: (name: string) => void
  fieldRef?: Ref<HTMLInputElement>
}

/** A field for the name of a view, and the button that gives it. */
export function ViewNameForm({ label, name = '', words, findObstacle, onName, fieldRef }: ViewNameFormProps) {
  const [typed, setTyped] = useState(name)
  const wanted = typed.trim()
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === '' || findObstacle?.(wanted)) return
        onName(wanted)
        setTyped('')
      }}
    >
      <input
        ref={fieldRef}
        aria-label={label}
        placeholder={label}
        className={styles.field}
        maxLength={LONGEST}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button isSmall obstacle={wanted === '' ? 'Type a name first' : (findObstacle?.(wanted) ?? null)}>
        {words(wanted)}
      </Button>
    </form>
  )
}
