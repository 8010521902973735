import { eq } from 'drizzle-orm'
import type { ReadDb } from '../readDb.ts'
import { companyLink } from '../schema/companies.ts'

/** Which customers of which provider accounts a company is, by their ids. */
export function listCompanyLinks({ drizzle }: ReadDb, companyId: number): { accountId: number; ref: string }[] {
  const fields = { accountId: companyLink.accountId, ref: companyLink.ref }
  return drizzle.select(fields).from(companyLink).where(eq(companyLink.companyId, companyId)).all()
}
