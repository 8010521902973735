import type { ActionState } from '../../../src-shared/model/action.ts'

export const GROUPS = ['needs', 'sending', 'waiting', 'done'] as const
export type OutboxGroup = (typeof GROUPS)[number]

export const GROUP_WORDS: Record<OutboxGroup, string> = { needs: 'Needs you', sending: 'Sending', waiting: 'Waiting', done: 'Done' }

/** What is asked for each group, those needing somebody first. */
export const GROUP_STATES: Record<OutboxGroup, readonly ActionState[]> = {
  needs: ['conflict', 'unknown', 'draft'],
  sending: ['attempting', 'accepted'],
  waiting: ['queued'],
  done: ['confirmed', 'cancelled', 'rejected'],
}
