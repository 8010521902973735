import type { ActionState } from '../../../src-shared/model/action.ts'

/** Refusals in a row after which nothing more is sent by itself: what refuses five would refuse the sixth. */
export const REFUSALS_TO_HALT = 5

/** Whether sending to a provider was stopped. @param newest its latest outcomes, newest first; `queued` for a person who said to go on */
export function isHalted(newest: readonly ActionState[]): boolean {
  const end = newest.findIndex((state) => state !== 'rejected')
  return (end === -1 ? newest.length : end) >= REFUSALS_TO_HALT
}
