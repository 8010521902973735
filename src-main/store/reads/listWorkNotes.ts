import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select recorded_fact.key, content ->> 'note' from company_link link cross join recorded_fact
      where link.company_id = ? and recorded_fact.company = link.own and kind = 'hours'`,
    )
    .raw(),
)

/** What was done, by the key of the entry. @param companyId its id in the store */
export function listWorkNotes(db: ReadDb, companyId: number): Map<string, string> {
  return new Map(list(db).all(companyId) as [key: string, note: string][])
}
