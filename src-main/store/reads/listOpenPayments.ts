import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import type { AccountRow } from './connections.ts'

/** Something that was asked to be paid, and of which nobody knows yet what becomes. */
export interface OpenPayment {
  kind: 'payment' | 'push'
  ref: string
  createdAt: Instant
  /** When the provider was last asked for it; null where it is not in the mirror yet. */
  askedAt: Instant | null
}

const listPending = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select kind, ref, created_at as createdAt, fetched_at as askedAt from billed_object
    where account_id = :accountId and kind in ('payment', 'push') and created_at >= :since and deleted_at is null
      and content ->> 'status' in ('pending', 'unknown')
    order by created_at desc`,
  ),
)

/** Expected by the provider's own name, and never seen there. */
const listUnseen = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select key as ref, at as createdAt from recorded_fact
    where kind = 'expected' and at >= :since and content ->> 'provider' = :provider and content ->> 'account' = :account
      and content ->> 'ref' = key
      and not exists (select 1 from billed_object billed where billed.account_id = :accountId and billed.ref = recorded_fact.key)
    order by at desc`,
  ),
)

/** What is open of an account and began since an instant, the newest first. */
export function listOpenPayments(db: ReadDb, { id: accountId, provider, ref: account }: AccountRow, since: Instant): OpenPayment[] {
  const pending = listPending(db).all({ accountId, since }) as OpenPayment[]
  const unseen = listUnseen(db).all({ accountId, since, provider, account }) as Pick<OpenPayment, 'ref' | 'createdAt'>[]
  // M-Pesa knows a payment by its receipt, which nobody has before it is paid: what was asked for there is a push.
  const kind = provider === 'mpesa' ? 'push' : 'payment'
  return [...pending, ...unseen.map((each): OpenPayment => ({ ...each, kind, askedAt: null }))]
}
