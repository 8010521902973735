import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Figure } from '../../ui/Figures.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Nothing } from '../../ui/Nothing.tsx'

/** What waits in the outbox now, and whether it waits for somebody. */
export function OutboxFigure() {
  const { ask } = useEngine()
  const { go } = usePlace()
  const { data } = useQuery(ask.actions.count.queryOptions({ input: {} }))
  const needing = data?.needPerson ?? 0
  return (
    <Figure
      name="Outbox"
      icon={needing > 0 ? 'conflict' : 'outbox'}
      tone={needing > 0 ? 'bad' : 'idle'}
      value={data ? formatCount(data.queued + data.attempting + needing) : <Nothing />}
      detail={data ? describe(data.halted.length, needing) : 'not known yet'}
      onOpen={() => go('outbox', { filter: needing > 0 ? 'needs' : null })}
    />
  )
}

function describe(halted: number, needing: number): string {
  if (halted > 0) return 'sending was stopped'
  return needing > 0 ? `${formatCount(needing)} ${needing === 1 ? 'needs' : 'need'} you` : 'none needs you'
}
