import { useQuery } from '@tanstack/react-query'
import { useStore } from 'zustand'
import type { ActionCounts } from '../../src-shared/contract/actions.ts'
import type { WorkspaceDescription } from '../../src-shared/contract/workspace.ts'
import { useEngine } from '../lib/engine.ts'
import { SCREENS, type Screen } from '../lib/place.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import type { IconName } from '../ui/iconShapes.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Sidebar } from '../ui/Sidebar.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './app.module.css'
import { EMPTY_PLACE, type Router, writePlace } from './createRouter.ts'
import type { createTheme, Theme } from './createTheme.ts'
import { SCREEN_WORDS } from './screenWords.ts'

interface AppSidebarProps {
  workspace: WorkspaceDescription | null
  place: Router
  theme: ReturnType<typeof createTheme>
  onShortcuts: () => void
}

const THEME_WORDS: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: 'monitor', label: 'Theme: as the system. Change to light' },
  light: { icon: 'sun', label: 'Theme: light. Change to dark' },
  dark: { icon: 'moon', label: 'Theme: dark. Change to the system’s' },
}

/** A company is opened from wherever it stands, and is no place of its own. */
const MAIN_SCREENS = SCREENS.filter((screen) => screen !== 'company')

export function AppSidebar({ workspace, place, theme, onShortcuts }: AppSidebarProps) {
  const { theme: chosen, turn } = useStore(theme)
  const { ask } = useEngine()
  // What waits, waits now, whatever instant is looked at.
  const unmatched = useQuery(ask.payments.count.queryOptions({ input: { status: 'unmatched' } })).data?.total ?? 0
  const counts = useQuery(ask.actions.count.queryOptions({ input: {} })).data
  return (
    <Sidebar
      head={
        <>
          <Logo className={styles.logo} />
          {workspace ? (
            <>
              <span className={styles.workspace} dir="auto" title={`${workspace.name}: ${workspace.folder}`}>
                {workspace.name}
              </span>
              <Badge tone={workspace.mode === 'live' ? 'ok' : 'watch'}>{workspace.mode === 'live' ? 'Live' : 'Test'}</Badge>
            </>
          ) : (
            <Skeleton width={90} />
          )}
        </>
      }
      items={MAIN_SCREENS.map((screen) => ({
        key: screen,
        ...SCREEN_WORDS[screen],
        href: writePlace({ ...EMPTY_PLACE, screen, search: place.search, at: place.at }),
        waiting: toWaiting(screen, unmatched, counts),
        isHere: place.screen === screen || (screen === 'companies' && place.screen === 'company'),
      }))}
      onGo={(key) => place.go(MAIN_SCREENS.find((screen) => screen === key) ?? 'overview')}
      foot={
        <>
          {workspace && <span className={styles.version}>Tierdesk {workspace.version}</span>}
          <Button look="ghost" isSmall icon={THEME_WORDS[chosen].icon} label={THEME_WORDS[chosen].label} onPress={turn} />
          <Button look="ghost" isSmall icon="keyboard" label="Shortcuts (?)" onPress={onShortcuts} />
        </>
      }
    />
  )
}

/** What needs somebody, else what waits by itself. */
function toWaiting(screen: Screen, unmatched: number, counts: ActionCounts | undefined) {
  if (screen === 'payments') return { count: unmatched, word: 'unmatched' }
  if (screen !== 'outbox' || !counts) return undefined
  return counts.needPerson > 0 ? { count: counts.needPerson, word: 'need you' } : { count: counts.queued + counts.attempting, word: 'wait' }
}
