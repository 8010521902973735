import type { Company, CompanyRow, CompanySort } from '../../src-shared/contract/companies.ts'
import { z } from '../../src-shared/contract/zod.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type CompanyPosition, findCompanyIds, getCompany, listCompanies } from '../store/reads/companies.ts'

interface ListAsk {
  search: string
  at: Instant | null
  sort: CompanySort
  isDescending: boolean
  limit: number
  cursor: string | null
}

const position = z.tuple([z.string(), z.literal([0, 1]), z.union([z.string(), z.number()]), z.int()])

/** One page of companies. The cursor is good for the same question only. */
export function listCompanyPage(db: ReadDb, { cursor, ...ask }: ListAsk): { items: CompanyRow[]; next: string | null } {
  const question = [ask.search.trim(), ask.at, ask.sort, ask.isDescending].join('|')
  const after = cursor === null ? null : readCursor(cursor, question)
  const { items, next } = listCompanies(db, { ...ask, after })
  return { items: ask.at === null ? items : items.map((row) => asOf(row, ask.at as Instant)), next: next && writeCursor(next, question) }
}

/** By our id, a provider's id, or an e-mail that names exactly one. */
export function findCompany(db: ReadDb, name: string): Company {
  const ids = findCompanyIds(db, name)
  const [id] = ids
  if (id === undefined)
    throw new AppError(
      'company-missing',
      `No company is called "${name.slice(0, 100)}".`,
      'Give its id, a provider’s id of it, or its e-mail.',
    )
  if (ids.length > 1) {
    throw new AppError(
      'company-ambiguous',
      `${ids.length} companies have the e-mail "${name.slice(0, 100)}".`,
      'Give the id of the one that is meant: tierdesk companies --search lists them.',
    )
  }
  return getCompany(db, id)
}

/** What was deleted later was not deleted then. */
function asOf(row: CompanyRow, at: Instant): CompanyRow {
  const earlier = (deletedAt: Instant | null) => (deletedAt !== null && deletedAt > at ? null : deletedAt)
  return { ...row, endedAt: earlier(row.endedAt), links: row.links.map((link) => ({ ...link, deletedAt: earlier(link.deletedAt) })) }
}

function writeCursor({ part, key, id }: CompanyPosition, question: string): string {
  return Buffer.from(JSON.stringify([question, part, key, id])).toString('base64url')
}

function readCursor(cursor: string, question: string): CompanyPosition {
  const parsed = position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success || parsed.data[0] !== question) {
    throw new AppError(
      'cursor-unreadable',
      'This cursor does not belong to this question.',
      'Ask the first page again, and use the "next" that it gives with the same search and order.',
    )
  }
  const [, part, key, id] = parsed.data
  return { part, key, id }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON fits no cursor either: the caller's check says so.
    return undefined
  }
}
