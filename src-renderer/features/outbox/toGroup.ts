import type { Instant } from '../../../src-shared/model/instant.ts'
import type { OutboxGroup } from './outboxGroups.ts'
import { isProposal, type OutboxRow } from './outboxRow.ts'

const DAY_MS = 86_400_000

/** Where a line stands. What was refused lately is for somebody to see; what was refused long ago is over. */
export function toGroup(row: OutboxRow, now: Instant): OutboxGroup {
  if (isProposal(row)) return 'proposed'
  switch (row.state) {
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
      return now - row.since < DAY_MS ? 'needs' : 'done'
    case 'confirmed':
    case 'cancelled':
      return 'done'
  }
}
