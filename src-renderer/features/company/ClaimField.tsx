import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './links.module.css'

interface ClaimFieldProps {
  kind: 'phone' | 'reference'
  obstacle: string | null
  onAdd: (value: string) => void
  onClose: () => void
}

const WORDS = {
  phone: {
    label: 'Phone that it pays from',
    placeholder: '0712 345 678',
    help: 'M-Pesa’s own list masks phones: this helps where the whole number is told, as statements do.',
  },
  reference: { label: 'What it writes as the account', placeholder: 'BARAKA IMG', help: null },
} as const

/** One line for what is a company’s from now on. Enter adds it, Esc gives it up. */
export function ClaimField({ kind, obstacle, onAdd, onClose }: ClaimFieldProps) {
  const id = useId()
  const { help } = WORDS[kind]
  const [value, setValue] = useState('')
  const empty = value.trim() === '' ? 'Write it first' : null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (empty === null && obstacle === null) onAdd(value.trim())
  }

  return (
    <form className={styles.adding} onSubmit={submit}>
      <label htmlFor={id}>{WORDS[kind].label}</label>
      <div className={styles.line}>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          // biome-ignore lint/a11y/noAutofocus: whoever opened it did so to type here
          autoFocus
          aria-describedby={help === null ? undefined : `${id}help`}
          placeholder={WORDS[kind].placeholder}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onClose()
          }}
        />
        <Button isSmall obstacle={empty ?? obstacle}>
          Add
        </Button>
        <Button isSmall look="ghost" icon="x" label="Give it up" onPress={onClose} />
      </div>
      {help !== null && <p id={`${id}help`}>{help}</p>}
    </form>
  )
}
