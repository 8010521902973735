import type { OutboxGroup } from './outboxGroups.ts'
import { isProposal, type OutboxRow } from './outboxRow.ts'

/** Where a line stands. What was refused is over: its row says so, and whoever asked was told when it came. */
export function toGroup(row: OutboxRow): OutboxGroup {
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
    case 'confirmed':
    case 'cancelled':
      return 'done'
  }
}
