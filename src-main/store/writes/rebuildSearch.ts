import { and, asc, eq, gt } from 'drizzle-orm'
import type { Tx } from '../readDb.ts'
import { customer } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'
import { deriveCompanies } from './deriveCompanies.ts'

const PAGE = 500

/** Makes the search index anew: it holds no text that could be copied. Companies keep their rows. */
export function rebuildSearch(tx: Tx): void {
  tx.sqlite.prepare('delete from company_search').run()
  for (const account of tx.drizzle.select().from(providerAccount).orderBy(asc(providerAccount.id)).all()) {
    for (let after = 0; ; ) {
      const isNext = and(eq(customer.accountId, account.id), gt(customer.id, after))
      const rows = tx.drizzle
        .select({ id: customer.id, ref: customer.ref })
        .from(customer)
        .where(isNext)
        .orderBy(asc(customer.id))
        .limit(PAGE)
        .all()
      if (rows.length === 0) break
      deriveCompanies(
        tx,
        account,
        rows.map(({ ref }) => ref),
      )
      after = rows.at(-1)?.id ?? after
    }
  }
}
