import type { Instant } from '../../../src-shared/model/instant.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { InstantText } from '../../ui/InstantText.tsx'

/** In place of a company, at an instant before anybody knew of it. */
export function NotYetCompany({ name, since }: { name: string; since: Instant | null }) {
  const { amend } = usePlace()
  return (
    <EmptyState
      icon="calendar"
      title={`${name} was not there yet`}
      actions={<Button onPress={() => amend({ at: null })}>Back to now</Button>}
    >
      <p>
        You look at the past.{' '}
        {since !== null && (
          <>
            It has been a customer since <InstantText at={since} look="since" />.
          </>
        )}
      </p>
    </EmptyState>
  )
}
