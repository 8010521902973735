import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { parseMinutes } from '../../lib/parseMinutes.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { fromZonedInput, toZonedInput } from '../../ui/zonedInput.ts'
import styles from './company.module.css'
import { Field, FormDialog } from './FormDialog.tsx'

const USUAL_VALIDITY_MS = 90 * 86_400_000

interface PackDialogProps {
  companyId: string
  product: string
  onClose: () => void
}

export function PackDialog({ companyId, product, onClose }: PackDialogProps) {
  const { client } = useEngine()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  // One reference for the dialog: sent again after a lost answer, it is known for the same pack.
  const [ownRef] = useState(() => `pack_${crypto.randomUUID()}`)
  const [time, setTime] = useState('')
  const [until, setUntil] = useState(() => toZonedInput(toInstant(now + USUAL_VALIDITY_MS), zone))
  const [ref, setRef] = useState('')
  const minutes = parseMinutes(time)
  const expiresAt = fromZonedInput(until, zone)
  const add = useMutation({
    mutationFn: () =>
      client.hours.addPack({ company: companyId, product, minutes: minutes ?? 0, expiresAt: expiresAt ?? now, ref: ref.trim() || ownRef }),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      icon="plus"
      title="Add a pack of hours"
      consequence="For hours that were bought outside of any provider. They are usable until they expire."
      action="Add the pack"
      obstacle={minutes === null ? 'Say how long, such as 10h' : expiresAt === null ? 'Name a date and a time' : null}
      isBusy={add.isPending}
      error={add.error}
      onSend={() => add.mutate()}
      onClose={onClose}
    >
      <Field label="How long">
        <input className={styles.input} placeholder="10h" value={time} onChange={(event) => setTime(event.target.value)} />
      </Field>
      <Field label={`Expires (${zone})`}>
        <input className={styles.input} type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Field label="Reference, if it has one">
        <input className={styles.input} value={ref} onChange={(event) => setRef(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
