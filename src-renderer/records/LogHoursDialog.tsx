import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HoursAnswer } from '../../src-shared/contract/hours.ts'
import { useEngine } from '../lib/engine.ts'
import { parseMinutes } from '../lib/parseMinutes.ts'
import { useNow } from '../ui/ClockContext.ts'
import { useZone } from '../ui/ZoneContext.ts'
import { fromZonedInput, toZonedInput } from '../ui/zonedInput.ts'
import { DrawOrder } from './DrawOrder.tsx'
import { Field } from './Field.tsx'
import { findFutureFault } from './findFutureFault.ts'
import styles from './form.module.css'
import { formatMinutes } from './formatMinutes.ts'
import { RecordDialog } from './RecordDialog.tsx'

interface LogHoursDialogProps {
  company: string
  product: string
  name: string
  hours: HoursAnswer
  /** Told in words what was recorded. */
  onDone: (said: string) => void
  onClose: () => void
}

/** Records work that was done. */
export function LogHoursDialog({ company, product, name, hours, onDone, onClose }: LogHoursDialogProps) {
  const { client } = useEngine()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  // One key for the dialog: sent again after a lost answer, it is known for the same work.
  const [key] = useState(() => `hours_${crypto.randomUUID()}`)
  const [time, setTime] = useState('')
  const [when, setWhen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const log = useMutation({ mutationFn: (input: Parameters<typeof client.hours.log>[0]) => client.hours.log(input) })

  const minutes = parseMinutes(time)
  const at = when === null ? null : fromZonedInput(when, zone)
  const faults = {
    time: minutes === null ? 'Give a time such as 1h 30m, in whole minutes' : null,
    when: when === null ? null : at === null ? 'Give a day and a time' : findFutureFault(at, now),
    note: note.trim() === '' ? 'Say what was done' : null,
  }
  // A time is chosen at once, not letter by letter: what is wrong with it need not wait for a try.
  const shown = isTried ? faults : { time: null, when: faults.when, note: null }

  async function submit(): Promise<boolean> {
    setTried(true)
    if (minutes === null || faults.when !== null || faults.note !== null) return false
    try {
      await log.mutateAsync({ company, product, minutes, at, note: note.trim(), key })
    } catch {
      // The dialog shows what `log.error` holds, and keeps what was typed.
      return false
    }
    onDone(`${formatMinutes(minutes)} logged: ${note.trim()}`)
    return true
  }

  return (
    <RecordDialog
      icon="hours"
      title={`Log hours for ${name}`}
      consequence="Work that finds no hours is overage: it is recorded all the same."
      action={minutes === null ? 'Log hours' : `Log ${formatMinutes(minutes)}`}
      isBusy={log.isPending}
      error={log.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="Time"
        isFirst
        fault={shown.time}
        help={minutes === null ? '1h 30m, 1:30, 1.5h or 90m' : `${formatMinutes(minutes)}, ${minutes} minutes`}
      >
        {(names) => <input {...names} type="text" autoComplete="off" value={time} onChange={(event) => setTime(event.target.value)} />}
      </Field>
      <Field label="When" fault={shown.when} help={`In ${zone}; unchanged, it is now`}>
        {(names) => (
          <input
            {...names}
            type="datetime-local"
            value={when ?? toZonedInput(now, zone)}
            onChange={(event) => setWhen(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.wide}>
        <Field label="What was done" fault={shown.note}>
          {(names) => <input {...names} type="text" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
      </div>
      <DrawOrder hours={hours} />
    </RecordDialog>
  )
}
