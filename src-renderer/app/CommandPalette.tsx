import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useEffect, useRef, useState } from 'react'
import { useEngine } from '../lib/engine.ts'
import { SCREENS, type Screen, usePlace } from '../lib/place.ts'
import type { SyncControl } from '../lib/useSyncControl.ts'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/iconShapes.tsx'
import styles from './CommandPalette.module.css'
import { SCREEN_WORDS } from './screenWords.ts'

const MOST_COMPANIES = 8

interface CommandPaletteProps {
  sync: SyncControl
  onShortcuts: () => void
  onClose: () => void
}

/** Every screen, company and action from one line: Ctrl K. */
export function CommandPalette({ sync, onShortcuts, onClose }: CommandPaletteProps) {
  const { ask } = useEngine()
  const { at, amend, go } = usePlace()
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    dialog.current?.showModal()
    // The browser would give the focus to the frame about the input.
    dialog.current?.querySelector('input')?.focus()
  }, [])
  const search = words.trim()
  const companies = useQuery(
    ask.companies.list.queryOptions({
      input: { search, limit: MOST_COMPANIES },
      enabled: search !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const found = search === '' ? [] : (companies.data?.items ?? [])
  const fits = (title: string) => title.toLowerCase().includes(search.toLowerCase())
  const screens = SCREENS.filter((screen) => screen !== 'company' && fits(SCREEN_WORDS[screen].title))

  function act(action: () => void) {
    dialog.current?.close()
    action()
  }

  const actions: { title: string; icon: IconName; act: () => void }[] = [
    ...(sync.obstacle === null && !sync.isRunning ? [{ title: 'Sync now', icon: 'sync' as const, act: sync.start }] : []),
    ...(at === null ? [] : [{ title: 'Back to now', icon: 'calendar' as const, act: () => amend({ at: null }) }]),
    { title: 'Shortcuts', icon: 'keyboard', act: onShortcuts },
  ]

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Command palette" onClose={onClose}>
      <Command shouldFilter={false} label="Command palette" className={styles.palette}>
        <Command.Input
          className={styles.input}
          value={words}
          onValueChange={setWords}
          placeholder="A company, a screen, something to do"
          autoFocus
        />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>Nothing is called so.</Command.Empty>
          {found.length > 0 && (
            <Command.Group heading="Companies" className={styles.group}>
              {found.map(({ id, name, email }) => (
                <Command.Item key={id} value={id} className={styles.item} onSelect={() => act(() => go('company', { company: id }))}>
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
