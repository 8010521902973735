import { usePlace } from '../../lib/place.ts'
import { useSandbox } from '../../lib/useSandbox.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** What would stand here, and how to begin. */
export function Beginning() {
  const { go } = usePlace()
  const { state, isPending } = useSandbox()
  if (isPending) return null
  // A demo connects itself.
  if (state) {
    return (
      <EmptyState icon="flask" title="The demo is being mirrored">
        <p>Its companies are read from the sandbox into the mirror on this machine. The figures appear here as they are read.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="overview"
      title="Nothing to look over yet"
      actions={
        <Button look="primary" onPress={() => go('settings', { isConnecting: true })}>
          Connect in Settings
        </Button>
      }
    >
      <p>
        Revenue and its movement, grace and trials that end, payments by provider and who is near a limit stand here once a provider is
        connected and synced. A key that can only read is enough.
      </p>
    </EmptyState>
  )
}
