import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './actions.module.css'
import { CapsForm } from './CapsForm.tsx'
import { KeyAreas } from './KeyAreas.tsx'
import { Section } from './Section.tsx'

/** How much may be done without asking again, how fast, and what each key may change. */
export function ActionsSection() {
  const { ask } = useEngine()
  const caps = useQuery(ask.actions.caps.queryOptions({ input: {} }))
  return (
    <Section title="Actions" note="What staff ask providers to do">
      <div className={styles.parts}>
        {caps.isPending && (
          <div role="status" aria-label="Limits are loading">
            <Skeleton width="60%" />
          </div>
        )}
        {caps.isError && <ErrorState {...describeError(caps.error)} onRetry={() => void caps.refetch()} />}
        {caps.data && <CapsForm caps={caps.data} />}
        <KeyAreas />
      </div>
    </Section>
  )
}
