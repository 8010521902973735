import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { DeletedObject, MirroredCustomer } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { customer, customerRaw } from '../schema/mirror.ts'

const find = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ id: customer.id, digest: customer.digest, fetchedAt: customer.fetchedAt, deletedAt: customer.deletedAt })
    .from(customer)
    .where(and(eq(customer.accountId, sql.placeholder('accountId')), eq(customer.ref, sql.placeholder('ref'))))
    .prepare(),
)

const insert = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(customer)
    .values({
      accountId: sql.placeholder('accountId'),
      ref: sql.placeholder('ref'),
      name: sql.placeholder('name'),
      email: sql.placeholder('email'),
      phone: sql.placeholder('phone'),
      currency: sql.placeholder('currency'),
      createdAt: sql.placeholder('createdAt'),
      fetchedAt: sql.placeholder('fetchedAt'),
      digest: sql.placeholder('digest'),
      namedCompany: sql.placeholder('namedCompany'),
    })
    .returning({ id: customer.id })
    .prepare(),
)

const insertRaw = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(customerRaw)
    .values({ customerId: sql.placeholder('customerId'), json: sql.placeholder('json') })
    .onConflictDoUpdate({ target: customerRaw.customerId, set: { json: sql`excluded.json` } })
    .prepare(),
)

/**
 * Stores what a provider said of a customer. True when that is news.
 *
 * Never goes backwards: an answer older than the one that is kept is dropped, and what was deleted stays deleted, for a provider gives no id twice.
 */
export function saveCustomer(tx: Tx, accountId: number, object: MirroredCustomer, fetchedAt: Instant): boolean {
  const { ref, name, email, phone, currency, namedCompany, createdAt, json } = object
  const digest = createHash('sha256').update(json).digest().subarray(0, 16)
  const known = find(tx).get({ accountId, ref })
  if (!known) {
    const { id } = insert(tx).get({ accountId, ref, name, email, phone, currency, createdAt, fetchedAt, digest, namedCompany })
    insertRaw(tx).run({ customerId: id, json })
    return true
  }
  if (known.deletedAt !== null || fetchedAt < known.fetchedAt) return false
  if (digest.equals(known.digest)) {
    if (fetchedAt > known.fetchedAt) tx.drizzle.update(customer).set({ fetchedAt }).where(eq(customer.id, known.id)).run()
    return false
  }
  const { changes } = tx.drizzle
    .update(customer)
    .set({ name, email, phone, currency, createdAt, fetchedAt, digest, namedCompany })
    .where(eq(customer.id, known.id))
    .run()
  invariant(changes === 1, 'a customer that is known can be changed')
  insertRaw(tx).run({ customerId: known.id, json })
  return true
}

/** Keeps that a provider deleted a customer. True when that is news. */
export function saveDeletedCustomer(tx: Tx, accountId: number, { ref, deletedAt }: DeletedObject, fetchedAt: Instant): boolean {
  const known = find(tx).get({ accountId, ref })
  // Deleted before it was ever mirrored: there is nothing to keep but its id, which tells nobody anything.
  if (!known || known.deletedAt !== null) return false
  tx.drizzle.update(customer).set({ deletedAt, fetchedAt }).where(eq(customer.id, known.id)).run()
  return true
}
