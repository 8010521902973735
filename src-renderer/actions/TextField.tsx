import { useId } from 'react'
import { Field } from '../records/Field.tsx'

interface TextFieldProps {
  label: string
  help?: string
  value: string
  fault?: string | undefined
  isFirst?: boolean
  /** What it may be, as the browser proposes it. */
  known?: readonly string[]
  onChange: (value: string) => void
}

export function TextField({ label, help, value, fault, isFirst = false, known = [], onChange }: TextFieldProps) {
  const listId = useId()
  return (
    <Field label={label} help={help} fault={fault ?? null} isFirst={isFirst}>
      {(names) => (
        <>
          <input
            {...names}
            type="text"
            autoComplete="off"
            maxLength={500}
            list={known.length > 0 ? listId : undefined}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {known.length > 0 && (
            <datalist id={listId}>
              {known.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  )
}
