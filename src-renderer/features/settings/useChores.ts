import { useState } from 'react'
import type { Backup } from '../../../src-shared/contract/backups.ts'
import type { CheckReport } from '../../../src-shared/contract/workspace.ts'
import { type DescribedError, describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'

export type ChoreKind = 'backup' | 'restore' | 'check' | 'rebuild'

/** What was done with the workspace’s database last, or is being done. */
export type Chore =
  | { kind: ChoreKind; state: 'running' }
  | { kind: ChoreKind; state: 'done'; report: CheckReport; note: string | null }
  | { kind: ChoreKind; state: 'failed'; fault: DescribedError }

/** One at a time. */
export function useChores() {
  const { client } = useEngine()
  const [chore, setChore] = useState<Chore | null>(null)

  async function run(kind: ChoreKind, work: () => Promise<CheckReport & { note?: string | null }>) {
    setChore({ kind, state: 'running' })
    try {
      const { ok, checks, note = null } = await work()
      setChore({ kind, state: 'done', report: { ok, checks }, note })
    } catch (error) {
      setChore({ kind, state: 'failed', fault: describeError(error) })
    }
  }

  return {
    chore,
    dismiss: () => setChore(null),
    backUp: () => run('backup', async () => client.backups.make({})),
    check: () => run('check', () => client.workspace.examine({})),
    rebuild: () => run('rebuild', () => client.workspace.rebuild({})),
    restore: ({ name }: Backup) =>
      run('restore', async () => {
        const { ok, checks, keptAs } = await client.backups.restore({ name })
        return { ok, checks, note: keptAs && `What was there is kept as ${keptAs.split(/[\\/]/).at(-1)}.` }
      }),
  }
}
