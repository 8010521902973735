import { useStore } from 'zustand'
import { useSandbox } from '../../lib/useSandbox.ts'
import { useShortcut } from '../../ui/useShortcut.ts'
import type { SandboxViewStore } from './createSandboxView.ts'
import { SandboxPanel } from './SandboxPanel.tsx'
import { useSandboxDesk } from './useSandboxDesk.ts'

interface SandboxDockProps {
  view: SandboxViewStore
  /** The company whose details are open. */
  openCompanyId: string | null
}

/** Where the sandbox opens. It is there when it is closed too, so that what is under way is told when it is opened again. */
export function SandboxDock({ view, openCompanyId }: SandboxDockProps) {
  const { isOpen, toggle, close } = useStore(view)
  const { state } = useSandbox()
  const desk = useSandboxDesk()
  useShortcut('g x', () => {
    if (state) toggle()
  })
  return state && isOpen ? <SandboxPanel state={state} desk={desk} openCompanyId={openCompanyId} onClose={close} /> : null
}
