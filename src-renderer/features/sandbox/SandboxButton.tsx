import { useStore } from 'zustand'
import { useSandbox } from '../../lib/useSandbox.ts'
import { Button } from '../../ui/Button.tsx'
import type { SandboxViewStore } from './createSandboxView.ts'

/** The way to the sandbox once the strip is closed. */
export function SandboxButton({ view }: { view: SandboxViewStore }) {
  const { isOpen, isStripShown, toggle } = useStore(view)
  const { state } = useSandbox()
  return state && !isStripShown ? <Button look="ghost" isSmall icon="flask" label="Sandbox (G X)" isOpen={isOpen} onPress={toggle} /> : null
}
