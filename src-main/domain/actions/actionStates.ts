import type { ActionState } from '../../../src-shared/model/action.ts'

/** What may follow on each state. Whoever is in none of these any more is over. */
const NEXT: Readonly<Record<ActionState, readonly ActionState[]>> = {
  // In conflict where it comes from a backup.
  draft: ['queued', 'conflict', 'cancelled'],
  // What was turned away, or only noted, is queued again; what nobody hears of is done at once.
  queued: ['queued', 'attempting', 'conflict', 'rejected', 'cancelled', 'confirmed'],
  attempting: ['accepted', 'rejected', 'unknown', 'queued'],
  // A payer may decline what was accepted as a question.
  accepted: ['confirmed', 'rejected', 'unknown'],
  // Decided anew, it may move more than it did.
  conflict: ['draft', 'queued', 'cancelled'],
  unknown: ['accepted', 'confirmed', 'rejected'],
  confirmed: [],
  rejected: [],
  cancelled: [],
}

export function canFollow(state: ActionState | null, next: ActionState): boolean {
  return state === null ? next === 'draft' || next === 'queued' : NEXT[state].includes(next)
}

/** It goes on only when a person does something. */
export function waitsForPerson(state: ActionState): boolean {
  return state === 'draft' || state === 'conflict' || state === 'unknown'
}
