import { Field } from '../records/Field.tsx'
import { useHoursProducts } from '../records/useHoursProducts.ts'
import type { FormPart } from './formPart.ts'
import { InstantField } from './InstantField.tsx'
import { TextField } from './TextField.tsx'

/** How many hours are given, of which product, and for how long. */
export function PackFields({ draft, faults, onChange }: FormPart) {
  const products = useHoursProducts() ?? []
  return (
    <>
      <Field label="Product" fault={faults.product ?? null}>
        {(names) => (
          <select {...names} value={draft.product ?? ''} onChange={(event) => onChange({ product: event.target.value || null })}>
            {draft.product === null && <option value="">Choose one</option>}
            {products.map(({ product, name }) => (
              <option key={product} value={product}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label="Hours"
        help="5h, 1h 30m or 90m"
        isFirst
        value={draft.hours}
        fault={faults.hours}
        onChange={(hours) => onChange({ hours })}
      />
      <InstantField label="Expires" value={draft.at} fault={faults.at} onChange={(at) => onChange({ at })} />
    </>
  )
}
