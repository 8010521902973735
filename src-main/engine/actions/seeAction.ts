import { toInstant } from '../../../src-shared/model/instant.ts'
import type { Action } from '../../domain/actions/action.ts'
import type { Order } from '../../domain/actions/order.ts'
import type { PushContent, RefundContent } from '../../domain/billing/billedObject.ts'
import { readBilling } from '../../domain/billing/billing.ts'
import { takeKind } from '../../domain/billing/takeKind.ts'
import { toReferenceKey } from '../../domain/links/toReferenceKey.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import type { Seen } from '../../outbox/outboxParts.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { findAction } from '../../store/reads/actions.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { findConnection } from '../../store/reads/connections.ts'
import { findBilledContent } from '../../store/reads/findBilledContent.ts'
import { findMirrored } from '../../store/reads/mirror.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { getCompanyIdentity } from '../companies.ts'

interface Accepted {
  ref: string | null
  touched: readonly { kind: ObjectKind; ref: string }[]
}

/** What the mirror says of what was accepted. */
export function seeAction(db: ReadDb, action: Action, { touched }: Accepted): Seen {
  const connection = action.provider && findConnection(db, action.provider)
  if (!connection) return { kind: 'open' }
  const { accountId } = connection
  if (touched.some(({ kind, ref }) => findMirrored(db, accountId, kind, ref) === null)) return { kind: 'open' }
  for (const { kind, ref } of touched) {
    if (kind === 'push') return seePush(findBilledContent<PushContent>(db, accountId, ref))
    if (kind !== 'refund') continue
    const refund = findBilledContent<RefundContent>(db, accountId, ref)
    if (refund?.status === 'failed' || refund?.status === 'canceled')
      return { kind: 'failed', reason: 'The refund failed after it was taken.' }
  }
  return { kind: 'seen', text: touched.length === 0 ? 'It is done.' : 'It is done, and the mirror has it.' }
}

function seePush(push: PushContent | null): Seen {
  switch (push?.status) {
    case 'succeeded':
      return { kind: 'seen', text: 'The payer paid.' }
    case 'failed':
      return { kind: 'failed', reason: `The payer did not pay: ${push.reason ?? 'no reason is given'}` }
    case 'unknown':
      return {
        kind: 'unsure',
        reason: `Nobody knows whether the payer paid: ${push.reason ?? 'no answer is final'}. The list of payments, or a statement, tells.`,
      }
    default:
      return { kind: 'open' }
  }
}

/** Clocks differ a little: what came this long before it was sent may be of it. */
const BEFORE_MS = 5 * 60_000
/** What came later than this after it is something else. */
const AFTER_MS = 48 * 3_600_000

/**
 * What came of a push whose answer was lost: a payment of its amount, from its phone or to its reference, soon after it.
 *
 * Null while there is none that no other action brought about, and where more than one could be it.
 */
export function findTrace(db: ReadDb, action: Action): string | null {
  const known = findAction(db, action.id)
  const order: Order | null = known?.standing.order ?? null
  const sentAt = known?.standing.attempt?.at
  if (order?.kind !== 'payment.push' || sentAt === undefined) return null
  const { companyId } = getCompanyIdentity(db, action.company)
  const { billed } = readBilling(readCompanyFacts(db, companyId, null), readCatalogs(db)).facts
  const found = takeKind(billed, 'payment').filter(({ provider, account, content }) => {
    const at = content.succeededAt
    if (provider !== action.provider || account !== action.account || at === null) return false
    const isSoon = at >= toInstant(sentAt - BEFORE_MS) && at <= toInstant(sentAt + AFTER_MS)
    const isSame = content.amountReceived === order.amount.amount && content.currency === order.amount.currency
    const isFrom = content.via?.payerPhone === order.phone || isTo(content.via?.reference ?? null, order.reference)
    return isSoon && isSame && isFrom
  })
  return found.length === 1 ? (found[0]?.ref ?? null) : null
}

function isTo(written: string | null, reference: string): boolean {
  return written !== null && toReferenceKey(written) === toReferenceKey(reference)
}
