import type { ActionState } from '../../../src-shared/model/action.ts'

export const GROUPS = ['needs', 'sending', 'proposed', 'waiting', 'done'] as const
export type OutboxGroup = (typeof GROUPS)[number]

export const GROUP_WORDS: Record<OutboxGroup, string> = {
  needs: 'Needs you',
  sending: 'Sending',
  proposed: 'Proposed',
  waiting: 'Waiting',
  done: 'Done',
}

/** What is asked for each group, those needing somebody first. What is proposed is no action yet. */
export const GROUP_STATES: Record<OutboxGroup, readonly ActionState[]> = {
  needs: ['conflict', 'unknown', 'draft'],
  sending: ['attempting', 'accepted'],
  proposed: [],
  waiting: ['queued'],
  done: ['confirmed', 'cancelled', 'rejected'],
}
