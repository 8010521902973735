import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import type { CompanyIdentity } from './companyFigures.ts'

/** How many products of companies have a status, and of how many of them it ends within a time. */
export interface StatusCount {
  status: EntitlementStatus
  count: number
  endingSoon: number
}

/** A use that is near its limit or above it. */
export interface NearUse extends CompanyIdentity {
  product: string
  plan: string | null
  status: EntitlementStatus
  metric: string
  used: number
  limit: number
  asOf: Instant | null
  /** Over which a flow metric is counted. */
  window: { start: Instant; end: Instant | null } | null
}

/** Rows that the clock has made old say nothing of now. */
const HOLDS = '(changes_at is null or changes_at > :now)'

const countKept = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select status, count(*) as count, count(*) filter (where until > :now and until <= :now + case status
        when 'grace' then :graceMs when 'trialing' then :trialMs else 0 end) as endingSoon
      from company_product where ${HOLDS} group by status`,
  ),
)

/** Counts what was derived last, where the clock has not changed it since. */
export function countStatuses(db: ReadDb, now: Instant, soon: { graceMs: number; trialMs: number }): StatusCount[] {
  return countKept(db).all({ now, ...soon }) as StatusCount[]
}

const listNear = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select company.id as companyId, company.ref as company, company.name, product, plan, status, use.key as metric,
        use.value ->> 'used' as used, use.value ->> 'limit' as "limit", use.value ->> 'asOf' as asOf,
        use.value ->> '$.window.start' as "start", use.value ->> '$.window.end' as "end"
      from company_product join company on company.id = company_id, json_each(entitlement, '$.usage') as use
      where ${HOLDS} and typeof(use.value ->> 'limit') = 'integer' and use.value ->> 'limit' > 0
        and (use.value ->> 'used') * 100 >= (use.value ->> 'limit') * :percent`,
  ),
)

/** Every use that is at so many per cent of its limit or above, as it was derived last and the clock has not changed it since. */
export function listNearUses(db: ReadDb, now: Instant, percent: number): NearUse[] {
  type Row = Omit<NearUse, 'window'> & { start: Instant | null; end: Instant | null }
  return (listNear(db).all({ now, percent }) as Row[]).map(({ start, end, ...row }) => ({
    ...row,
    window: start === null ? null : { start, end },
  }))
}

const IDENTITY = 'company.id as companyId, company.ref as company, company.name'

const listAll = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare(`select ${IDENTITY} from company order by id`))

const listOld = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select ${IDENTITY} from company where id in (select company_id from company_product where changes_at <= ?) order by company.id`,
  ),
)

/** Every company; with `now`, those alone of which the clock has made a figure old. */
export function listCompanyIdentities(db: ReadDb, now: Instant | null): CompanyIdentity[] {
  return (now === null ? listAll(db).all() : listOld(db).all(now)) as CompanyIdentity[]
}

const listOfSubscriptions = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select distinct company_id from company_link cross join billed_object as billed
      where billed.account_id = company_link.account_id and billed.customer = company_link.ref and billed.kind = 'subscription'
        and billed.deleted_at is null`,
    )
    .pluck(),
)

/** The companies that have a subscription, or had one. */
export function listSubscribers(db: ReadDb): number[] {
  return listOfSubscriptions(db).all() as number[]
}
