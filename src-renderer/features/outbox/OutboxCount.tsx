import { useQuery } from '@tanstack/react-query'
import { formatProposed } from '../../actions/formatProposed.ts'
import { MOST_PROPOSED } from '../../actions/mostProposed.ts'
import { useEngine } from '../../lib/engine.ts'
import { formatCount } from '../../ui/formatCount.ts'
import screen from '../../ui/screen.module.css'

/** How many wait, are being sent and need somebody, and how many could be asked for. */
export function OutboxCount() {
  const { ask } = useEngine()
  const { data } = useQuery(ask.actions.count.queryOptions({ input: {} }))
  const proposed = useQuery(ask.actions.proposals.queryOptions({ input: { limit: MOST_PROPOSED } })).data?.items.length ?? 0
  if (!data) return null
  const { queued, attempting, needPerson } = data
  const words = [
    queued === 0 ? 'Nothing waits' : `${formatCount(queued)} ${queued === 1 ? 'waits' : 'wait'}`,
    attempting > 0 ? `${formatCount(attempting)} ${attempting === 1 ? 'is' : 'are'} being sent` : '',
    needPerson > 0 ? `${formatCount(needPerson)} ${needPerson === 1 ? 'needs' : 'need'} you` : '',
    proposed > 0 ? `${formatProposed(proposed)} proposed` : '',
  ]
  return <span className={screen.count}>{words.filter(Boolean).join(', ')}</span>
}
