import type { Action } from '../../domain/actions/action.ts'
import type { PushContent, RefundContent } from '../../domain/billing/billedObject.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import type { Seen } from '../../outbox/outboxParts.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { findConnection } from '../../store/reads/connections.ts'
import { findBilledContent } from '../../store/reads/findBilledContent.ts'
import { findMirrored } from '../../store/reads/mirror.ts'

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
  return { kind: 'seen', text: touched.length === 0 ? 'It is done.' : 'It is done, and seen at the provider.' }
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
