import { useState } from 'react'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { useWorkspace } from '../../lib/useWorkspace.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { ActionsSection } from './ActionsSection.tsx'
import { CatalogsSection } from './CatalogsSection.tsx'
import { ConnectDialog } from './ConnectDialog.tsx'
import { ConnectionsSection } from './ConnectionsSection.tsx'
import { DataSection } from './DataSection.tsx'
import styles from './settings.module.css'

/** @param isConnecting whether Stripe’s dialog stands open from the start, as when another screen sent here to connect */
export function SettingsScreen({ isConnecting }: { isConnecting: boolean }) {
  const [connecting, setConnecting] = useState<ProviderName | null>(isConnecting ? 'stripe' : null)
  const workspace = useWorkspace().data
  const isConnected = useHealth().data?.connections.some(({ provider }) => provider === connecting) ?? false
  const obstacle = workspace?.canWrite === false ? 'This workspace is open to look only' : null
  return (
    <div className={screen.screen}>
      <PageHead title="Settings" />
      <div className={styles.scroller}>
        <ConnectionsSection obstacle={obstacle} onConnect={setConnecting} />
        <ActionsSection />
        <CatalogsSection />
        <DataSection />
      </div>
      {connecting !== null && (
        <ConnectDialog
          provider={connecting}
          isReplacing={isConnected}
          mode={workspace?.mode ?? null}
          obstacle={obstacle}
          onClose={() => setConnecting(null)}
        />
      )}
    </div>
  )
}
