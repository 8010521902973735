import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { deriveCompany } from '../../domain/deriveCompany.ts'
import type { LinkedCustomer } from '../../domain/linkedCustomer.ts'
import { toShortCode } from '../../domain/links/toShortCode.ts'
import { foldName } from '../../domain/searchWords.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { findLinkFact, hasLinkFacts, listLinkedTo } from '../reads/linkFacts.ts'
import { customer } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'

const findCustomer = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select()
    .from(customer)
    .where(and(eq(customer.accountId, sql.placeholder('accountId')), eq(customer.ref, sql.placeholder('ref'))))
    .prepare(),
)

const findCompany = prepareOnce((tx: Tx) => tx.sqlite.prepare('select id from company where ref = ?').pluck())

/** By hand, and not as one that does either: where others refer to a row, SQLite takes four times as long for that. */
const insertCompany = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into company (ref, name, name_key, email, phone, since, ended_at)
    values (:ref, :name, :nameKey, :email, :phone, :since, :endedAt)`,
  ),
)
const updateCompany = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `update company set name = :name, name_key = :nameKey, email = :email, phone = :phone, since = :since, ended_at = :endedAt
    where id = :id`,
  ),
)

type Place = [companyId: number, company: string, own: string]

const findPlace = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select company_id, company.ref, own from company_link join company on company.id = company_id where account_id = ? and company_link.ref = ?`,
    )
    .raw(),
)

/** Where the customer is now that a company's id comes from. */
const findByOwn = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('select account_id, company_link.ref, company_id from company_link where own = ?').raw(),
)

const countMembers = prepareOnce((tx: Tx) => tx.sqlite.prepare('select count(*) from company_link where company_id = ?').pluck())

