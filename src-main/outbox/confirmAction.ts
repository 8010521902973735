import { assertNever } from '../../src-shared/model/assert.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import type { KnownAction } from '../store/reads/actions.ts'
import { noteStep } from './noteStep.ts'
import type { OutboxParts } from './outboxParts.ts'
import type { OpenLine, Turn } from './sendAction.ts'

/** What has no end yet is looked at again after this. */
const LOOK_AGAIN_MS = 15_000
/** No provider tells of what has no end yet for longer: then people have to look. */
const LONGEST_OPEN_MS = 24 * 60 * 60_000

/** Has the mirror see what was accepted. Only then it is confirmed. */
export async function confirmAction(parts: OutboxParts, known: KnownAction, { line }: OpenLine): Promise<Turn> {
  const { store, clock } = parts
  const { action, standing } = known
  const accepted = standing.accepted ?? { ref: null, touched: [] }
  const customers = parts.listCustomers(store.read, action.company, line.connection.accountId)
  const error = await line.bringUp(action.company, customers, accepted.touched)
  if (error) return { kind: 'down', error }
  parts.onStage?.('mirrored', action.id)
  const seen = parts.see(store.read, action, accepted)
  switch (seen.kind) {
    case 'seen':
      noteStep(parts, known, 'confirmed', seen.text)
      parts.onStage?.('over', action.id)
      return { kind: 'moved' }
    case 'failed':
      noteStep(parts, known, 'rejected', seen.reason)
      return { kind: 'moved' }
    case 'unsure':
      noteStep(parts, known, 'unknown', seen.reason)
      return { kind: 'moved' }
    case 'open':
      if (clock.now() - (standing.accepted?.at ?? clock.now()) > LONGEST_OPEN_MS) {
        noteStep(parts, known, 'unknown', 'It was taken more than a day ago, and what became of it cannot be asked for any more.')
        return { kind: 'moved' }
      }
      return { kind: 'waits', until: toInstant(clock.now() + LOOK_AGAIN_MS), why: 'It was taken, and its end is not seen yet.' }
    default:
      return assertNever(seen)
  }
}
