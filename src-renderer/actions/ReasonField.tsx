import { Field } from '../records/Field.tsx'

interface ReasonFieldProps {
  label?: string
  help: string
  value: string
  onChange: (reason: string) => void
  isRequired?: boolean
  /** Whether nothing stands above it. */
  isFirst?: boolean
}

/** Why a person decided: what the audit log keeps. */
export function ReasonField({
  label = 'Reason, kept in the audit log',
  help,
  value,
  onChange,
  isRequired = false,
  isFirst = false,
}: ReasonFieldProps) {
  return (
    <Field label={label} help={help} isFirst={isFirst}>
      {(names) => (
        <input
          {...names}
          type="text"
          autoComplete="off"
          maxLength={2000}
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
