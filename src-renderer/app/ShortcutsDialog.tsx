import { useEffect, useRef } from 'react'
import { useSandbox } from '../lib/useSandbox.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './ShortcutsDialog.module.css'
import { OF_A_DEMO, SHORTCUT_GROUPS } from './shortcutGroups.ts'

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
      <div className={styles.groups}>
        {SHORTCUT_GROUPS.map(({ title, shortcuts }) => (
          <section key={title} className={styles.group}>
            <h3>{title}</h3>
            <dl className={styles.list}>
              {[...shortcuts, ...(isDemo && title === 'Everywhere' ? [OF_A_DEMO] : [])].map(({ keys, does }) => (
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
          </section>
        ))}
      </div>
    </dialog>
  )
}
