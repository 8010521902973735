import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { HoursBalance } from '../../domain/hours/hoursBalance.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import type { CompanyIdentity } from './companyFigures.ts'

/** The hours of a company in a product, with what it is on of it. */
export interface HoursRow extends CompanyIdentity {
  product: string
  plan: string | null
  status: EntitlementStatus
  balance: Omit<HoursBalance, 'ledger'>
}

type Row = [companyId: number, company: string, name: string, plan: string | null, status: EntitlementStatus, hours: string]

const listKept = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company.id, company.ref, company.name, plan, status, hours
      from company_product join company on company.id = company_id
      where product = ? and hours is not null and (changes_at is null or changes_at > ?)`,
    )
    .raw(),
)

/** The hours of everyone who belongs to a product, as they were derived last, where the clock has not changed them since. */
export function listHoursRows(db: ReadDb, product: string, now: Instant): HoursRow[] {
  return (listKept(db).all(product, now) as Row[]).map(([companyId, company, name, plan, status, hours]) => ({
    ...{ companyId, company, name, product, plan, status },
    balance: JSON.parse(hours) as HoursRow['balance'],
  }))
}
