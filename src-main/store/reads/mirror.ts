import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { billedObject } from '../schema/billing.ts'
import { customer, providerEvent } from '../schema/mirror.ts'

const IS_WITHIN = 'account_id = ? and created_at >= ? and created_at <= ? and deleted_at is null'

const listCustomersWithin = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare(`select ref from customer where ${IS_WITHIN}`).pluck())
const listBilledWithin = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select ref from billed_object where ${IS_WITHIN} and kind = ?`).pluck(),
)

/** Living objects of a kind that were created within a span, both ends included. */
export function listRefsCreatedWithin(db: ReadDb, accountId: number, kind: ObjectKind, from: Instant, to: Instant): string[] {
  const span = [accountId, from, to]
  return (kind === 'customer' ? listCustomersWithin(db).all(...span) : listBilledWithin(db).all(...span, kind)) as string[]
}

/** What the mirror knows of an object's times, by the provider's clock; null for one that it does not have. */
export function findMirrored(
  { drizzle }: ReadDb,
  accountId: number,
  kind: ObjectKind,
  ref: string,
): { createdAt: Instant; fetchedAt: Instant; deletedAt: Instant | null } | null {
  const table = kind === 'customer' ? customer : billedObject
  return (
    drizzle
      .select({ createdAt: table.createdAt, fetchedAt: table.fetchedAt, deletedAt: table.deletedAt })
      .from(table)
      .where(and(eq(table.accountId, accountId), eq(table.ref, ref)))
      .get() ?? null
  )
}

/** What hangs on a provider customer and was not deleted, the customer aside. */
export function listLivingOfCustomer({ drizzle }: ReadDb, accountId: number, customerRef: string): { kind: BilledKind; ref: string }[] {
  const isOfCustomer = and(eq(billedObject.accountId, accountId), eq(billedObject.customer, customerRef), isNull(billedObject.deletedAt))
  return drizzle.select({ kind: billedObject.kind, ref: billedObject.ref }).from(billedObject).where(isOfCustomer).all()
}

/** Which of these events were seen before. */
export function findSeenEvents({ drizzle }: ReadDb, accountId: number, refs: readonly string[]): Set<string> {
  if (refs.length === 0) return new Set()
  const rows = drizzle
    .select({ ref: providerEvent.ref })
    .from(providerEvent)
    .where(and(eq(providerEvent.accountId, accountId), inArray(providerEvent.ref, [...refs])))
    .all()
  return new Set(rows.map(({ ref }) => ref))
}

const findJson = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(`select json from billed_object join billed_object_raw on object_id = billed_object.id where account_id = ? and ref = ?`)
    .pluck(),
)

/** What is kept of an object in its provider's words; null where it is not in the mirror. */
export function findKeptJson(db: ReadDb, accountId: number, ref: string): string | null {
  return (findJson(db).get(accountId, ref) as string | undefined) ?? null
}
