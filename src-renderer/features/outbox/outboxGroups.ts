import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'

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

const DAY_MS = 86_400_000

/** Where an action stands. What was refused lately is for somebody to see; what was refused long ago is over. */
export function toGroup({ state, since }: Pick<ActionItem, 'state' | 'since'>, now: Instant): OutboxGroup {
  switch (state) {
    case 'draft':
    case 'conflict':
    case 'unknown':
      return 'needs'
    case 'attempting':
    case 'accepted':
      return 'sending'
    case 'queued':
      return 'waiting'
    case 'rejected':
      return now - since < DAY_MS ? 'needs' : 'done'
    case 'confirmed':
    case 'cancelled':
      return 'done'
  }
}
