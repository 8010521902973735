import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

const list = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select distinct own from company_link where company_id = ?').pluck())

/** Under which ids of ours something may have been told of a company: its own, and those of the companies that became it. */
export function listOwnIds(db: ReadDb, companyId: number): string[] {
  return list(db).all(companyId) as string[]
}
