import { invariant } from '../../../src-shared/model/assert.ts'
import type { ActionStanding, ActionStep } from './action.ts'
import { canFollow } from './actionStates.ts'

/** Where an action stands. @param steps all of them, oldest first; there is one at least */
export function toStanding(steps: readonly ActionStep[]): ActionStanding {
  let standing: ActionStanding | null = null
  for (const step of steps) standing = follow(standing, step)
  invariant(standing, 'an action has a step')
  return standing
}

function follow(before: ActionStanding | null, step: ActionStep): ActionStanding {
  const { state, at, text, detail } = step
  invariant(canFollow(before?.state ?? null, state), `an action does not go from ${before?.state ?? 'nothing'} to ${state}`)
  const isDecided = detail.saw !== undefined
  const attempt =
    state === 'attempting' && detail.attempt !== undefined && detail.key !== undefined && detail.request !== undefined
      ? { number: detail.attempt, key: detail.key, request: detail.request, at }
      : (before?.attempt ?? null)
  return {
    state,
    since: before && before.state === state ? before.since : at,
    text,
    attempts: attempt?.number ?? 0,
    order: detail.order !== undefined ? detail.order : (before?.order ?? null),
    saw: detail.saw ?? before?.saw ?? [],
    sawAt: detail.sawAt ?? before?.sawAt ?? at,
    atMost: detail.atMost !== undefined ? detail.atMost : (before?.atMost ?? null),
    amount: detail.amount !== undefined ? detail.amount : (before?.amount ?? null),
    // What was turned away on its way is sent on by the same word.
    isForced: detail.isForced === true || (!isDecided && (before?.isForced ?? false)),
    attempt,
    accepted:
      // What was unknown until it was found was never accepted before.
      state === 'accepted' || (state === 'confirmed' && detail.ref != null)
        ? { ref: detail.ref ?? null, touched: detail.touched ?? [], hasLink: detail.hasLink ?? false, at }
        : (before?.accepted ?? null),
    now: state === 'conflict' ? (detail.now ?? []) : null,
  }
}
