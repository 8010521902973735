import type { Check, CheckReport } from '../../../src-shared/contract/workspace.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { HostPorts } from '../../ports.ts'
import type { ReadKeptObject } from '../../providers/provider.ts'
import type { Store } from '../../store/openStore.ts'
import { digestDerived } from '../../store/reads/digestDerived.ts'
import { deriveDue } from '../../store/writes/deriveFigures.ts'
import { type ReadAgain, readKeptAgain, rebuildDerived } from '../../store/writes/rebuildDerived.ts'
import { readFigureContext } from './readFigureContext.ts'

export type Readers = Partial<Record<ProviderName, ReadKeptObject>>

/**
 * Drops all that is derived and derives it again, in one transaction. It must change nothing: what it changes is told.
 *
 * The providers' objects are read again from what was kept of them, so a mistake in the reading is mended too, and told as a difference.
 */
export function rebuildWorkspace({
  store,
  ports,
  readers,
}: {
  store: Store
  ports: HostPorts
  readers: Record<string, ReadKeptObject>
}): CheckReport {
  return store.transact((tx) => {
    const now = ports.clock.now()
    const context = { ...readFigureContext(tx), now }
    // What the clock alone has changed is no difference.
    deriveDue(tx, context)
    const before = digestDerived(tx)
    const read = readKeptAgain(tx, toReadAgain(readers))
    rebuildDerived(tx, context)
    const after = digestDerived(tx)
    const checks: Check[] = [
      {
        name: 'objects read again',
        ok: read.changed === 0 && read.unreadable === 0,
        detail: `${read.total} read, ${read.changed} differently${read.unreadable > 0 ? `, ${read.unreadable} not at all: they stay as they were` : ''}`,
      },
      ...[...after].map(([table, { rows, digest }]): Check => {
        const was = before.get(table)
        const isSame = was?.digest === digest
        return {
          name: table,
          ok: isSame,
          detail: isSame ? `${rows} rows, the same as before` : `${was?.rows ?? 0} rows before, ${rows} now, and not the same`,
        }
      }),
    ]
    return { ok: checks.every(({ ok }) => ok), checks }
  })
}

function toReadAgain(readers: Readers): ReadAgain {
  return (provider, kind, json) => {
    try {
      return readers[provider]?.(kind, json) ?? null
    } catch {
      // It was read once; that it cannot be read now is counted and told.
      return null
    }
  }
}
