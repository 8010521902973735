import { useState } from 'react'
import { usePlace } from '../lib/place.ts'
import { Button } from '../ui/Button.tsx'
import { useNow } from '../ui/ClockContext.ts'
import { InstantText } from '../ui/InstantText.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useZone } from '../ui/ZoneContext.ts'
import { fromZonedInput, toZonedInput } from '../ui/zonedInput.ts'
import styles from './app.module.css'

/** As of when everything is answered: now, or any instant that somebody names. */
export function AsOfControl() {
  const { at } = usePlace()
  return (
    <Popover
      icon="calendar"
      words={at === null ? 'As of now' : 'In the past'}
      label={`${at === null ? 'As of now' : 'In the past'}: choose when`}
    >
      {() => <AsOfForm />}
    </Popover>
  )
}

function AsOfForm() {
  const { at, amend } = usePlace()
  const zone = useZone()
  const now = useNow(60_000)
  const [text, setText] = useState(() => (zone === null ? '' : toZonedInput(at ?? now, zone)))
  const chosen = zone === null ? null : fromZonedInput(text, zone)
  return (
    <form
      className={styles.asOf}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) amend({ at: chosen })
      }}
    >
      <h3 className={styles.asOfTitle}>As of when</h3>
      <p className={styles.asOfHelp}>
        Everything is answered as it stood then, by all that is known now. Times are of {zone ?? 'the workspace'}.
      </p>
      <div className={styles.asOfRow}>
        <input
          type="datetime-local"
          aria-label="Date and time"
          className={styles.asOfField}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button look="primary" obstacle={chosen === null ? 'Name a date and a time' : null}>
          Show
        </Button>
        <Button onPress={() => amend({ at: null })} obstacle={at === null ? 'You see the present' : null}>
          Now
        </Button>
      </div>
      {at !== null && (
        <p className={styles.asOfHelp}>
          You see <InstantText at={at} look="clock" />.
        </p>
      )}
    </form>
  )
}
