import { type FormEvent, useId, useRef, useState } from 'react'
import type { Mode } from '../../../src-shared/model/provider.ts'
import { type DescribedError, describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './ConnectForm.module.css'

interface ConnectFormProps {
  title: string
  mode: Mode | null
  obstacle: string | null
  onDone: () => void
}

/** Asks for a key once. It stays in its input: no state, cache or storage of the page ever holds it. */
export function ConnectForm({ title, mode, obstacle, onDone }: ConnectFormProps) {
  const { client } = useEngine()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isChecking, setChecking] = useState(false)
  const [fault, setFault] = useState<DescribedError | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const secret = input.current?.value.trim() ?? ''
    if (isChecking || obstacle) return
    if (secret === '') {
      setFault({ title: 'There is no key yet.', hint: 'Paste it from the Stripe dashboard, under Developers, API keys.' })
      return
    }
    setFault(null)
    setChecking(true)
    try {
      await client.connections.connect({ provider: 'stripe', secret })
      if (input.current) input.current.value = ''
      onDone()
    } catch (error) {
      setFault(describeError(error))
    } finally {
      setChecking(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-labelledby={`${id}title`}>
      <h2 id={`${id}title`} className={styles.title}>
        {title}
      </h2>
      <label className={styles.label} htmlFor={`${id}key`}>
        Secret or restricted key
      </label>
      <div className={styles.row}>
        <input
          ref={input}
          id={`${id}key`}
          className={styles.input}
          type="password"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: whoever opened the form did so to type here
          autoFocus
          aria-describedby={`${id}help`}
          aria-invalid={fault !== null}
          placeholder={mode === 'live' ? 'rk_live_…' : 'rk_test_…'}
        />
        <Button look="primary" obstacle={obstacle ?? (isChecking ? 'The key is being checked' : null)}>
          {isChecking ? 'Checking…' : 'Connect'}
        </Button>
        <Button look="ghost" onPress={onDone}>
          Cancel
        </Button>
      </div>
      <div id={`${id}help`} className={styles.help}>
        {fault ? (
          <p className={styles.fault} role="alert">
            <Icon name="failed" />
            <span>
              <b>{fault.title}</b> {fault.hint}
            </span>
          </p>
        ) : (
          <p>
            Checked with Stripe, then sealed; only its last four characters are shown again.
            {mode && ` This workspace is for ${mode} keys.`}
          </p>
        )}
      </div>
    </form>
  )
}
