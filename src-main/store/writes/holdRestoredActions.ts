import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Tx } from '../readDb.ts'
import { listActions } from '../reads/actions.ts'
import { saveActionStep } from './saveAction.ts'

/** More than can wait at once; what is left is caught like any other difference, when it is to be sent. */
const MOST = 100_000

/**
 * Holds what waited to be sent when a backup was made: it may have been sent since, and the backup does not know.
 *
 * People look at the provider and decide. What was being attempted then is found out about as after any crash.
 */
export function holdRestoredActions(tx: Tx, at: Instant): void {
  for (const { action, standing } of listActions(
    tx,
    { company: null, provider: null, kind: null, states: ['draft', 'queued'] },
    MOST,
    null,
  )) {
    saveActionStep(tx, {
      ...{ action: action.id, state: 'conflict', at, who: 'Tierdesk', reason: '' },
      text: 'It comes from a backup, and may have been sent since that was made. See at the provider whether it was done.',
      detail: { now: standing.saw },
    })
  }
}
