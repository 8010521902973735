import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createCompaniesView } from '../features/companies/createCompaniesView.ts'
import { createSandboxView } from '../features/sandbox/createSandboxView.ts'
import { DemoStrip } from '../features/sandbox/DemoStrip.tsx'
import { SandboxButton } from '../features/sandbox/SandboxButton.tsx'
import { SandboxDock } from '../features/sandbox/SandboxDock.tsx'
import type { EngineWay } from '../lib/createReconnectingLink.ts'
import { describeError } from '../lib/describeError.ts'
import { PlaceContext } from '../lib/place.ts'
import { UndoContext } from '../lib/useOfferUndo.ts'
import { useSyncControl } from '../lib/useSyncControl.ts'
import { useWorkspace } from '../lib/useWorkspace.ts'
import { Button } from '../ui/Button.tsx'
import { FaultContext } from '../ui/FaultContext.ts'
import { Frame } from '../ui/Frame.tsx'
import { useShortcut } from '../ui/useShortcut.ts'
import { ZoneContext } from '../ui/ZoneContext.ts'
import { AppScreen } from './AppScreen.tsx'
import { AppSidebar } from './AppSidebar.tsx'
import { AppStrips } from './AppStrips.tsx'
import { AppTopBar } from './AppTopBar.tsx'
import { AsOfControl } from './AsOfControl.tsx'
import styles from './app.module.css'
import { CommandPalette } from './CommandPalette.tsx'
import { createNewsDesk } from './createNewsDesk.ts'
import type { createRouter } from './createRouter.ts'
import type { createTheme } from './createTheme.ts'
import { createUndoDesk } from './createUndoDesk.ts'
import { EngineClock } from './EngineClock.tsx'
import { NewsToasts } from './NewsToasts.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { SignedOutPage } from './SignedOutPage.tsx'
import { SCREEN_WORDS } from './screenWords.ts'
import { usePaletteKey } from './usePaletteKey.ts'

interface AppProps {
  way: EngineWay
  router: ReturnType<typeof createRouter>
  theme: ReturnType<typeof createTheme>
}

export function App({ way, router, theme }: AppProps) {
  return way.kind === 'signed-out' ? <SignedOutPage /> : <Console way={way} router={router} theme={theme} />
}

function Console({ way, router, theme }: AppProps) {
  const place = useStore(router)
  const workspace = useWorkspace().data ?? null
  const sync = useSyncControl(way.kind)
  const [companiesView] = useState(() => createCompaniesView(localStorage))
  const [newsDesk] = useState(createNewsDesk)
  const [undoDesk] = useState(createUndoDesk)
  const [sandboxView] = useState(() => createSandboxView(sessionStorage))
  const openCompanyId = useStore(companiesView, ({ openId }) => openId)
  const isSandboxOpen = useStore(sandboxView, ({ isOpen }) => isOpen)
  const [areShortcutsOpen, setShortcutsOpen] = useState(false)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  usePaletteKey(() => setPaletteOpen(true))
  useEffect(() => {
    document.title = `${SCREEN_WORDS[place.screen].title} · Tierdesk`
  }, [place.screen])
  useShortcut('g v', () => place.go('overview'))
  useShortcut('g c', () => place.go('companies'))
  useShortcut('g p', () => place.go('plans'))
  useShortcut('g u', () => place.go('usage'))
  useShortcut('g o', () => place.go('overage'))
  useShortcut('g h', () => place.go('hours'))
  useShortcut('g m', () => place.go('payments'))
  useShortcut('g b', () => place.go('outbox'))
  useShortcut('g a', () => place.go('activity'))
  useShortcut('g s', () => place.go('settings'))
  useShortcut('?', () => setShortcutsOpen(true))
  useShortcut('s', () => {
    if (!sync.obstacle && !sync.isRunning) sync.start()
  })

  return (
    <EngineClock>
      <FaultContext value={describeError}>
        <ZoneContext value={workspace?.zone ?? null}>
          <PlaceContext value={place}>
            <Frame
              sidebar={<AppSidebar workspace={workspace} place={place} theme={theme} onShortcuts={() => setShortcutsOpen(true)} />}
              topBar={
                <AppTopBar
                  screen={place.screen}
                  sync={sync}
                  tools={
                    <>
                      <Button isSmall look="ghost" icon="search" shortcut="Ctrl K" onPress={() => setPaletteOpen(true)}>
                        Find
                      </Button>
                      <AsOfControl />
                      <SandboxButton view={sandboxView} />
                    </>
                  }
                />
              }
            >
              <AppStrips
                way={way}
                workspace={workspace}
                sync={sync}
                onSettings={place.screen === 'settings' ? null : () => place.go('settings')}
              />
              <DemoStrip view={sandboxView} />
              <div className={styles.body}>
                <UndoContext value={undoDesk.getState().offer}>
                  <AppScreen companiesView={companiesView} sync={sync} />
                </UndoContext>
                <SandboxDock view={sandboxView} openCompanyId={openCompanyId} />
              </div>
            </Frame>
            <NewsToasts desk={newsDesk} undoDesk={undoDesk} isBesidePanel={isSandboxOpen} />
            {isPaletteOpen && (
              <CommandPalette sync={sync} onShortcuts={() => setShortcutsOpen(true)} onClose={() => setPaletteOpen(false)} />
            )}
            {areShortcutsOpen && <ShortcutsDialog onClose={() => setShortcutsOpen(false)} />}
          </PlaceContext>
        </ZoneContext>
      </FaultContext>
    </EngineClock>
  )
}
