import type { FormPart } from './formPart.ts'
import { InstantField } from './InstantField.tsx'
import { WhenField } from './WhenField.tsx'

/** When it ends. */
export function CancelFields({ draft, faults, onChange }: FormPart) {
  return (
    <>
      <WhenField choices={['now', 'period-end', 'date']} value={draft.when} onChange={(when) => onChange({ when })} />
      {draft.when === 'date' && <InstantField label="Ends" value={draft.at} fault={faults.at} onChange={(at) => onChange({ at })} />}
    </>
  )
}
