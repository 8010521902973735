import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Popover.module.css'

interface PopoverProps {
  /** What the button says. */
  words: string
  icon?: IconName
  /** Of the button, where its words alone would not tell it from others. */
  label?: string
  /** Asked for while it is open. */
  children: (close: () => void) => ReactNode
}

/** A small button, and what it pops up beside itself; Esc and a press elsewhere put it away. */
export function Popover({ words, icon, label, children }: PopoverProps) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  function onKeyDown(event: KeyboardEvent) {
    // This Esc closes the popover, and nothing else on the screen.
    if (event.key === 'Escape' && popover.current?.matches(':popover-open')) event.stopPropagation()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) popover.current?.hidePopover()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its parts let through
    <span className={styles.place} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button look="ghost" isSmall {...(icon ? { icon } : {})} {...(label ? { label } : {})} popover={id} isOpen={isOpen}>
        {words}
      </Button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label ?? words}
        tabIndex={-1}
        className={styles.popover}
        onToggle={({ newState }) => {
          setOpen(newState === 'open')
          if (newState === 'open') popover.current?.focus()
        }}
      >
        {isOpen && children(() => popover.current?.hidePopover())}
      </div>
    </span>
  )
}
