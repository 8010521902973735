import type { Company, CompanyRow, CompanySort } from '../../src-shared/contract/companies.ts'
import { z } from '../../src-shared/contract/zod.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { EntitlementStatus } from '../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ReadDb } from '../store/readDb.ts'
import {
  type CompanyCard,
  type CompanyFilter,
  type CompanyPosition,
  countCompanies,
  getCompany,
  type ListedCompany,
  listCompanies,
} from '../store/reads/companies.ts'
import { type CompanyIdentity, readCompanyFigures } from '../store/reads/companyFigures.ts'
import { findCompanyIds, getCompanyName } from '../store/reads/findCompanyIds.ts'
import { answerFigures } from './answerFigures.ts'
import { type AnswerParts, answerCompanyProducts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getPlan, getProduct } from './catalogNames.ts'
import { readCursor, writeCursor } from './cursor.ts'

interface WhichAsk {
  search: string
  at: Instant | null
  product: string | null
  plan: string | null
  status: EntitlementStatus | null
}

interface ListAsk extends WhichAsk {
  sort: CompanySort
  isDescending: boolean
  limit: number
  cursor: string | null
}

/** What a company must be on, where anything was asked. */
interface Wanted {
  product: string | null
  plan: string | null
  status: EntitlementStatus | null
}

const position = z.tuple([z.literal([0, 1]), z.union([z.string(), z.number()]), z.int()])

/** One page of companies. The cursor is good for the same question only. */
export function listCompanyPage(parts: AnswerParts, ask: ListAsk): { items: CompanyRow[]; next: string | null } {
  const wanted = toWanted(parts, ask)
  const { search, at, sort, isDescending, limit } = ask
  const question = ['companies', search.trim(), at, sort, isDescending, wanted && Object.values(wanted)].join('|')
  const items: CompanyRow[] = []
  let after = ask.cursor === null ? null : toPosition(readCursor(ask.cursor, question, position))
  for (;;) {
    const page = listCompanies(parts.db, { search, at, sort, isDescending, limit, after, filter: toFilter(parts, wanted, at) })
    const rows = withFigures(parts, page.items, at)
    for (const [index, { position: place }] of page.items.entries()) {
      const row = rows[index]
      if (!row || !isWanted(row, wanted)) continue
      items.push(row)
      const isLast = page.next === null && index === rows.length - 1
      if (items.length === limit) return { items, next: isLast ? null : toCursor(question, place) }
    }
    if (page.next === null) return { items, next: null }
    after = page.next
  }
}

/** How many match; `isAtLeast` where counting stopped early. */
export function countCompanyRows(parts: AnswerParts, ask: WhichAsk): { total: number; isAtLeast: boolean } {
  const wanted = toWanted(parts, ask)
  const { search, at } = ask
  const filter = toFilter(parts, wanted, at)
  // Belonging alone is no matter of the clock.
  if (!wanted || (at === null && (!filter?.standing || !hasOld(parts, wanted)))) return countCompanies(parts.db, { search, at, filter })
  let total = 0
  let after: CompanyPosition | null = null
  do {
    const page = listCompanies(parts.db, { search, at, sort: 'name', isDescending: false, limit: 1000, after, filter })
    total += listSubscriptions(parts, page.items, at).filter((subscriptions) => isWanted({ subscriptions }, wanted)).length
    after = page.next
  } while (after !== null)
  return { total, isAtLeast: false }
}

/** By our id, a provider's id, or an e-mail that names exactly one. */
export function getCompanyIdentity(db: ReadDb, name: string): CompanyIdentity {
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
  return { companyId: id, ...getCompanyName(db, id) }
}

/** A company with all that its screen shows of it at once. */
export function showCompany(parts: AnswerParts, name: string): Company {
  const { companyId } = getCompanyIdentity(parts.db, name)
  const company = getCompany(parts.db, companyId)
  const [row] = withFigures(parts, [{ ...company, companyId }], null)
  return { ...company, subscriptions: row?.subscriptions ?? [], worst: row?.worst ?? null, hours: row?.hours ?? null, mrr: row?.mrr ?? [] }
}

function toWanted({ db, now }: AnswerParts, { product, plan, status, at }: WhichAsk): Wanted | null {
  if (product === null && plan === null && status === null) return null
  const catalogs = readCatalogs(db)
  if (product !== null) getProduct(catalogs, product)
  if (plan === null) return { product, plan, status }
  const named = getPlan(catalogs, plan, at ?? now, product)
  return { product: named.product, plan: named.plan, status }
}

function toFilter({ now }: AnswerParts, wanted: Wanted | null, at: Instant | null): CompanyFilter | null {
  if (!wanted) return null
  const { product, plan, status } = wanted
  const isByStanding = at === null && (plan !== null || status !== null)
  return { product, standing: isByStanding ? { plan, status, now } : null }
}

/** Whether the clock has made a row old that the count would have to look into. */
function hasOld({ db, now }: AnswerParts, { product }: Wanted): boolean {
  // No plan has an empty name: what is found is old.
  const standing = { plan: '', status: null, now }
  return (
    listCompanies(db, { search: '', at: null, sort: 'name', isDescending: false, limit: 1, after: null, filter: { product, standing } })
      .items.length > 0
  )
}

function isWanted({ subscriptions }: Pick<CompanyRow, 'subscriptions'>, wanted: Wanted | null): boolean {
  if (!wanted) return true
  const { product, plan, status } = wanted
  return subscriptions.some(
    (each) =>
      (product === null || each.product === product) &&
      (plan === null || each.plan === plan) &&
      (status === null || each.status === status),
  )
}

function withFigures(
  parts: AnswerParts,
  cards: readonly (CompanyCard & Pick<ListedCompany, 'companyId'>)[],
  at: Instant | null,
): CompanyRow[] {
  const figures = answerFigures(
    parts,
    cards.map(({ companyId }) => companyId),
    at,
  )
  return cards.flatMap((card, index): CompanyRow[] => {
    const of = figures[index]
    const { id, name, email, phone, since, endedAt, links } = at === null ? card : asOf(card, at)
    return of ? [{ id, name, email, phone, since, endedAt, links, ...of }] : []
  })
}

/** What they are on: as it is kept where that holds, else answered anew. */
function listSubscriptions(parts: AnswerParts, cards: readonly ListedCompany[], at: Instant | null): CompanyRow['subscriptions'][] {
  const ids = cards.map(({ companyId }) => companyId)
  const known = at === null ? readCompanyFigures(parts.db, ids, parts.now) : null
  return ids.map((id) => {
    const kept = known?.get(id)
    return kept && !kept.isOld ? kept.subscriptions : answerCompanyProducts(parts, id, at)
  })
}

/** What was deleted later was not deleted then. */
function asOf(card: CompanyCard, at: Instant): CompanyCard {
  const earlier = (deletedAt: Instant | null) => (deletedAt !== null && deletedAt > at ? null : deletedAt)
  return { ...card, endedAt: earlier(card.endedAt), links: card.links.map((link) => ({ ...link, deletedAt: earlier(link.deletedAt) })) }
}

function toCursor(question: string, { part, key, id }: CompanyPosition): string {
  return writeCursor(question, [part, key, id])
}

function toPosition([part, key, id]: z.output<typeof position>): CompanyPosition {
  return { part, key, id }
}
