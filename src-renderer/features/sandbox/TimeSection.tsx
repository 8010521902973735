import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/ClockContext.ts'
import { formatSpan } from '../../ui/formatSpan.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { CommandButton, findObstacle, isUnderWay } from './CommandButton.tsx'
import { advance } from './commands.ts'
import { readSpan } from './readSpan.ts'
import { SandboxSection } from './SandboxSection.tsx'
import styles from './sandbox.module.css'
import type { SandboxDesk } from './useSandboxDesk.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const STEPS = [
  { ms: HOUR_MS, words: '1 hour' },
  { ms: DAY_MS, words: '1 day' },
  { ms: 7 * DAY_MS, words: '1 week' },
  { ms: 30 * DAY_MS, words: '1 month (30 days)' },
]

/** What the clock says, and how to move it. */
export function TimeSection({ desk, aheadMs }: { desk: SandboxDesk; aheadMs: number }) {
  const now = useNow()
  return (
    <SandboxSection title="Time">
      <p className={styles.now}>
        <InstantText at={now} look="since" /> <InstantText at={now} look="clock" />
      </p>
      <p className={styles.help}>
        {aheadMs > 0 ? `${formatSpan(aheadMs)} ahead of this computer.` : 'As on this computer.'} What falls due on the way happens; it does
        not go back.
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws its own frame and legend */}
      <div role="group" aria-label="Move the clock ahead" className={styles.buttons}>
        {STEPS.map(({ ms, words }) => (
          <CommandButton key={ms} desk={desk} command={advance(ms)}>
            {words}
          </CommandButton>
        ))}
      </div>
      <SpanForm desk={desk} />
    </SandboxSection>
  )
}

const FORM = { kind: 'deed', name: 'advance by form' } as const

function SpanForm({ desk }: { desk: SandboxDesk }) {
  const id = useId()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const isBusy = isUnderWay(desk, FORM)

  function submit(event: FormEvent) {
    event.preventDefault()
    const read = readSpan(text)
    if ('fault' in read) setFault(read.fault)
    else desk.run(advance(read.ms, FORM.name))
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className={styles.label} htmlFor={id}>
        Another span
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={styles.input}
          value={text}
          placeholder="12h, 3d, 2w"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${id}fault`}
          onChange={(event) => {
            setText(event.target.value)
            setFault(null)
          }}
        />
        <Button isSmall isBusy={isBusy} obstacle={findObstacle(desk, FORM)}>
          {isBusy ? 'Move ahead…' : 'Move ahead'}
        </Button>
      </div>
      {fault !== null && (
        <p id={`${id}fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </form>
  )
}
