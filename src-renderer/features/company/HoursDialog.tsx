import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { parseMinutes } from '../../lib/parseMinutes.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { fromZonedInput, toZonedInput } from '../../ui/zonedInput.ts'
import styles from './company.module.css'
import { Field, FormDialog } from './FormDialog.tsx'

interface HoursDialogProps {
  companyId: string
  product: string
  onClose: () => void
}

export function HoursDialog({ companyId, product, onClose }: HoursDialogProps) {
  const { client } = useEngine()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  // One key for the dialog: sent again after a lost answer, it is known for the same work.
  const [key] = useState(() => `hours_${crypto.randomUUID()}`)
  const [time, setTime] = useState('')
  const [when, setWhen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const minutes = parseMinutes(time)
  const at = when === null ? null : fromZonedInput(when, zone)
  const log = useMutation({
    mutationFn: () => client.hours.log({ company: companyId, product, minutes: minutes ?? 0, at, note: note.trim(), key }),
    onSuccess: onClose,
  })
  const obstacle =
    minutes === null
      ? 'Say how long, such as 1h 30m'
      : when !== null && at === null
        ? 'Name a date and a time'
        : note.trim() === ''
          ? 'Say what was done'
          : null
  return (
    <FormDialog
      icon="hours"
      title="Log hours"
      consequence="They are drawn from this month first, then from rollover, then from packs. What finds none is overage."
      action="Log hours"
      obstacle={obstacle}
      isBusy={log.isPending}
      error={log.error}
      onSend={() => log.mutate()}
      onClose={onClose}
    >
      <Field label="How long">
        <input className={styles.input} placeholder="1h 30m" value={time} onChange={(event) => setTime(event.target.value)} />
      </Field>
      <Field label={`When (${zone})`}>
        <input
          className={styles.input}
          type="datetime-local"
          value={when ?? toZonedInput(now, zone)}
          onChange={(event) => setWhen(event.target.value)}
        />
      </Field>
      <Field label="What was done">
        <input className={styles.input} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
