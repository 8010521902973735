import type { SyncResult } from '../../lib/useSyncControl.ts'
import { Button } from '../../ui/Button.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { Strip } from '../../ui/Strip.tsx'

interface SyncSaidProps {
  result: SyncResult | null
  onDismiss: () => void
}

/** How the sync that was started here went: shown where something is to be done, else said. */
export function SyncSaid({ result, onDismiss }: SyncSaidProps) {
  if (result === null || result.kind === 'done') return <Hidden isLive>{result?.text}</Hidden>
  return (
    <Strip
      icon={result.kind === 'failed' ? 'failed' : 'warn'}
      tone={result.kind === 'failed' ? 'bad' : 'watch'}
      title={result.title}
      actions={<Button look="ghost" isSmall icon="x" label="Close this strip" onPress={onDismiss} />}
    >
      {result.hint}
    </Strip>
  )
}
