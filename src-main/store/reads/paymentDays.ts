import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { payment } from '../schema/figures.ts'
import { providerAccount } from '../schema/sync.ts'

/** The payments of one provider in one currency within a stretch of time. */
export interface PaymentSum {
  provider: ProviderName
  currency: string
  /** Of those that succeeded: in the currency's minor unit, and how many. */
  amount: number
  count: number
  failed: number
}

const sumDays = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select provider, currency, sum(amount) as amount, sum(succeeded) as count, sum(failed) as failed
      from payment_day join provider_account on provider_account.id = account_id
      where day >= :start and day < :end group by provider, currency`,
  ),
)

/** A provider's clock may be ahead of ours: what has not come yet is taken off again. */
const sumAhead = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select provider, currency, coalesce(sum(amount) filter (where status = 'succeeded'), 0) as amount,
        count(*) filter (where status = 'succeeded') as count, count(*) filter (where status = 'failed') as failed
      from payment join provider_account on provider_account.id = account_id
      where at > :now and at >= :start and at < :end and status in ('succeeded', 'failed')
      group by provider, currency`,
  ),
)

/** What succeeded and what failed on a day of the workspace's zone, as far as it has come. */
export function sumPayments(db: ReadDb, { start, end }: { start: Instant; end: Instant }, now: Instant): PaymentSum[] {
  const sums = sumDays(db).all({ start, end }) as PaymentSum[]
  if (now >= end) return sums
  const ahead = sumAhead(db).all({ start, end, now }) as PaymentSum[]
  return sums
    .map((sum) => {
      const off = ahead.find(({ provider, currency }) => provider === sum.provider && currency === sum.currency)
      return off ? { ...sum, amount: sum.amount - off.amount, count: sum.count - off.count, failed: sum.failed - off.failed } : sum
    })
    .filter(({ count, failed }) => count > 0 || failed > 0)
}

/** How many payments match no company or no plan, and since when the oldest of them has. */
export function findUnmatched({ drizzle }: ReadDb): { count: number; oldestAt: Instant | null } {
  const fields = { count: sql<number>`count(*)`, oldestAt: sql<Instant | null>`min(${payment.at})` }
  return drizzle.select(fields).from(payment).where(eq(payment.status, 'unmatched')).get() ?? { count: 0, oldestAt: null }
}

/** Every payment of nobody yet, with its account. */
export function listUnownedPayments({ drizzle }: ReadDb) {
  return drizzle
    .select({ accountId: providerAccount.id, account: providerAccount.ref, provider: providerAccount.provider, ref: payment.ref })
    .from(payment)
    .innerJoin(providerAccount, eq(providerAccount.id, payment.accountId))
    .where(and(isNull(payment.companyId)))
    .all()
}
