import type { ActionState } from '../../src-shared/model/action.ts'
import type { StepDetail } from '../domain/actions/action.ts'
import type { Tx } from '../store/readDb.ts'
import type { KnownAction } from '../store/reads/actions.ts'
import { saveActionStep } from '../store/writes/saveAction.ts'
import type { OutboxParts } from './outboxParts.ts'

/** Who does what nobody asked for at that moment. */
const OURSELVES = 'Tierdesk'

/**
 * Appends a step that Tierdesk takes by itself, with what follows from it, in one transaction.
 *
 * @param also what else is kept with it
 */
export function noteStep(
  { store, clock, announce, follow }: OutboxParts,
  { action }: Pick<KnownAction, 'action'>,
  state: ActionState,
  text: string,
  detail: StepDetail = {},
  also: (tx: Tx) => void = () => {},
): void {
  const step = { action: action.id, state, at: clock.now(), who: OURSELVES, text, reason: '', detail }
  // What is known of a request that was sent must be told even where the disk is full.
  store.lastWord((tx) => {
    saveActionStep(tx, step)
    follow(tx, action, step)
    also(tx)
  })
  announce('actions', 'companies')
}
