import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import { FaultsSection } from './FaultsSection.tsx'
import { HappeningsSection } from './HappeningsSection.tsx'
import { OtherProvidersSection } from './OtherProvidersSection.tsx'
import { OutcomeLine } from './OutcomeLine.tsx'
import styles from './sandbox.module.css'
import { TimeSection } from './TimeSection.tsx'
import { useChosenCompany } from './useChosenCompany.ts'
import type { SandboxDesk } from './useSandboxDesk.ts'

interface SandboxPanelProps {
  state: SandboxState
  desk: SandboxDesk
  openCompanyId: string | null
  onClose: () => void
}

/** All that the sandbox can be made to do, beside the console, which is seen to follow. */
export function SandboxPanel({ state, desk, openCompanyId, onClose }: SandboxPanelProps) {
  const title = useReturningFocus()
  const chosen = useChosenCompany(openCompanyId)
  // From a field or a button of its own; from elsewhere only where nobody else took the key.
  useShortcut('escape', onClose)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onClose()
  }

  return (
    <aside className={styles.panel} aria-label="Sandbox" onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <Icon name="flask" size={16} />
        <h2 ref={title} tabIndex={-1} className={styles.title}>
          Sandbox
        </h2>
        <Button icon="x" look="ghost" isSmall label="Close the sandbox" onPress={onClose} />
      </header>
      <div className={styles.body}>
        <TimeSection desk={desk} aheadMs={state.aheadMs} />
        <HappeningsSection desk={desk} prices={state.prices} chosen={chosen} />
        <OtherProvidersSection desk={desk} state={state} company={chosen.company} />
        <FaultsSection desk={desk} faults={state.faults} />
      </div>
      <OutcomeLine outcome={desk.outcome} />
    </aside>
  )
}

/** Takes the focus while it is there, and gives it back to what had it before. */
function useReturningFocus() {
  const taker = useRef<HTMLHeadingElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    taker.current?.focus()
    return () => {
      // Where somebody has gone on elsewhere, it stays there.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [before])
  return taker
}
