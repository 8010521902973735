import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { DeletedObject, MirroredCustomer } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { customer } from '../schema/mirror.ts'

const find = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ id: customer.id, digest: customer.digest, fetchedAt: customer.fetchedAt, deletedAt: customer.deletedAt })
    .from(customer)
    .where(and(eq(customer.accountId, sql.placeholder('accountId')), eq(customer.ref, sql.placeholder('ref'))))
    .prepare(),
)

/** By hand, as all that a first listing does for each of a million customers. Whether one is there already shows by nothing having been inserted. */
const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into customer (account_id, ref, name, email, phone, currency, created_at, fetched_at, digest, named_company)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id, ref) do nothing`,
  ),
)

const insertRaw = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert into customer_raw (customer_id, json) values (?, ?)'))
const updateRaw = prepareOnce((tx: Tx) => tx.sqlite.prepare('update customer_raw set json = ? where customer_id = ?'))

/**
 * Stores what a provider said of a customer. True when that is news.
 *
 * Never goes backwards: an answer older than the one that is kept is dropped, and what was deleted stays deleted, for a provider gives no id twice.
 */
export function saveCustomer(tx: Tx, accountId: number, object: MirroredCustomer, fetchedAt: Instant): boolean {
  const { ref, name, email, phone, currency, namedCompany, createdAt, json } = object
  const digest = hash('sha256', json, 'buffer').subarray(0, 16)
  const inserted = insert(tx).run(accountId, ref, name, email, phone, currency, createdAt, fetchedAt, digest, namedCompany)
  if (inserted.changes === 1) {
    insertRaw(tx).run(inserted.lastInsertRowid, json)
    return true
  }
  const known = find(tx).get({ accountId, ref })
  invariant(known, 'a customer that is not new is known')
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
  const { changes: raws } = updateRaw(tx).run(json, known.id)
  invariant(changes === 1 && raws === 1, 'a customer that is known can be changed')
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
