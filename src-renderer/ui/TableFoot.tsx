import type { ReactNode } from 'react'
import { Kbd } from './Kbd.tsx'
import styles from './TableFoot.module.css'

interface TableFootProps {
  /** How many rows there are, in which order, and their file. */
  children: ReactNode
  /** What can be pressed while the rows have the focus; of each, the keys that do the same. */
  keys: readonly { keys: readonly string[]; does: string }[]
}

/** Below the rows of a screen: what they are, and what their keys do. */
export function TableFoot({ children, keys }: TableFootProps) {
  return (
    <footer className={styles.foot}>
      {children}
      <span className={styles.keys}>
        {keys.map(({ keys: pressed, does }) => (
          <span key={does}>
            {pressed.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}{' '}
            {does}
          </span>
        ))}
      </span>
    </footer>
  )
}
