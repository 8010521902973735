import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

const isLinked = prepareOnce((tx: Tx) => tx.sqlite.prepare('select exists (select 1 from company_link where company_id = ?)').pluck())
const dropWords = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company_search where rowid = ?'))
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company where id = ?'))

/** Whether any customer is linked to it. */
export function isCompany(tx: Tx, companyId: number): boolean {
  return isLinked(tx).get(companyId) === 1
}

/** Takes away a company whose customers are all another's. Its figures are to be taken back before, for sums count them. */
export function dropCompany(tx: Tx, companyId: number): void {
  dropWords(tx).run(companyId)
  drop(tx).run(companyId)
}

const listUnlinked = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('select id from company where not exists (select 1 from company_link where company_id = company.id)').pluck(),
)

/** Takes away companies that no customer is linked to, before anything else is derived of them. */
export function dropUnlinked(tx: Tx): void {
  for (const companyId of listUnlinked(tx).all() as number[]) dropCompany(tx, companyId)
}
