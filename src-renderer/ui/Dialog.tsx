import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import type { Tone } from './tone.ts'

interface DialogProps {
  icon: IconName
  tone?: Tone
  /** The answer, not the question. */
  title: string
  /** One line: what follows from it. */
  consequence?: ReactNode
  children?: ReactNode
  /** The safe way is the primary button; put `autoFocus` there by `data-first`. */
  foot: ReactNode
  onClose: () => void
}

/** What must be answered before anything else. The browser keeps the focus inside, Esc closes it, and the focus returns to where it was. */
export function Dialog({ icon, tone = 'idle', title, consequence, children, foot, onClose }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>('[data-first] button, [data-first] input, [data-first] textarea')?.focus()
  }, [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <header className={styles.head}>
        <span className={styles.sign} data-tone={tone}>
          <Icon name={icon} />
        </span>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button look="ghost" isSmall icon="x" label="Close" onPress={() => dialog.current?.close()} />
        {consequence && <p className={styles.consequence}>{consequence}</p>}
      </header>
      <div className={styles.body}>{children}</div>
      <footer className={styles.foot}>{foot}</footer>
    </dialog>
  )
}
