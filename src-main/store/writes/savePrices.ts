import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

/** A provider's price, by the store's number of its account. */
export interface NamedPrice {
  accountId: number
  price: string
}

type Row = [accountId: number, price: string]

const list = prepareOnce((tx: Tx) => tx.sqlite.prepare('select account_id, price from company_price where company_id = ?').raw())
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company_price where account_id = ? and price = ? and company_id = ?'))
const add = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert into company_price (account_id, price, company_id) values (?, ?, ?)'))

/** Keeps which prices have a part in a company's figures. @returns whether they are others than were kept */
export function savePrices(tx: Tx, companyId: number, prices: readonly NamedPrice[]): boolean {
  const known = new Map((list(tx).all(companyId) as Row[]).map((row) => [`${row[0]} ${row[1]}`, row]))
  const named = new Map(prices.map((each) => [`${each.accountId} ${each.price}`, each]))
  let isOther = false
  for (const [key, { accountId, price }] of named) {
    if (known.delete(key)) continue
    add(tx).run(accountId, price, companyId)
    isOther = true
  }
  for (const [accountId, price] of known.values()) drop(tx).run(accountId, price, companyId)
  return isOther || known.size > 0
}
