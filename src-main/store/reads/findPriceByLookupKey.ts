import type { BilledContents } from '../../domain/billing/billedObject.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

const find = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ref, content from billed_object
        where account_id = ? and kind = 'price' and deleted_at is null and json_extract(content, '$.lookupKey') = ?
        order by created_at desc`,
    )
    .raw(),
)

/** A provider's price by its lookup key, the newest that is sold and has an amount; null where the mirror has none. */
export function findPriceByLookupKey(
  db: ReadDb,
  accountId: number,
  lookupKey: string,
  currency: string | null,
): { ref: string; amount: number; currency: string } | null {
  for (const [ref, text] of find(db).all(accountId, lookupKey) as [string, string][]) {
    const content = JSON.parse(text) as BilledContents['price']
    if (content.amount === null || !content.isActive || (currency !== null && content.currency !== currency)) continue
    return { ref, amount: content.amount, currency: content.currency }
  }
  return null
}
