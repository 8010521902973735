import { type ReactNode, useId } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { IconName } from '../../ui/iconShapes.tsx'
import styles from './company.module.css'

interface FormDialogProps {
  icon: IconName
  title: string
  consequence: string
  /** What its button says. */
  action: string
  /** Why it cannot be sent as it stands; null where it can. */
  obstacle: string | null
  isBusy: boolean
  /** Why the engine did not take it. */
  error: unknown
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** A dialog with fields that are sent once they can be. */
export function FormDialog({ icon, title, consequence, action, obstacle, isBusy, error, onSend, onClose, children }: FormDialogProps) {
  const id = useId()
  const refusal = error ? describeError(error) : null
  return (
    <Dialog
      icon={icon}
      title={title}
      consequence={consequence}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button look="primary" onPress={onSend} obstacle={obstacle} isBusy={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        data-first=""
        onSubmit={(event) => {
          event.preventDefault()
          if (obstacle === null) onSend()
        }}
      >
        {children}
        {refusal && (
          <p role="alert" className={styles.refusal}>
            <b>{refusal.title}</b> {refusal.hint}
          </p>
        )}
      </form>
    </Dialog>
  )
}

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is what stands in it
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  )
}
