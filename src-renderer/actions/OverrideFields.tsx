import { useNames } from '../lib/useNames.ts'
import { Field } from '../records/Field.tsx'
import styles from './dialog.module.css'
import type { FormPart } from './formPart.ts'
import { InstantField } from './InstantField.tsx'
import { TextField } from './TextField.tsx'

/** Which plan, or which limits of it, hold for a while whatever was bought. */
export function OverrideFields({ draft, faults, onChange }: FormPart) {
  const names = useNames()
  const { product } = draft
  return (
    <>
      <Field label="Product" fault={faults.product ?? null}>
        {(ids) => (
          <select
            {...ids}
            value={product ?? ''}
            onChange={(event) => onChange({ product: event.target.value || null, plan: '', limits: {} })}
          >
            {product === null && <option value="">Choose one</option>}
            {names.products.map((each) => (
              <option key={each.product} value={each.product}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Plan" fault={faults.plan ?? null}>
        {(ids) => (
          <select {...ids} value={draft.plan} onChange={(event) => onChange({ plan: event.target.value })}>
            <option value="">Keep its plan</option>
            {product !== null &&
              names.plans(product).map(({ plan, name }) => (
                <option key={plan} value={`${product}.${plan}`}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
      <InstantField label="Until" isFirst value={draft.at} fault={faults.at} onChange={(at) => onChange({ at })} />
      {product !== null && names.metrics(product).length > 0 && (
        <details className={styles.wide} open={Object.keys(draft.limits).length > 0 || faults.limits !== undefined}>
          <summary>Limits of its own</summary>
          <div className={styles.limits}>
            {names.metrics(product).map(({ metric, name }) => (
              <TextField
                key={metric}
                label={name}
                help="Empty for the plan’s own"
                value={draft.limits[metric] ?? ''}
                fault={faults.limits}
                onChange={(text) => onChange({ limits: { ...draft.limits, [metric]: text } })}
              />
            ))}
          </div>
        </details>
      )}
    </>
  )
}
