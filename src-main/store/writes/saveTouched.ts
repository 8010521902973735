import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb, Tx } from '../readDb.ts'
import type { Touched } from './deriveFigures.ts'

const add = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert or ignore into touched (account_id, kind, ref) values (?, ?, ?)'))
const list = prepareOnce((db: ReadDb) =>
  db.sqlite.prepare('select ref from touched where account_id = ? and kind = ? order by ref limit ?').pluck(),
)
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from touched where account_id = ? and kind = ? and ref <= ?'))
const spreadToCustomers = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert or ignore into touched (account_id, kind, ref)
    select link.account_id, 'customer', link.ref
    from json_each(:prices) asked cross join company_price price cross join company_link link
    where price.account_id = :accountId and price.price = asked.value
      and link.company_id = price.company_id and link.account_id = price.account_id`,
  ),
)
const spreadToUnowned = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert or ignore into touched (account_id, kind, ref)
    select payment.account_id, 'unowned', payment.ref
    from payment join billed_object billed on billed.account_id = payment.account_id and billed.ref = payment.ref
    where payment.company_id is null and payment.account_id = ?`,
  ),
)
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
 * Of one kind at a time, once all who have a price that changed stand in its place. One price may be everybody's: they are noted in one
 * transaction, and derived in as many as it takes.
 *
 * @returns null where nobody is left
 */
export function takeTouched(tx: Tx, accountId: number, most: number): Omit<Touched, 'prices'> | null {
  spreadPrices(tx, accountId)
  for (const kind of ['customer', 'unowned'] as const) {
    const refs = list(tx).all(accountId, kind, most) as string[]
    const last = refs.at(-1)
    if (last === undefined) continue
    drop(tx).run(accountId, kind, last)
    return kind === 'customer' ? { customers: refs, unowned: [] } : { customers: [], unowned: refs }
  }
  return null
}

function spreadPrices(tx: Tx, accountId: number): void {
  const prices = list(tx).all(accountId, 'price', -1) as string[]
  const last = prices.at(-1)
  if (last === undefined) return
  spreadToCustomers(tx).run({ accountId, prices: JSON.stringify(prices) })
  spreadToUnowned(tx).run(accountId)
  drop(tx).run(accountId, 'price', last)
}
