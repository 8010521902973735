import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Happening } from '../../../src-shared/contract/sandbox.ts'
import { type DescribedError, describeError } from '../../lib/describeError.ts'
import { type Engine, useEngine } from '../../lib/engine.ts'

/** Deeds wait for each other. Faults do not wait for them: a fault may be what a deed hangs on. */
type CommandKind = 'deed' | 'fault'

/** Something that can be made to happen. */
export interface SandboxCommand {
  kind: CommandKind
  /** Of the control that asks for it. */
  name: string
  /** What is said while it is under way. */
  doing: string
  ask: (sandbox: Engine['client']['sandbox']) => Promise<Happening>
}

/** What is under way, or what came of the last command. */
export type Outcome = { kind: 'busy'; doing: string } | { kind: 'done'; happening: Happening } | ({ kind: 'refused' } & DescribedError)

export interface SandboxDesk {
  run: (command: SandboxCommand) => void
  /** The command of each kind that is under way. */
  busy: Readonly<Record<CommandKind, SandboxCommand | null>>
  outcome: Outcome | null
}

export function useSandboxDesk(): SandboxDesk {
  const [last, setLast] = useState<Outcome | null>(null)
  const deed = useCommand(setLast)
  const fault = useCommand(setLast)
  const busy = { deed: deed.current, fault: fault.current }
  const current = busy.deed ?? busy.fault
  return {
    run(command) {
      if (busy[command.kind] === null) (command.kind === 'deed' ? deed : fault).run(command)
    },
    busy,
    outcome: current ? { kind: 'busy', doing: current.doing } : last,
  }
}

function useCommand(onOutcome: (outcome: Outcome) => void) {
  const { client } = useEngine()
  const queries = useQueryClient()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ ask }: SandboxCommand) => ask(client.sandbox),
    onSuccess: (happening) => onOutcome({ kind: 'done', happening }),
    onError: (error) => onOutcome({ kind: 'refused', ...describeError(error) }),
    // Also after an error: of an engine that was lost nobody knows what it carried out. The next command does not wait for it.
    onSettled: () => void queries.invalidateQueries(),
  })
  return { run: mutate, current: isPending ? variables : null }
}
