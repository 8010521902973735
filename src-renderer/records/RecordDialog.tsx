import { type ReactNode, useRef } from 'react'
import { describeError } from '../lib/describeError.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/iconShapes.tsx'
import styles from './form.module.css'

interface RecordDialogProps {
  icon: IconName
  title: string
  consequence: ReactNode
  /** What the button says. */
  action: string
  isBusy: boolean
  /** What the button says meanwhile, and why it cannot be pressed again. */
  busy?: { action: string; obstacle: string }
  /** Why it cannot be pressed at all. */
  obstacle?: string | null
  /** Why the engine did not record it. */
  error: Error | null
  children: ReactNode
  /** Does it; resolves to whether the dialog is done. */
  onSubmit: () => Promise<boolean>
  onClose: () => void
}

const RECORDING = { action: 'Recording…', obstacle: 'It is being recorded' }

/** A form that records one thing. It closes as a dialog does, so that the focus returns to where it was. */
export function RecordDialog({
  icon,
  title,
  consequence,
  action,
  isBusy,
  busy = RECORDING,
  obstacle = null,
  error,
  children,
  onSubmit,
  onClose,
}: RecordDialogProps) {
  const form = useRef<HTMLFormElement>(null)
  const close = () => form.current?.querySelector('dialog')?.close()
  const refusal = error && describeError(error)
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && obstacle === null) void onSubmit().then((isDone) => isDone && close())
      }}
    >
      <Dialog
        icon={icon}
        title={title}
        consequence={consequence}
        onClose={onClose}
        foot={
          <>
            <Button onPress={close}>Close</Button>
            <Button look="primary" isBusy={isBusy} obstacle={obstacle ?? (isBusy ? busy.obstacle : null)}>
              {isBusy ? busy.action : action}
            </Button>
          </>
        }
      >
        <div className={styles.fields}>{children}</div>
        {refusal && (
          <p role="alert" className={styles.refusal}>
            <Icon name="failed" />
            <span>
              <b>{refusal.title}</b> {refusal.hint}
            </span>
          </p>
        )}
      </Dialog>
    </form>
  )
}
