import type { MouseEvent, ReactNode } from 'react'
import { classes } from './classes.ts'
import { formatCount } from './formatCount.ts'
import { Hidden } from './Hidden.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Sidebar.module.css'

interface NavItem {
  key: string
  title: string
  icon: IconName
  href: string
  isHere: boolean
  /** How many wait for somebody there, and as what. */
  waiting?: { count: number; word: string } | undefined
}

interface SidebarProps {
  head: ReactNode
  items: readonly NavItem[]
  onGo: (key: string) => void
  foot: ReactNode
}

export function Sidebar({ head, items, onGo, foot }: SidebarProps) {
  function onClick(event: MouseEvent, key: string) {
    // A modified click opens the address elsewhere, as with any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onGo(key)
  }
  return (
    <nav className={styles.sidebar} aria-label="Screens">
      <div className={styles.head}>{head}</div>
      <ul className={styles.items}>
        {items.map(({ key, title, icon, href, isHere, waiting }) => (
          <li key={key}>
            <a
              className={classes(styles.item, isHere && styles.here)}
              aria-current={isHere ? 'page' : undefined}
              href={href}
              onClick={(event) => onClick(event, key)}
            >
              <Icon name={icon} size={16} />
              <span>{title}</span>
              {waiting && waiting.count > 0 && (
                <span className={styles.waiting} title={`${formatCount(waiting.count)} ${waiting.word}`}>
                  {formatCount(waiting.count)} <Hidden>{waiting.word}</Hidden>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>{foot}</div>
    </nav>
  )
}
