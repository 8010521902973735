import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb, Tx } from '../readDb.ts'
import type { Touched } from './deriveFigures.ts'

const add = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert or ignore into touched (account_id, kind, ref) values (?, ?, ?)'))
const list = prepareOnce((db: ReadDb) =>
  db.sqlite.prepare('select ref from touched where account_id = ? and kind = ? order by ref limit ?').pluck(),
)
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from touched where account_id = ? and kind = ? and ref <= ?'))
const count = prepareOnce((db: ReadDb) => db.sqlite.prepare('select count(*) from touched where account_id = ?').pluck())

/** Keeps whose figures are to be derived again before anybody may call the mirror whole. */
export function saveTouched(tx: Tx, accountId: number, { customers, unowned, prices }: Touched): void {
  for (const ref of customers) add(tx).run(accountId, 'customer', ref)
  for (const ref of unowned) add(tx).run(accountId, 'unowned', ref)
  for (const ref of prices) add(tx).run(accountId, 'price', ref)
}

export function countTouched(db: ReadDb, accountId: number): number {
  return Number(count(db).get(accountId))
}

/**
 * Takes some of those whose figures are to be derived: in the transaction that derives them.
 *
 * Of one kind at a time; prices first, for they touch those that a list has brought already.
 *
 * @returns null where nobody is left
 */
export function takeTouched(tx: Tx, accountId: number, most: number): Touched | null {
  for (const kind of ['price', 'customer', 'unowned'] as const) {
    const refs = list(tx).all(accountId, kind, most) as string[]
    const last = refs.at(-1)
    if (last === undefined) continue
    drop(tx).run(accountId, kind, last)
    const none: Touched = { customers: [], unowned: [], prices: [] }
    return { ...none, [kind === 'price' ? 'prices' : kind === 'customer' ? 'customers' : 'unowned']: refs }
  }
  return null
}
