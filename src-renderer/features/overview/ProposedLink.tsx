import { useQuery } from '@tanstack/react-query'
import { formatProposed } from '../../actions/formatProposed.ts'
import { MOST_PROPOSED } from '../../actions/mostProposed.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Icon } from '../../ui/Icon.tsx'
import { LinkButton } from './LinkButton.tsx'
import styles from './overview.module.css'

/** How many invoices may be tried again by somebody; nothing where there are none. */
export function ProposedLink() {
  const { ask } = useEngine()
  const { go } = usePlace()
  const { data } = useQuery(ask.actions.proposals.queryOptions({ input: { limit: MOST_PROPOSED } }))
  const count = data?.items.length ?? 0
  if (count === 0) return null
  return (
    <span className={styles.proposed}>
      <Icon name="failed" size={14} />
      <LinkButton onPress={() => go('outbox', { filter: 'proposed' })}>
        {formatProposed(count)} failed {count === 1 ? 'invoice' : 'invoices'} may be tried again
      </LinkButton>
    </span>
  )
}
