import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import styles from './dialog.module.css'
import { ReasonField } from './ReasonField.tsx'

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
        <ReasonField help={needs.reason ? 'Required' : 'Optional'} value={reason} onChange={onReason} isRequired={needs.reason} />
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
