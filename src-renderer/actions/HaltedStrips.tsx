import { useMutation, useQuery } from '@tanstack/react-query'
import type { ActionCounts } from '../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import { describeError } from '../lib/describeError.ts'
import { useEngine } from '../lib/engine.ts'
import { useRecordObstacle } from '../records/useRecordObstacle.ts'
import { Button } from '../ui/Button.tsx'
import { Strip } from '../ui/Strip.tsx'

/** To whom sending was stopped and why, with the way to begin again. */
export function HaltedStrips() {
  const { ask } = useEngine()
  const halted = useQuery(ask.actions.count.queryOptions({ input: {} })).data?.halted ?? []
  return halted.map((each) => <HaltedStrip key={each.provider} {...each} />)
}

function HaltedStrip({ provider, reason }: ActionCounts['halted'][number]) {
  const { ask, client } = useEngine()
  const recordObstacle = useRecordObstacle()
  const waiting = useQuery(ask.actions.list.queryOptions({ input: { provider, states: ['queued'], limit: 1 } })).data?.items[0]
  const again = useMutation({ mutationFn: (id: string) => client.actions.send({ id }) })
  const fault = again.error && describeError(again.error)
  return (
    <Strip
      icon="stop"
      tone="bad"
      title={`Sending to ${PROVIDER_TITLES[provider]} was stopped.`}
      actions={
        <Button
          isSmall
          isBusy={again.isPending}
          obstacle={recordObstacle ?? (waiting ? (again.isPending ? 'It is being sent' : null) : 'Nothing waits to be sent there')}
          onPress={() => waiting && again.mutate(waiting.id)}
        >
          Send again
        </Button>
      }
    >
      {reason} {fault && `${fault.title}. ${fault.hint}`}
    </Strip>
  )
}
