import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ReadDb } from '../readDb.ts'
import { customer, providerEvent } from '../schema/mirror.ts'

/** Living customers that were created within a span, both ends included. */
export function listCustomerRefsCreatedWithin({ drizzle }: ReadDb, accountId: number, from: Instant, to: Instant): string[] {
  const isWithin = and(
    eq(customer.accountId, accountId),
    gte(customer.createdAt, from),
    lte(customer.createdAt, to),
    isNull(customer.deletedAt),
  )
  return drizzle
    .select({ ref: customer.ref })
    .from(customer)
    .where(isWithin)
    .all()
    .map(({ ref }) => ref)
}

/** When a customer was created, by the provider's clock; null for one that the mirror does not have. */
export function findCustomerCreation({ drizzle }: ReadDb, accountId: number, ref: string): Instant | null {
  const row = drizzle
    .select({ createdAt: customer.createdAt })
    .from(customer)
    .where(and(eq(customer.accountId, accountId), eq(customer.ref, ref)))
    .get()
  return row?.createdAt ?? null
}

/** Which of these events were seen before. */
export function findSeenEvents({ drizzle }: ReadDb, accountId: number, refs: readonly string[]): Set<string> {
  const rows = drizzle
    .select({ ref: providerEvent.ref })
    .from(providerEvent)
    .where(and(eq(providerEvent.accountId, accountId), inArray(providerEvent.ref, [...refs])))
    .all()
  return new Set(rows.map(({ ref }) => ref))
}
