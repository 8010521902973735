import { Field } from '../records/Field.tsx'
import type { ActionDraft } from './actionDraft.ts'
import type { FormPart } from './formPart.ts'
import { TextField } from './TextField.tsx'

const CAUSES: Record<ActionDraft['cause'], string> = {
  requested: 'The customer asked for it',
  duplicate: 'It was paid twice',
  fraudulent: 'It is a fraud',
}

/** How much goes back, and why. */
export function RefundFields({ draft, faults, onChange }: FormPart) {
  return (
    <>
      <TextField
        label={draft.currency === null ? 'Amount' : `Amount in ${draft.currency}`}
        help="Empty for all that is left of it"
        isFirst
        value={draft.amount}
        fault={faults.amount}
        onChange={(amount) => onChange({ amount })}
      />
      <Field label="Because">
        {(names) => (
          <select {...names} value={draft.cause} onChange={(event) => onChange({ cause: toCause(event.target.value) })}>
            {Object.entries(CAUSES).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}

function toCause(text: string): ActionDraft['cause'] {
  return text === 'duplicate' || text === 'fraudulent' ? text : 'requested'
}
