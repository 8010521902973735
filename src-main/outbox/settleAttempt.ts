import { assertNever } from '../../src-shared/model/assert.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import type { KnownAction } from '../store/reads/actions.ts'
import { noteStep } from './noteStep.ts'
import type { OutboxParts } from './outboxParts.ts'
import { type OpenLine, type Turn, takeAnswer } from './sendAction.ts'

/**
 * Finds out what became of an attempt whose answer is not on the disk: the line broke, or the program did.
 *
 * Within the time for which the provider keeps its key the same request is sent under it again: it is done once, whatever was done before. Later
 * it is looked for, and only where no trace of it can be, it is queued again as another attempt. Where nobody can find out it is unknown.
 */
export async function settleAttempt(parts: OutboxParts, known: KnownAction, open: OpenLine): Promise<Turn> {
  const { attempt } = known.standing
  const { acting, line } = open
  if (!attempt) throw new Error('Broken promise: what is being attempted has an attempt')
  const ageMs = parts.clock.now() - attempt.at
  // A clock that was set back tells nothing of how long ago it was: then it is looked for as well.
  if (ageMs >= 0 && ageMs < acting.sameKeyForMs) {
    const sent = await acting.send(attempt.request, attempt.key, line.way)
    // Turned away at the door, it was not compared with the first one, which may have been done: it stays what it is.
    if (sent.kind === 'turned-away') return { kind: 'down', error: sent.error }
    if (sent.kind !== 'refused' || !sent.lacksPermission) return takeAnswer(parts, known, open, sent)
  }
  const title = PROVIDER_TITLES[line.connection.provider]
  if (!acting.lookUp) {
    noteStep(
      parts,
      known,
      'unknown',
      `No answer is known, and ${title} cannot be asked whether it was done. It is not sent again by itself.`,
    )
    return { kind: 'moved' }
  }
  const found = await acting.lookUp(attempt.request, attempt.at, line.way)
  switch (found.kind) {
    case 'done':
      noteStep(parts, known, 'accepted', `It was done: ${title} has it.`, { ref: found.ref, touched: found.touched })
      parts.onStage?.('answered', known.action.id)
      return { kind: 'moved' }
    case 'failed':
      noteStep(parts, known, 'rejected', found.reason)
      return { kind: 'moved' }
    case 'absent': {
      // By a clock that was set back nobody knows how long ago it was: from now on it is long enough.
      const wait = acting.absentAfterMs - (ageMs >= 0 ? ageMs : parts.clock.now() - open.noteAbsent())
      if (wait > 0)
        return {
          kind: 'waits',
          until: toInstant(parts.clock.now() + wait),
          why: 'Its answer was lost; it is looked for before it is sent again.',
        }
      noteStep(parts, known, 'queued', `${title} has no trace of it: it was not done, and is sent again.`)
      return { kind: 'moved' }
    }
    case 'unsure':
      noteStep(parts, known, 'unknown', found.reason)
      return { kind: 'moved' }
    case 'unanswered':
      return { kind: 'down', error: found.error }
    default:
      return assertNever(found)
  }
}
