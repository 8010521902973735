import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** A row by its number in the store, which a slice goes on from, and by the provider's id. */
export interface SlicedRow {
  id: number
  ref: string
}

const count = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select count(*) from customer where account_id = ?').pluck())

const listCustomers = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select id, ref from customer where +account_id = ? and id > ? order by id limit ?'),
)

const listUnowned = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select id, ref from billed_object
    where account_id = ? and customer is null and kind = 'payment' and id > ? and deleted_at is null order by id limit ?`,
  ),
)

export function countCustomers(db: ReadDb, accountId: number): number {
  return Number(count(db).get(accountId))
}

/** The next provider customers of an account in the order in which they came. */
export function listCustomerSlice(db: ReadDb, accountId: number, after: number, limit: number): SlicedRow[] {
  return listCustomers(db).all(accountId, after, limit) as SlicedRow[]
}

/** The next payments that name no customer. */
export function listUnownedSlice(db: ReadDb, accountId: number, after: number, limit: number): SlicedRow[] {
  return listUnowned(db).all(accountId, after, limit) as SlicedRow[]
}
