import type { BilledContents } from '../../domain/billing/billedObject.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

const find = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select content from billed_object where account_id = ? and ref = ?').pluck(),
)

/** An object in our own words; null where the mirror does not have it. Whoever asks knows its kind. */
export function findBilledContent<Content extends BilledContents[keyof BilledContents]>(
  db: ReadDb,
  accountId: number,
  ref: string,
): Content | null {
  const text = find(db).get(accountId, ref) as string | undefined
  return text === undefined ? null : (JSON.parse(text) as Content)
}
