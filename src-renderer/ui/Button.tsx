import type { ReactNode } from 'react'
import styles from './Button.module.css'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import { Kbd } from './Kbd.tsx'

interface ButtonProps {
  children?: ReactNode
  icon?: IconName
  look?: 'plain' | 'ghost' | 'primary'
  isSmall?: boolean
  /** The key that does the same, shown in the button. */
  shortcut?: string
  /** Without one, it sends the form around it. */
  onPress?: (() => void) | undefined
  /** Why it cannot be pressed now; said on hover and to a screen reader. */
  obstacle?: string | null | undefined
  label?: string
  /** The id of what it pops up. */
  popover?: string
  /** Of a button that opens and closes something beside it. */
  isOpen?: boolean
  /** Whether what it was pressed for is under way. */
  isBusy?: boolean
}

/** What can be pressed. With an obstacle it stays reachable by keyboard, so that its reason can be read. */
export function Button({
  children,
  icon,
  look = 'plain',
  isSmall,
  shortcut,
  onPress,
  obstacle,
  label,
  popover,
  isOpen,
  isBusy,
}: ButtonProps) {
  return (
    <button
      type={onPress || popover ? 'button' : 'submit'}
      className={classes(styles.button, styles[look], isSmall && styles.small, children === undefined && styles.square)}
      popoverTarget={popover}
      aria-disabled={obstacle ? true : undefined}
      aria-label={label}
      // A sequence has no way to be said there.
      aria-keyshortcuts={shortcut?.includes(' ') ? undefined : shortcut}
      aria-expanded={isOpen}
      aria-busy={isBusy}
      title={obstacle ?? (children === undefined ? toHint(label, shortcut) : undefined)}
      onClick={(event) => {
        if (obstacle) event.preventDefault()
        else onPress?.()
      }}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
      {shortcut && children !== undefined && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}

/** There is no room for the key in a button that is only a sign. */
function toHint(label: string | undefined, shortcut: string | undefined): string | undefined {
  return label !== undefined && shortcut !== undefined ? `${label} (${shortcut})` : label
}
