import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { formatCount } from '../../ui/formatCount.ts'
import screen from '../../ui/screen.module.css'

/** How many wait, are being sent and need somebody. */
export function OutboxCount() {
  const { ask } = useEngine()
  const { data } = useQuery(ask.actions.count.queryOptions({ input: {} }))
  if (!data) return null
  const { queued, attempting, needPerson } = data
  const words = [
    queued === 0 ? 'Nothing waits' : `${formatCount(queued)} ${queued === 1 ? 'waits' : 'wait'}`,
    attempting > 0 ? `${formatCount(attempting)} ${attempting === 1 ? 'is' : 'are'} being sent` : '',
    needPerson > 0 ? `${formatCount(needPerson)} ${needPerson === 1 ? 'needs' : 'need'} you` : '',
  ]
  return <span className={screen.count}>{words.filter(Boolean).join(', ')}</span>
}
