import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { toSearchMatch } from './toSearchMatch.ts'

/*
 * By hand: every question about a company begins with these, and an import asks them a line.
 */

const listByRef = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select id from company where ref = ?').pluck())

const listByLink = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select distinct company_id from company_link where account_id in (select id from provider_account) and ref = ?').pluck(),
)

const listByOwn = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select distinct company_id from company_link where own = ?').pluck())

/** Whoever types an address does not mind its capitals; the search index does not either, and an index of the table would. */
const listByWords = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select id, email from company where id in (select rowid from company_search where company_search match ?)'),
)

const findName = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select ref as company, name from company where id = ?'))

/** By our id, a provider's id, or an e-mail: every company that it names. */
export function findCompanyIds(db: ReadDb, name: string): number[] {
  // One that is another's now is still known by the id that it had.
  for (const list of [listByRef, listByLink, listByOwn]) {
    const found = list(db).all(name) as number[]
    if (found.length > 0) return found
  }
  const match = name.includes('@') ? toSearchMatch(name) : null
  if (match === null) return []
  const rows = listByWords(db).all(match) as { id: number; email: string | null }[]
  return rows.filter(({ email }) => email?.toLowerCase() === name.toLowerCase()).map(({ id }) => id)
}

/** Our id of a company, and its name. */
export function getCompanyName(db: ReadDb, id: number): { company: string; name: string } {
  const row = findName(db).get(id) as { company: string; name: string } | undefined
  if (!row) throw new Error(`Broken promise: company ${id} was found and has a row`)
  return row
}
