import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { deriveCompany } from '../../domain/deriveCompany.ts'
import type { LinkedCustomer } from '../../domain/linkedCustomer.ts'
import { foldName } from '../../domain/searchWords.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { company, companyLink } from '../schema/companies.ts'
import { customer } from '../schema/mirror.ts'

const findCustomer = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select()
    .from(customer)
    .where(and(eq(customer.accountId, sql.placeholder('accountId')), eq(customer.ref, sql.placeholder('ref'))))
    .prepare(),
)

const findCompany = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ id: company.id })
    .from(company)
    .where(eq(company.ref, sql.placeholder('ref')))
    .prepare(),
)

const saveCompany = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(company)
    .values({
      ref: sql.placeholder('ref'),
      name: sql.placeholder('name'),
      nameKey: sql.placeholder('nameKey'),
      email: sql.placeholder('email'),
      phone: sql.placeholder('phone'),
      since: sql.placeholder('since'),
      endedAt: sql.placeholder('endedAt'),
    })
    .onConflictDoUpdate({
      target: company.ref,
      set: {
        name: sql`excluded.name`,
        nameKey: sql`excluded.name_key`,
        email: sql`excluded.email`,
        phone: sql`excluded.phone`,
        since: sql`excluded.since`,
        endedAt: sql`excluded.ended_at`,
      },
    })
    .returning({ id: company.id })
    .prepare(),
)

const saveLink = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(companyLink)
    .values({ accountId: sql.placeholder('accountId'), ref: sql.placeholder('ref'), companyId: sql.placeholder('companyId') })
    .onConflictDoUpdate({ target: [companyLink.accountId, companyLink.ref], set: { companyId: sql`excluded.company_id` } })
    .prepare(),
)

const dropWords = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company_search where rowid = ?'))
const saveWords = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert into company_search (rowid, words) values (?, ?)'))

/**
 * Derives the companies of the customers that changed, and their place in the search index.
 *
 * A provider customer that is linked to nobody is a company of its own. Its id follows from the customer, so deriving again gives it again.
 */
export function deriveCompanies(tx: Tx, account: AccountRow, customerRefs: readonly string[]): void {
  for (const ref of customerRefs) {
    const row = findCustomer(tx).get({ accountId: account.id, ref })
    if (row) derive(tx, account, toLinkedCustomer(row, account))
  }
}

function derive(tx: Tx, account: AccountRow, linked: LinkedCustomer): void {
  const ref = toCompanyRef(account, linked.ref)
  const { name, email, phone, since, endedAt, searchWords } = deriveCompany(ref, [linked])
  const isKnown = findCompany(tx).get({ ref }) !== undefined
  const { id } = saveCompany(tx).get({ ref, name, nameKey: foldName(name), email, phone, since, endedAt })
  if (isKnown) dropWords(tx).run(id)
  saveWords(tx).run(id, searchWords.normalize('NFKC'))
  saveLink(tx).run({ accountId: account.id, ref: linked.ref, companyId: id })
}

function toLinkedCustomer(row: typeof customer.$inferSelect, { provider }: AccountRow): LinkedCustomer {
  const { ref, name, email, phone, createdAt, deletedAt } = row
  return { provider, ref, name, email, phone, createdAt, deletedAt }
}

/** `co_` and 16 letters and digits that follow from the provider's account and customer. */
function toCompanyRef({ provider, ref: account }: AccountRow, customerRef: string): string {
  const digest = createHash('sha256').update(`${provider}\n${account}\n${customerRef}`).digest()
  return `co_${BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .padStart(50, '0')
    .slice(-16)}`
}