const listMembers = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select provider, customer.ref, customer.name, customer.email, customer.phone, customer.created_at, customer.deleted_at,
        link.own = company.ref
      from company_link link
      join customer on customer.account_id = link.account_id and customer.ref = link.ref
      join provider_account account on account.id = link.account_id
      join company on company.id = link.company_id
      where link.company_id = ?`,
    )
    .raw(),
)

const listNaming = prepareOnce((tx: Tx) => tx.sqlite.prepare('select account_id, ref from customer where named_company = ?').raw())

const insertLink = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('insert into company_link (company_id, account_id, ref, own, code) values (?, ?, ?, ?, ?)'),
)
const moveLink = prepareOnce((tx: Tx) => tx.sqlite.prepare('update company_link set company_id = ? where account_id = ? and ref = ?'))

const dropWords = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company_search where rowid = ?'))
const saveWords = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert into company_search (rowid, words) values (?, ?)'))

const getAccount = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select()
    .from(providerAccount)
    .where(eq(providerAccount.id, sql.placeholder('id')))
    .prepare(),
)

type CustomerRow = typeof customer.$inferSelect

/**
 * Derives the companies of the customers that changed, and their place in the search index.
 *
 * A provider customer that is linked to nobody is a company of its own. Its id follows from the customer, so deriving again gives it again.
 *
 * @returns ids of companies between which customers moved: what they are on has changed, and one without any is no company any more
 */
export function deriveCompanies(tx: Tx, account: AccountRow, customerRefs: readonly string[]): number[] {
  const hasLinks = hasLinkFacts(tx)
  const moved = new Set<number>()
  for (const ref of customerRefs) {
    const row = findCustomer(tx).get({ accountId: account.id, ref })
    if (row) derive(tx, account, row, { hasLinks, moved })
  }
  return [...moved]
}

interface Deriving {
  /** Whether staff said anything of whose something is. */
  hasLinks: boolean
  /** The companies between which customers moved. */
  moved: Set<number>
}

function derive(tx: Tx, account: AccountRow, row: CustomerRow, deriving: Deriving): void {
  const place = findPlace(tx).get(account.id, row.ref) as Place | undefined
  const own = place?.[2] ?? toCompanyRef(account, row.ref)
  const wanted = findWanted(tx, account, row, own, deriving.hasLinks)
  const target = wanted === own ? own : followOwn(tx, wanted, own)
  const linked = toLinkedCustomer(row, account)
  const known = findCompany(tx).get(target) as number | undefined
  const id = known ?? describe(tx, null, target, [linked])
  if (!place) insertLink(tx).run(id, account.id, row.ref, own, toShortCode(own))
  else if (place[0] !== id) moveLink(tx).run(id, account.id, row.ref)
  // Most companies are one customer.
  const isAlone = target === own && countMembers(tx).get(id) === 1
  if (known !== undefined) describe(tx, known, target, isAlone ? [linked] : readMembers(tx, id))
  if (place?.[0] === id) return
  if (place) {
    for (const each of [place[0], id]) deriving.moved.add(each)
    const [first, ...others] = readMembers(tx, place[0])
    if (first) describe(tx, place[0], place[1], [first, ...others])
  }
  deriveNaming(tx, own, deriving)
}

/** Those that were said to be this company before it was known. */
function deriveNaming(tx: Tx, own: string, deriving: Deriving): void {
  const naming = listNaming(tx).all(own) as [accountId: number, ref: string][]
  const said = deriving.hasLinks ? listLinkedTo(tx, own, 'customer') : []
  for (const [accountId, ref] of naming) deriveOne(tx, accountId, ref, deriving)
  for (const { provider, account, ref } of said) {
    const of = tx.drizzle.select().from(providerAccount).where(eq(providerAccount.ref, account)).all()
    for (const each of of) if (each.provider === provider) deriveOne(tx, each.id, ref, deriving)
  }
}

function deriveOne(tx: Tx, accountId: number, ref: string, deriving: Deriving): void {
  const account = getAccount(tx).get({ id: accountId })
  const row = findCustomer(tx).get({ accountId, ref })
  const place = findPlace(tx).get(accountId, ref) as Place | undefined
  // One that was not derived yet will be.
  if (account && row && place) derive(tx, account, row, deriving)
}

/** The company that it is said to be: by staff, else by an exact id in what Stripe keeps of it, which nobody but the operator writes. */
function findWanted(tx: Tx, { provider, ref: account }: AccountRow, row: CustomerRow, own: string, hasLinks: boolean): string {
  const said = hasLinks ? findLinkFact(tx, { kind: 'customer', provider, account, ref: row.ref }) : null
  if (said) return said.company ?? own
  return provider === 'stripe' && row.namedCompany !== null && !isElsewhere(tx, row.namedCompany) ? row.namedCompany : own
}

/** Whether the customer that a company's id comes from names another company itself: two that name each other name nobody. */
function isElsewhere(tx: Tx, named: string): boolean {
  const found = findByOwn(tx).get(named) as [accountId: number, ref: string] | undefined
  const its = found && findCustomer(tx).get({ accountId: found[0], ref: found[1] })?.namedCompany
  return its != null && its !== named
}

/**
 * The company that one said to be `wanted` is: where the customer is now that this id comes from. What leads nowhere, or back, leaves it its own.
 */
function followOwn(tx: Tx, wanted: string, own: string): string {
  const seen = new Set([own])
  let target = wanted
  for (;;) {
    if (seen.has(target)) return own
    seen.add(target)
    const found = findByOwn(tx).get(target) as [accountId: number, ref: string, companyId: number] | undefined
    if (!found) return own
    const [, company] = findPlace(tx).get(found[0], found[1]) as Place
    if (company === target) return target
    target = company
  }
}

/** Writes what a company's customers say of it. @param known its id in the store; null for one that is new @returns that id */
function describe(tx: Tx, known: number | null, ref: string, customers: readonly [LinkedCustomer, ...LinkedCustomer[]]): number {
  const { name, email, phone, since, endedAt, searchWords } = deriveCompany(ref, customers)
  const row = { name, nameKey: foldName(name), email, phone, since, endedAt }
  const id = known ?? Number(insertCompany(tx).run({ ref, ...row }).lastInsertRowid)
  if (known !== null) {
    updateCompany(tx).run({ id, ...row })
    dropWords(tx).run(id)
  }
  saveWords(tx).run(id, searchWords.normalize('NFKC'))
  return id
}

const getDescription = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('select ref, name, name_key, email, phone, since, ended_at from company where id = ?').raw(),
)

/** Whether a company is kept as what its customers say of it. */
export function isDescribed(tx: Tx, companyId: number): boolean {
  const [ref, ...kept] = getDescription(tx).get(companyId) as [ref: string, ...unknown[]]
  const { name, email, phone, since, endedAt } = deriveCompany(ref, readMembers(tx, companyId))
  return [name, foldName(name), email, phone, since, endedAt].every((value, index) => value === kept[index])
}

type Member = [
  provider: LinkedCustomer['provider'],
  ref: string,
  name: string | null,
  email: string | null,
  phone: string | null,
  createdAt: LinkedCustomer['createdAt'],
  deletedAt: LinkedCustomer['deletedAt'],
  isOwn: 0 | 1,
]

function readMembers(tx: Tx, companyId: number): [LinkedCustomer, ...LinkedCustomer[]] {
  const members = (listMembers(tx).all(companyId) as Member[]).map(
    ([provider, ref, name, email, phone, createdAt, deletedAt, isOwn]): LinkedCustomer => ({
      provider,
      ref,
      name,
      email,
      phone,
      createdAt,
      deletedAt,
      isOwn: isOwn === 1,
    }),
  )
  return members as [LinkedCustomer, ...LinkedCustomer[]]
}

function toLinkedCustomer(row: CustomerRow, { provider }: AccountRow): LinkedCustomer {
  const { ref, name, email, phone, createdAt, deletedAt } = row
  return { provider, ref, name, email, phone, createdAt, deletedAt, isOwn: true }
}

/** `co_` and 16 letters and digits that follow from the provider's account and customer. */
function toCompanyRef({ provider, ref: account }: AccountRow, customerRef: string): string {
  const digest = createHash('sha256').update(`${provider}\n${account}\n${customerRef}`).digest()
  return `co_${BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .padStart(50, '0')
    .slice(-16)}`
}
