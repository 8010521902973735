import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { type FailingInvoice, listFailingInvoices } from '../../store/reads/listFailingInvoices.ts'
import type { ActionParts } from './actionParts.ts'

const DAY_MS = 24 * 3_600_000
/** What failed longer ago is a matter for collecting, and not for a card that had a bad day. */
const LONGEST_MS = 30 * DAY_MS

/**
 * Invoices that staff may want to try to collect again: a day after the provider failed, and daily after (domain.md, rule `grace`).
 *
 * It is a proposal alone. The provider's own tries go on beside it.
 */
export async function listProposals(
  { store, ports, openActings }: ActionParts,
  { limit }: { limit: number },
): Promise<{ items: ActionProposal[] }> {
  const now = ports.clock.now()
  const actings = await openActings()
  const failing = listFailingInvoices(store.read, toInstant(now - LONGEST_MS), toInstant(now - DAY_MS))
  const items = failing
    .filter((invoice) => actings.get(invoice.provider)?.findObstacle('invoice.retry') === null && isDue(invoice, now))
    .slice(0, limit)
    .map(toProposal)
  return { items }
}

function isDue({ triedAt }: FailingInvoice, now: Instant): boolean {
  return triedAt === null || triedAt <= now - DAY_MS
}

function toProposal({ provider, ref, company, companyName, failedAt, reason, content }: FailingInvoice): ActionProposal {
  const { number, amountDue, amountPaid, currency, attempts, nextAttemptAt } = content
  return {
    ...{ kind: 'invoice.retry', provider, invoice: ref, number, company, companyName, failedAt, reason, attempts },
    amount: { amount: amountDue - amountPaid, currency },
    nextOwnAt: nextAttemptAt,
  }
}
