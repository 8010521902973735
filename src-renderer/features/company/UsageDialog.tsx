import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useEngine } from '../../lib/engine.ts'
import { Field } from '../../records/Field.tsx'
import styles from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { useNow } from '../../ui/ClockContext.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { toZonedInput } from '../../ui/zonedInput.ts'
import { NEW_USE, readUse, type UseDraft } from './readUse.ts'
import { useDimensions } from './useDimensions.ts'
import { useMetricChoices } from './useMetricChoices.ts'

interface UsageDialogProps {
  company: CompanyRow
  /** Told in words what was recorded. */
  onDone: (said: string) => void
  onClose: () => void
}

const DIMENSION_WORDS = {
  part: { label: 'Part', none: 'The whole', help: 'The sum of the parts holds where they are newer' },
  endpoint: { label: 'Endpoint', none: 'None named', help: 'What the use was of' },
} as const

/** Records how many there are of something, or how many were used. */
export function UsageDialog({ company, onDone, onClose }: UsageDialogProps) {
  const { client } = useEngine()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  // What is asked for must not change while the dialog is open.
  const [openedAt] = useState(now)
  // One key for the dialog: sent again after a lost answer, it is known for the same use.
  const [key] = useState(() => `usage_${crypto.randomUUID()}`)
  const [draft, setDraft] = useState<UseDraft>(NEW_USE)
  const [isTried, setTried] = useState(false)
  const [rejection, setRejection] = useState<string | null>(null)
  const choices = useMetricChoices(company)
  const metric = choices.find(({ id }) => id === draft.metric) ?? null
  const dimensions = useDimensions(metric, openedAt)
  const record = useMutation({ mutationFn: (input: Parameters<typeof client.usage.record>[0]) => client.usage.record(input) })

  const { quantity, at, dimension, faults } = readUse(draft, dimensions, zone, now)
  const shown = isTried ? faults : { metric: null, count: null, when: faults.when }
  function change(more: Partial<UseDraft>) {
    setDraft((before) => ({ ...before, ...more }))
    setRejection(null)
  }

  async function submit(): Promise<boolean> {
    setTried(true)
    setRejection(null)
    if (metric === null || quantity === null || Object.values(faults).some((fault) => fault !== null)) return false
    try {
      const { rejected } = await record.mutateAsync({ company: company.id, metric: metric.id, quantity, at, dimension, key })
      if (rejected[0]) {
        setRejection(rejected[0].reason)
        return false
      }
    } catch {
      // The dialog shows what `record.error` holds, and keeps what was typed.
      return false
    }
    onDone(`${formatCount(quantity)} ${metric.name}${dimension ? ` (${dimension.value})` : ''} recorded`)
    return true
  }

  const words = dimensions && DIMENSION_WORDS[dimensions.name]
  return (
    <RecordDialog
      icon="usage"
      title={`Add usage of ${company.name}`}
      consequence={
        metric?.kind === 'stock'
          ? 'It says how many there are from then on.'
          : 'It says how many were used then, beside all that was told before.'
      }
      action="Add usage"
      isBusy={record.isPending}
      error={record.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={words ? undefined : styles.wide}>
        <Field label="Metric" isFirst fault={shown.metric}>
          {(names) => (
            <select {...names} value={draft.metric} onChange={(event) => change({ metric: event.target.value, dimension: '' })}>
              <option value="">Choose</option>
              {choices.map(({ id, words: named }) => (
                <option key={id} value={id}>
                  {named}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {words && (
        <Field label={words.label} help={words.help}>
          {(names) => (
            <select {...names} value={draft.dimension} onChange={(event) => change({ dimension: event.target.value })}>
              <option value="">{words.none}</option>
              {dimensions.values.map(({ value, words: named }) => (
                <option key={value} value={value}>
                  {named}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field
        label="How many"
        fault={shown.count ?? rejection}
        help={metric?.kind === 'stock' ? 'All of them, not only the new ones' : null}
      >
        {(names) => (
          <input
            {...names}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={draft.count}
            onChange={(event) => change({ count: event.target.value })}
          />
        )}
      </Field>
      <Field label="When" fault={shown.when} help={`In ${zone}; unchanged, it is now`}>
        {(names) => (
          <input
            {...names}
            type="datetime-local"
            value={draft.when ?? toZonedInput(now, zone)}
            onChange={(event) => change({ when: event.target.value })}
          />
        )}
      </Field>
    </RecordDialog>
  )
}
