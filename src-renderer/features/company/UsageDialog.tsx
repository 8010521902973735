import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { useNames } from '../../lib/useNames.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { Select } from '../../ui/Select.tsx'
import { useZone } from '../../ui/ZoneContext.ts'
import { fromZonedInput, toZonedInput } from '../../ui/zonedInput.ts'
import styles from './company.module.css'
import { Field, FormDialog } from './FormDialog.tsx'

const WHOLE = /^\d{1,12}$/

export function UsageDialog({ companyId, onClose }: { companyId: string; onClose: () => void }) {
  const { client } = useEngine()
  const names = useNames()
  const zone = useZone() ?? 'UTC'
  const now = useNow(60_000)
  const metrics = names.products.flatMap(({ product, name }) =>
    names.metrics(product).map((metric) => ({ ...metric, id: `${product}.${metric.metric}`, product: name })),
  )
  // One key for the dialog: sent again after a lost answer, it is known for the same use.
  const [key] = useState(() => `usage_${crypto.randomUUID()}`)
  const [chosen, setChosen] = useState('')
  const [count, setCount] = useState('')
  const [when, setWhen] = useState<string | null>(null)
  const metric = metrics.find(({ id }) => id === chosen)
  // Left alone it is now to the millisecond: the minute's beginning may lie before what was told last.
  const at = when === null ? null : fromZonedInput(when, zone)
  const record = useMutation({
    mutationFn: async () => {
      const { rejected } = await client.usage.record({ company: companyId, metric: chosen, quantity: Number(count), at, key })
      if (rejected[0]) throw new Error(rejected[0].reason)
    },
    onSuccess: onClose,
  })
  const obstacle = !metric
    ? 'Choose a metric'
    : !WHOLE.test(count)
      ? 'Give a whole number'
      : when !== null && at === null
        ? 'Name a date and a time'
        : null
  return (
    <FormDialog
      icon="usage"
      title="Add usage"
      consequence={
        metric?.kind === 'stock'
          ? 'It says how many there are from then on.'
          : 'It says how many were used then, beside all that was told before.'
      }
      action="Add usage"
      obstacle={obstacle}
      isBusy={record.isPending}
      error={record.error}
      onSend={() => record.mutate()}
      onClose={onClose}
    >
      <Field label="Metric">
        <Select value={chosen} onChange={setChosen}>
          <option value="">Choose</option>
          {metrics.map(({ id, name, product }) => (
            <option key={id} value={id}>
              {product}: {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="How many">
        <input className={styles.input} inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
      </Field>
      <Field label={`When (${zone})`}>
        <input
          className={styles.input}
          type="datetime-local"
          value={when ?? toZonedInput(now, zone)}
          onChange={(event) => setWhen(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
