import { and, desc, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ReadDb } from '../readDb.ts'
import { company } from '../schema/companies.ts'
import { payment } from '../schema/figures.ts'
import { providerAccount } from '../schema/sync.ts'

export interface PaymentFilter {
  companyId: number | null
  product: string | null
  status: PaymentStatus | null
  provider: ProviderName | null
  at: Instant | null
}

/** The place of a payment in the order newest first. */
export interface PaymentPosition {
  at: number
  ref: string
  id: number
}

/** Newest first. `next` is null at the end. */
export function listPayments(
  { drizzle }: ReadDb,
  filter: PaymentFilter,
  limit: number,
  after: PaymentPosition | null,
): { items: PaymentItem[]; next: PaymentPosition | null } {
  const isAfter = after && sql`(${payment.at}, ${payment.ref}, ${payment.id}) < (${after.at}, ${after.ref}, ${after.id})`
  const rows = drizzle
    .select({ payment, provider: providerAccount.provider, company: company.ref, companyName: company.name })
    .from(payment)
    .innerJoin(providerAccount, eq(providerAccount.id, payment.accountId))
    .leftJoin(company, eq(company.id, payment.companyId))
    .where(and(fits(filter), isAfter ?? undefined))
    .orderBy(desc(payment.at), desc(payment.ref), desc(payment.id))
    .limit(limit + 1)
    .all()
  const last = rows.length > limit ? rows[limit - 1]?.payment : undefined
  return {
    items: rows.slice(0, limit).map(({ payment: { ref, product, plan, amount, currency, status, at, seenAt, reason }, ...of }) => ({
      provider: of.provider,
      ref,
      company: of.company,
      companyName: of.companyName,
      product,
      plan,
      amount,
      currency,
      status,
      at,
      seenAt,
      reason,
    })),
    next: last ? { at: last.at, ref: last.ref, id: last.id } : null,
  }
}

/** A payment that had been asked for by an instant, to be derived as of then. */
export interface BegunPayment {
  position: PaymentPosition
  accountId: number
  account: string
  provider: ProviderName
  companyId: number | null
  company: string | null
  companyName: string | null
}

/** Payments that had been asked for by an instant, newest first, whatever became of them since. */
export function listBegunPayments(
  { drizzle }: ReadDb,
  { companyId, provider, at }: Pick<PaymentFilter, 'companyId' | 'provider'> & { at: Instant },
  limit: number,
  after: PaymentPosition | null,
): BegunPayment[] {
  const isAfter = after && sql`(${payment.since}, ${payment.ref}, ${payment.id}) < (${after.at}, ${after.ref}, ${after.id})`
  return drizzle
    .select({
      id: payment.id,
      ref: payment.ref,
      since: payment.since,
      accountId: payment.accountId,
      account: providerAccount.ref,
      provider: providerAccount.provider,
      companyId: payment.companyId,
      company: company.ref,
      companyName: company.name,
    })
    .from(payment)
    .innerJoin(providerAccount, eq(providerAccount.id, payment.accountId))
    .leftJoin(company, eq(company.id, payment.companyId))
    .where(and(lte(payment.since, at), fits({ companyId, provider, product: null, status: null, at: null }), isAfter ?? undefined))
    .orderBy(desc(payment.since), desc(payment.ref), desc(payment.id))
    .limit(limit)
    .all()
    .map(({ id, ref, since, ...of }) => ({ ...of, position: { at: since, ref, id } }))
}

export function countPayments({ drizzle }: ReadDb, filter: PaymentFilter): number {
  return drizzle.select({ total: sql<number>`count(*)` }).from(payment).where(fits(filter)).get()?.total ?? 0
}

function fits({ companyId, product, status, provider, at }: PaymentFilter): SQL | undefined {
  return and(
    companyId === null ? undefined : eq(payment.companyId, companyId),
    product === null ? undefined : eq(payment.product, product),
    status === null ? undefined : eq(payment.status, status),
    provider === null
      ? undefined
      : sql`${payment.accountId} in (select ${providerAccount.id} from ${providerAccount} where ${providerAccount.provider} = ${provider})`,
    at === null ? undefined : lte(payment.since, at),
  )
}
