import { useState } from 'react'
import { useHealth } from '../../lib/useHealth.ts'
import { useWorkspace } from '../../lib/useWorkspace.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { CatalogsSection } from './CatalogsSection.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { ConnectionsSection } from './ConnectionsSection.tsx'
import { DataSection } from './DataSection.tsx'
import styles from './settings.module.css'

/** @param isConnecting whether the form stands open from the start, as when another screen sent here to connect */
export function SettingsScreen({ isConnecting }: { isConnecting: boolean }) {
  const [isFormOpen, setFormOpen] = useState(isConnecting)
  const workspace = useWorkspace().data
  const isConnected = useHealth().data?.connections.some(({ provider }) => provider === 'stripe') ?? false
  const title = isConnected ? 'Replace Stripe key' : 'Connect Stripe'
  const obstacle = workspace?.canWrite === false ? 'Another Tierdesk holds this workspace; connect there' : null
  return (
    <div className={styles.screen}>
      <PageHead
        title="Settings"
        tools={
          !isFormOpen && (
            <Button icon={isConnected ? 'sync' : 'plus'} onPress={() => setFormOpen(true)} obstacle={obstacle}>
              {title}
            </Button>
          )
        }
      />
      <div className={styles.scroller}>
        {isFormOpen && <ConnectForm title={title} mode={workspace?.mode ?? null} obstacle={obstacle} onDone={() => setFormOpen(false)} />}
        <ConnectionsSection onConnect={() => setFormOpen(true)} isFormOpen={isFormOpen} />
        <CatalogsSection />
        <DataSection />
      </div>
    </div>
  )
}
