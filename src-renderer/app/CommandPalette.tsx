import { Command } from 'cmdk'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { SCREENS, type Screen, usePlace } from '../lib/place.ts'
import { useCompanyOffers } from '../lib/useCompanyOffers.ts'
import type { SyncControl } from '../lib/useSyncControl.ts'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/iconShapes.tsx'
import styles from './CommandPalette.module.css'
import { listActionEntries } from './listActionEntries.ts'
import { SCREEN_WORDS } from './screenWords.ts'

interface CommandPaletteProps {
  sync: SyncControl
  onShortcuts: () => void
  onClose: () => void
}

/** Every screen, company and action from one line: Ctrl K. */
export function CommandPalette({ sync, onShortcuts, onClose }: CommandPaletteProps) {
  const { at, amend, go, company: inHand } = usePlace()
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    dialog.current?.showModal()
    // The browser would give the focus to the frame about the input.
    dialog.current?.querySelector('input')?.focus()
  }, [])
  const search = words.trim()
  const offers = useCompanyOffers(search === '' ? null : search, null)
  const found = search === '' ? [] : offers.rows
  const fits = (title: string) => title.toLowerCase().includes(search.toLowerCase())
  const screens = SCREENS.filter((screen) => screen !== 'company' && fits(SCREEN_WORDS[screen].title))

  function act(action: () => void) {
    dialog.current?.close()
    action()
  }

  /** What stands there may not be what was typed: a company of an earlier answer is not taken. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Enter' || !offers.isStale) return
    if (event.currentTarget.querySelector('[data-company][aria-selected="true"]')) event.preventDefault()
  }

  const actions: { title: string; icon: IconName; act: () => void }[] = [
    ...(sync.obstacle === null && !sync.isRunning ? [{ title: 'Sync now', icon: 'sync' as const, act: sync.start }] : []),
    ...(at === null ? [] : [{ title: 'Back to now', icon: 'calendar' as const, act: () => amend({ at: null }) }]),
    ...listActionEntries(inHand, go),
    { title: 'Shortcuts', icon: 'keyboard', act: onShortcuts },
  ]

  const isElse = screens.length > 0 || actions.some(({ title }) => fits(title))

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Command palette" onClose={onClose}>
      <Command shouldFilter={false} label="Command palette" className={styles.palette} onKeyDown={onKeyDown}>
        <Command.Input
          className={styles.input}
          value={words}
          onValueChange={setWords}
          placeholder="A company, a screen, something to do"
          autoFocus
        />
        <Command.List className={styles.list}>
          {search !== '' && offers.word !== null && !isElse && <p className={styles.empty}>{offers.word}</p>}
          {found.length > 0 && (
            <Command.Group heading="Companies" className={styles.group}>
              {found.map(({ id, name, email }) => (
                <Command.Item
                  key={id}
                  value={id}
                  data-company=""
                  className={styles.item}
                  onSelect={() => act(() => go('company', { company: id }))}
                >
                  <Icon name="companies" size={14} />
                  <span className={styles.name} dir="auto">
                    {name}
                  </span>
                  <span className={styles.second}>{email}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {screens.length > 0 && (
            <Command.Group heading="Screens" className={styles.group}>
              {screens.map((screen) => (
                <ScreenItem key={screen} screen={screen} onGo={() => act(() => go(screen))} />
              ))}
            </Command.Group>
          )}
          {actions.some(({ title }) => fits(title)) && (
            <Command.Group heading="To do" className={styles.group}>
              {actions
                .filter(({ title }) => fits(title))
                .map(({ title, icon, act: carryOut }) => (
                  <Command.Item key={title} value={title} className={styles.item} onSelect={() => act(carryOut)}>
                    <Icon name={icon} size={14} />
                    <span className={styles.name}>{title}</span>
                  </Command.Item>
                ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </dialog>
  )
}

function ScreenItem({ screen, onGo }: { screen: Screen; onGo: () => void }) {
  const { title, icon } = SCREEN_WORDS[screen]
  return (
    <Command.Item value={screen} className={styles.item} onSelect={onGo}>
      <Icon name={icon} size={14} />
      <span className={styles.name}>{title}</span>
    </Command.Item>
  )
}
