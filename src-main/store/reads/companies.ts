import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Company, CompanyRow, CompanySort } from '../../../src-shared/contract/companies.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { toShortCode } from '../../domain/links/toShortCode.ts'
import { foldName } from '../../domain/searchWords.ts'
import type { ReadDb } from '../readDb.ts'
import { company, companyLink } from '../schema/companies.ts'
import { companyProduct } from '../schema/figures.ts'
import { customer, fact } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'
import { readPaymentMarks } from './readPaymentMarks.ts'
import { toSearchMatch } from './toSearchMatch.ts'

export interface CompanyQuery {
  search: string
  at: Instant | null
  sort: CompanySort
  isDescending: boolean
  limit: number
  /** Where the last page ended; null for the first. */
  after: CompanyPosition | null
  filter?: CompanyFilter | null
}

/** Which companies may be meant, by what is derived of them. */
export interface CompanyFilter {
  product: string | null
  /** Null where the derived rows do not hold for the instant asked for: then belonging to the product is enough. */
  standing: {
    plan: string | null
    status: EntitlementStatus | null
    /** A row that the clock has made old by then may be meant whatever it says. */
    now: Instant
  } | null
}

/** A company as its own row and its links tell it; what is derived of it stands elsewhere. */
export type CompanyCard = Omit<CompanyRow, 'subscriptions' | 'worst' | 'hours' | 'mrr'>

export interface ListedCompany extends CompanyCard {
  companyId: number
  position: CompanyPosition
}

/** The place of a row in one order. `part` tells name matches (0) from other matches (1) while searching. */
export interface CompanyPosition {
  part: 0 | 1
  key: string | number
  id: number
}

export interface CompanyPage {
  items: ListedCompany[]
  next: CompanyPosition | null
}

type Row = typeof company.$inferSelect

/** Counting a search stops here: beyond it, the exact number helps nobody and costs a scan. */
const COUNT_CEILING = 10_000

/** Sorts above every text that begins with what stands before it. */
const LAST_CHARACTER = '\u{10ffff}'

export function listCompanies(db: ReadDb, query: CompanyQuery): CompanyPage {
  if (query.search.trim() !== '') return searchCompanies(db, query)
  const { sort, isDescending, after, limit } = query
  const column = sort === 'name' ? company.nameKey : company.since
  const order = isDescending ? desc : asc
  const rows = db.drizzle
    .select()
    .from(company)
    .where(and(after ? isAfter(column, after, isDescending) : undefined, fits(query)))
    .orderBy(order(column), order(company.id))
    .limit(limit + 1)
    .all()
  return toPage(db, rows, limit, (row) => ({ part: 0, key: sort === 'name' ? row.nameKey : row.since, id: row.id }))
}

/** How many companies match; exact up to the ceiling while searching, and always exact without a search. */
export function countCompanies(
  db: ReadDb,
  { search, ...which }: Pick<CompanyQuery, 'search' | 'at' | 'filter'>,
): { total: number; isAtLeast: boolean } {
  if (search.trim() === '') {
    const row = db.drizzle.select({ total: sql<number>`count(*)` }).from(company).where(fits(which)).get()
    return { total: row?.total ?? 0, isAtLeast: false }
  }
  const match = toSearchMatch(search)
  if (match === null) return { total: 0, isAtLeast: false }
  const found = db.drizzle
    .select({ one: sql`1` })
    .from(company)
    .where(
      and(
        sql`${company.id} in (select rowid from company_search where company_search match ${match} limit ${COUNT_CEILING + 1})`,
        fits(which),
      ),
    )
    .all().length
  return { total: Math.min(found, COUNT_CEILING), isAtLeast: found > COUNT_CEILING }
}

/**
 * Best match first: names that begin with what was typed, by name; then all else that has its words, oldest in the mirror first.
 *
 * Ranking by weight would have to read every match before the first could be shown.
 */
function searchCompanies(db: ReadDb, { search, after, limit, ...which }: CompanyQuery): CompanyPage {
  const match = toSearchMatch(search)
  if (match === null) return { items: [], next: null }
  const prefix = foldName(search)
  const begins = sql`${company.nameKey} >= ${prefix} and ${company.nameKey} < ${prefix + LAST_CHARACTER}`
  const isPastNames = after?.part === 1
  const named = isPastNames
    ? []
    : db.drizzle
        .select()
        .from(company)
        .where(and(begins, after ? isAfter(company.nameKey, after, false) : undefined, fits(which)))
        .orderBy(asc(company.nameKey), asc(company.id))
        .limit(limit + 1)
        .all()
  const rest =
    named.length > limit
      ? []
      : db.drizzle
          .select()
          .from(company)
          .innerJoin(sql`company_search`, sql`company_search.rowid = ${company.id}`)
          .where(
            and(
              sql`company_search match ${match}`,
              isPastNames ? sql`company_search.rowid > ${after.id}` : undefined,
              sql`not (${begins})`,
              fits(which),
            ),
          )
          .orderBy(sql`company_search.rowid`)
          .limit(limit + 1 - named.length)
          .all()
          .map((row) => row.company)
  const namedIds = new Set(named.map(({ id }) => id))
  return toPage(db, [...named, ...rest], limit, (row) =>
    namedIds.has(row.id) ? { part: 0, key: row.nameKey, id: row.id } : { part: 1, key: '', id: row.id },
  )
}

