import { useMutation } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'

/** What somebody may do with an action that was queued. The engine tells every screen what came of it. */
export function useActionCommands(id: string) {
  const { client } = useEngine()
  const obstacle = useRecordObstacle()
  const command = useMutation({ mutationFn: (run: () => Promise<unknown>) => run() })
  return {
    approve: (reason: string) => command.mutateAsync(() => client.actions.approve({ id, reason })),
    send: () => command.mutate(() => client.actions.send({ id })),
    cancel: (reason: string) => command.mutateAsync(() => client.actions.cancel({ id, reason })),
    settle: (as: 'go-on' | 'drop' | 'happened' | 'not-happened', reason: string, digest: string | null = null) =>
      command.mutateAsync(() => client.actions.settle({ id, as, reason, digest })),
    isBusy: command.isPending,
    /** Why nothing can be done with it now. */
    obstacle: obstacle ?? (command.isPending ? 'It is being carried out' : null),
    error: command.error,
    /** Puts away why the last one failed. */
    forget: command.reset,
  }
}
