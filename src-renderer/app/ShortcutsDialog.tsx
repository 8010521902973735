import { useEffect, useRef } from 'react'
import { useSandbox } from '../lib/useSandbox.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './ShortcutsDialog.module.css'

interface Shortcut {
  keys: readonly string[]
  does: string
}

const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['/'], does: 'Search companies' },
  { keys: ['Esc'], does: 'Clear the search, close the details' },
  { keys: ['↑', '↓'], does: 'Move through the list' },
  { keys: ['Page Up', 'Page Down'], does: 'Move by a page' },
  { keys: ['Home', 'End'], does: 'To the first, to the last loaded' },
  { keys: ['Space'], does: 'Show the details' },
  { keys: ['Enter'], does: 'Open the company' },
  { keys: ['Ctrl', 'K'], does: 'Find a company, a screen, something to do' },
  { keys: ['S'], does: 'Sync now' },
  { keys: ['G', 'V'], does: 'Go to Overview' },
  { keys: ['G', 'C'], does: 'Go to Companies' },
  { keys: ['G', 'P'], does: 'Go to Plans' },
  { keys: ['G', 'U'], does: 'Go to Usage' },
  { keys: ['G', 'O'], does: 'Go to Overage' },
  { keys: ['G', 'H'], does: 'Go to Hours' },
  { keys: ['G', 'M'], does: 'Go to Payments' },
  { keys: ['G', 'A'], does: 'Go to Activity' },
  { keys: ['G', 'S'], does: 'Go to Settings' },
  { keys: ['F6'], does: 'To the news, and back' },
  { keys: ['?'], does: 'This list' },
]
const OF_A_DEMO: readonly Shortcut[] = [{ keys: ['G', 'X'], does: 'Open and close the sandbox' }]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isDemo = useSandbox().state !== null
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="shortcuts-title" onClose={onClose}>
      <header className={styles.head}>
        <h2 id="shortcuts-title">Shortcuts</h2>
        <Button look="ghost" isSmall icon="x" label="Close" onPress={() => dialog.current?.close()} />
      </header>
      <dl className={styles.list}>
        {[...SHORTCUTS, ...(isDemo ? OF_A_DEMO : [])].map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
