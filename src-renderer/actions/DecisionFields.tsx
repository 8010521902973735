import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { Field } from '../records/Field.tsx'
import styles from './dialog.module.css'

interface DecisionFieldsProps {
  preview: ActionPreview
  reason: string
  onReason: (reason: string) => void
  isAcknowledged: boolean
  onAcknowledge: (isAcknowledged: boolean) => void
}

/** Why it is done, and where something is lost, that this is understood. */
export function DecisionFields({ preview: { needs }, reason, onReason, isAcknowledged, onAcknowledge }: DecisionFieldsProps) {
  return (
    <>
      <div className={styles.reason}>
        <Field label="Reason, kept in the audit log" help={needs.reason ? 'Required' : 'Optional'}>
          {(names) => (
            <input
              {...names}
              type="text"
              autoComplete="off"
              maxLength={2000}
              required={needs.reason}
              value={reason}
              onChange={(event) => onReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      {needs.acknowledgement && (
        <label className={styles.check}>
          <input type="checkbox" checked={isAcknowledged} onChange={(event) => onAcknowledge(event.target.checked)} />
          <span>I understand what is lost</span>
        </label>
      )}
    </>
  )
}