export function getCompany(db: ReadDb, id: number): Omit<Company, 'subscriptions' | 'worst' | 'hours' | 'mrr'> {
  const rows = db.drizzle.select().from(company).where(eq(company.id, id)).all()
  const [row] = withLinks(db, rows)
  if (!row) throw new Error(`Broken promise: company ${id} was found and has a row`)
  const customers = db.drizzle
    .select({ customer, account: providerAccount })
    .from(companyLink)
    .innerJoin(customer, and(eq(customer.accountId, companyLink.accountId), eq(customer.ref, companyLink.ref)))
    .innerJoin(providerAccount, eq(providerAccount.id, companyLink.accountId))
    .where(eq(companyLink.companyId, id))
    .all()
  return {
    ...row,
    customers: customers.map(({ customer: each, account }) => ({
      provider: account.provider,
      ref: each.ref,
      account: account.ref,
      name: each.name,
      email: each.email,
      phone: each.phone,
      createdAt: each.createdAt,
      deletedAt: each.deletedAt,
      fetchedAt: each.fetchedAt,
    })),
    code: toShortCode(row.id),
    ...readPaymentMarks(db, id),
    timeline: customers.flatMap(({ customer: { ref }, account }) => listFactsOf(db, account, ref)).sort((a, b) => b.at - a.at),
  }
}

function listFactsOf({ drizzle }: ReadDb, account: typeof providerAccount.$inferSelect, ref: string) {
  return drizzle
    .select({ at: fact.at, kind: fact.kind, source: fact.source, ref: fact.ref })
    .from(fact)
    .where(and(eq(fact.source, account.provider), eq(fact.account, account.ref), eq(fact.ref, ref)))
    .orderBy(desc(fact.at))
    .limit(200)
    .all()
    .map((row) => ({ ...row, at: row.at }))
}

function isAfter(column: typeof company.nameKey | typeof company.since, { key, id }: CompanyPosition, isDescending: boolean): SQL {
  return isDescending ? sql`(${column}, ${company.id}) < (${key}, ${id})` : sql`(${column}, ${company.id}) > (${key}, ${id})`
}

function fits({ at, filter }: Pick<CompanyQuery, 'at' | 'filter'>): SQL | undefined {
  return and(at === null ? undefined : sql`${company.since} <= ${at}`, filter ? belongs(filter) : undefined)
}

/** Asked company by company, so that a page can stop early. */
function belongs({ product, standing }: CompanyFilter): SQL {
  const stands =
    standing &&
    or(
      and(
        standing.plan === null ? undefined : eq(companyProduct.plan, standing.plan),
        standing.status === null ? undefined : eq(companyProduct.status, standing.status),
      ),
      sql`${companyProduct.changesAt} <= ${standing.now}`,
    )
  const isMeant = and(
    sql`${companyProduct.companyId} = ${company.id}`,
    product === null ? undefined : eq(companyProduct.product, product),
    stands ?? undefined,
  )
  return sql`exists (select 1 from ${companyProduct} where ${isMeant})`
}

function toPage(db: ReadDb, rows: Row[], limit: number, toPosition: (row: Row) => CompanyPosition): CompanyPage {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const cards = withLinks(db, shown)
  const items = shown.flatMap((row, index): ListedCompany[] => {
    const card = cards[index]
    return card ? [{ ...card, companyId: row.id, position: toPosition(row) }] : []
  })
  return { items, next: last ? toPosition(last) : null }
}

function withLinks({ drizzle }: ReadDb, rows: readonly Row[]): CompanyCard[] {
  if (rows.length === 0) return []
  const links = drizzle
    .select({ companyId: companyLink.companyId, provider: providerAccount.provider, ref: companyLink.ref, deletedAt: customer.deletedAt })
    .from(companyLink)
    .innerJoin(providerAccount, eq(providerAccount.id, companyLink.accountId))
    .innerJoin(customer, and(eq(customer.accountId, companyLink.accountId), eq(customer.ref, companyLink.ref)))
    .where(
      inArray(
        companyLink.companyId,
        rows.map(({ id }) => id),
      ),
    )
    .all()
  const byCompany = Map.groupBy(links, ({ companyId }) => companyId)
  return rows.map(({ id, ref, name, email, phone, since, endedAt }) => ({
    id: ref,
    name,
    email,
    phone,
    since: since,
    endedAt: endedAt,
    links: (byCompany.get(id) ?? []).map(({ provider, ref: linkRef, deletedAt }) => ({ provider, ref: linkRef, deletedAt: deletedAt })),
  }))
}
