import type { ActionItem, ActionProposal } from '../../../src-shared/contract/actions.ts'

/** A line of the outbox: an action, or what somebody may want to decide on. */
export type OutboxRow = ActionItem | ActionProposal

export function isProposal(row: OutboxRow): row is ActionProposal {
  return 'invoice' in row
}

const PROPOSAL_KEY = 'invoice:'

/** What the address and the cursor call a line by. An invoice is its provider's, an action is ours. */
export function toRowKey(row: OutboxRow): string {
  return isProposal(row) ? `${PROPOSAL_KEY}${row.provider}:${row.invoice}` : row.id
}

/** Whether a line that may not be there any more was proposed, and no action. */
export function isProposalKey(key: string): boolean {
  return key.startsWith(PROPOSAL_KEY)
}

/** What is done, or would be, in a sentence. */
export function toRowTitle(row: OutboxRow): string {
  return isProposal(row) ? `Collect invoice ${row.number ?? row.invoice}` : row.title
}
