import { Field } from '../records/Field.tsx'
import type { ActionDraft } from './actionDraft.ts'
import styles from './dialog.module.css'
import type { FormPart } from './formPart.ts'
import { OfferField } from './OfferField.tsx'
import { WhenField } from './WhenField.tsx'

const PRORATIONS: Record<ActionDraft['proration'], string> = {
  'next-invoice': 'With the next invoice',
  'at-once': 'At once',
  none: 'Not at all',
}

/** To which plan, when, and how what is left of the old one is reckoned. */
export function ChangeFields(part: FormPart) {
  const { draft, onChange } = part
  return (
    <>
      <div className={styles.wide}>
        <OfferField {...part} isRecurring isFirst />
      </div>
      <WhenField
        choices={['now', 'period-end']}
        value={draft.when === 'now' ? 'now' : 'period-end'}
        onChange={(when) => onChange({ when })}
      />
      {draft.when === 'now' && draft.provider === 'stripe' && (
        <Field label="The difference is charged">
          {(names) => (
            <select {...names} value={draft.proration} onChange={(event) => onChange({ proration: toProration(event.target.value) })}>
              {Object.entries(PRORATIONS).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}

function toProration(text: string): ActionDraft['proration'] {
  return text === 'at-once' || text === 'none' ? text : 'next-invoice'
}
