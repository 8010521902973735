import { Field } from '../records/Field.tsx'
import { useZone } from '../ui/ZoneContext.ts'

interface InstantFieldProps {
  label: string
  help?: string
  value: string
  fault?: string | undefined
  isFirst?: boolean
  onChange: (value: string) => void
}

/** A day and a time, in the workspace's zone. */
export function InstantField({ label, help, value, fault, isFirst = false, onChange }: InstantFieldProps) {
  const zone = useZone() ?? 'UTC'
  return (
    <Field label={label} help={help ?? `In ${zone}`} fault={fault ?? null} isFirst={isFirst}>
      {(names) => <input {...names} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}
