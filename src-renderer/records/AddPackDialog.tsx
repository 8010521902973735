import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HoursAnswer } from '../../src-shared/contract/hours.ts'
import { useEngine } from '../lib/engine.ts'
import { useNow } from '../ui/ClockContext.ts'
import { useZone } from '../ui/ZoneContext.ts'
import { toZonedInput } from '../ui/zonedInput.ts'
import { Field } from './Field.tsx'
import styles from './form.module.css'
import { formatMinutes } from './formatMinutes.ts'
import { describePackConsequence, NEW_PACK, OTHER_PACK, type PackDraft, readPack } from './packDraft.ts'
import { RecordDialog } from './RecordDialog.tsx'
import { useHoursProducts } from './useHoursProducts.ts'

interface AddPackDialogProps {
  company: string
  product: string
  name: string
  hours: HoursAnswer
  /** Told in words what was recorded. */
  onDone: (said: string) => void
  onClose: () => void
}

/** Records a pack that was sold outside of any provider. */
export function AddPackDialog({ company, product, name, hours, onDone, onClose }: AddPackDialogProps) {
  const { client } = useEngine()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  // What follows from the present must not change between two tries.
  const [openedAt] = useState(now)
  const offers = useHoursProducts()?.find((each) => each.product === product)?.packs ?? []
  // One ref for the dialog: sent again after a lost answer, it is known for the same pack.
  const [ownRef] = useState(() => `pack_${crypto.randomUUID()}`)
  const [draft, setDraft] = useState<PackDraft>(NEW_PACK)
  const [isTried, setTried] = useState(false)
  const add = useMutation({ mutationFn: (input: Parameters<typeof client.hours.addPack>[0]) => client.hours.addPack(input) })

  const offer = offers.find(({ pack }) => pack === (draft.pack ?? offers[0]?.pack)) ?? null
  const read = readPack(draft, offer, zone, { openedAt, now })
  const { minutes, expiresAt, faults } = read
  // A time is chosen at once, not letter by letter: what is wrong with it need not wait for a try.
  const shown = isTried ? faults : { time: null, bought: faults.bought, expires: draft.expires === null ? null : faults.expires }
  const change = (more: Partial<PackDraft>) => setDraft((before) => ({ ...before, ...more }))

  async function submit(): Promise<boolean> {
    setTried(true)
    if (minutes === null || expiresAt === null || Object.values(faults).some((fault) => fault !== null)) return false
    try {
      await add.mutateAsync({ company, product, minutes, at: read.at, expiresAt, ref: draft.ref.trim() || ownRef })
    } catch {
      // The dialog shows what `add.error` holds, and keeps what was typed.
      return false
    }
    onDone(`A pack of ${formatMinutes(minutes)} was added`)
    return true
  }

  return (
    <RecordDialog
      icon="plus"
      title={`Add a pack for ${name}`}
      consequence={describePackConsequence(hours.overage)}
      action={minutes === null ? 'Add the pack' : `Add ${formatMinutes(minutes)}`}
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.wide}>
        <Field label="Pack" help="Of the catalog, or hours of your own">
          {(names) => (
            <select
              {...names}
              value={offer?.pack ?? OTHER_PACK}
              onChange={(event) => change({ pack: event.target.value, time: null, expires: null })}
            >
              {offers.map(({ pack, name: words, minutes: size, validDays }) => (
                <option key={pack} value={pack}>{`${words}: ${formatMinutes(size)}, ${validDays} days`}</option>
              ))}
              <option value={OTHER_PACK}>Other</option>
            </select>
          )}
        </Field>
      </div>
      <Field
        label="Hours"
        fault={shown.time}
        help={minutes === null ? '5h, 1h 30m or 90m' : `${formatMinutes(minutes)}, ${minutes} minutes`}
      >
        {(names) => (
          <input {...names} type="text" autoComplete="off" value={read.time} onChange={(event) => change({ time: event.target.value })} />
        )}
      </Field>
      <Field label="Reference" isFirst help="Such as the invoice’s number; empty draws one">
        {(names) => (
          <input
            {...names}
            type="text"
            autoComplete="off"
            maxLength={200}
            value={draft.ref}
            onChange={(event) => change({ ref: event.target.value })}
          />
        )}
      </Field>
      <Field label="Bought" fault={shown.bought} help={`In ${zone}; unchanged, it is now`}>
        {(names) => (
          <input
            {...names}
            type="datetime-local"
            value={draft.bought ?? toZonedInput(openedAt, zone)}
            onChange={(event) => change({ bought: event.target.value })}
          />
        )}
      </Field>
      <Field label="Expires" fault={shown.expires} help="The instant itself is too late">
        {(names) => (
          <input {...names} type="datetime-local" value={read.expires} onChange={(event) => change({ expires: event.target.value })} />
        )}
      </Field>
    </RecordDialog>
  )
}
