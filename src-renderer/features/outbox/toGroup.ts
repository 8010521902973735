import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { OutboxGroup } from './outboxGroups.ts'

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
