import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { BilledContents } from '../../domain/billing/billedObject.ts'
import type { PriceFact } from '../../domain/companyFacts.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Prices by their references, each read once: thousands of companies name the same few. */
export interface PriceShelf {
  /** Null for one that the mirror does not have. */
  find(of: { accountId: number; account: string; provider: ProviderName }, ref: string): PriceFact | null
}

const findPrice = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare("select content from billed_object where account_id = ? and ref = ? and kind = 'price'").pluck(),
)

const listEarlier = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select content from observation where account = ? and ref = ? order by at desc, id desc').pluck(),
)

/** A shelf for as long as nothing of the mirror changes: for one derivation, or one answer. */
export function createPriceShelf(db: ReadDb): PriceShelf {
  const known = new Map<string, PriceFact | null>()
  return {
    find({ accountId, account, provider }, ref) {
      const key = `${accountId} ${ref}`
      const kept = known.get(key)
      if (kept !== undefined) return kept
      const text = findPrice(db).get(accountId, ref) as string | undefined
      const price = text === undefined ? null : toPriceFact(db, provider, account, ref, text)
      known.set(key, price)
      return price
    },
  }
}

function toPriceFact(db: ReadDb, provider: ProviderName, account: string, ref: string, text: string): PriceFact {
  const content = JSON.parse(text) as BilledContents['price']
  const before = (listEarlier(db).all(account, ref) as string[]).map((each) => JSON.parse(each) as BilledContents['price'])
  const lookupKeys = [content, ...before].flatMap(({ lookupKey }) => lookupKey ?? [])
  return { provider, ref, content, lookupKeys: [...new Set(lookupKeys)] }
}
