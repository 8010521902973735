import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Entitlement } from '../../domain/entitlement/entitlement.ts'
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

/**
 * How many of each status are kept, less those that the clock has made old: they say nothing of now.
 *
 * The index is named, for SQLite would rather walk along one in the order of the statuses.
 */
const countKept = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select status, sum(count) as count from (
      select status, count from status_count
      union all select status, -count(*) from company_product indexed by company_product_by_change where changes_at <= :now group by status)
    group by status`,
  ),
)

const countEnding = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select count(*) from company_product
      where status = :status and until > :now and until <= :now + :soonMs and (changes_at is null or changes_at > :now)`,
    )
    .pluck(),
)

/** Counts what was derived last, where the clock has not changed it since. */
export function countStatuses(db: ReadDb, now: Instant, soon: { graceMs: number; trialMs: number }): StatusCount[] {
  const endingSoon = (status: EntitlementStatus, soonMs: number) => Number(countEnding(db).get({ status, now, soonMs }))
  return (countKept(db).all({ now }) as Omit<StatusCount, 'endingSoon'>[])
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => ({
      ...{ status, count },
      endingSoon: status === 'grace' ? endingSoon(status, soon.graceMs) : status === 'trialing' ? endingSoon(status, soon.trialMs) : 0,
    }))
}

const countNear = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select (select count(*) from company_metric where near_share is not null) - (
        select count(*) from company_product as old cross join company_metric as use
        where old.changes_at <= :now and use.company_id = old.company_id and use.product = old.product and use.near_share is not null)`,
    )
    .pluck(),
)

/** The place of a use among those of its share is its company's name, and then all else that tells it apart. */
const listNear = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select company.id as companyId, company.ref as company, company.name, use.product, plan, status, use.metric,
        entitlement -> '$.usage' as usage
      from company_metric as use
      cross join company_product as held on held.company_id = use.company_id and held.product = use.product
      cross join company on company.id = use.company_id
      where near_share is not null and (changes_at is null or changes_at > :now)
      order by near_share desc, company.name_key, company.ref, use.product, use.metric limit :most`,
  ),
)

/**
 * How many uses are near their limit or above it, and the worst of them, as they were derived last and the clock has not changed them since.
 *
 * @param most how many are read
 */
export function listNearUses(db: ReadDb, now: Instant, most: number): { total: number; items: NearUse[] } {
  type Row = Omit<NearUse, 'used' | 'limit' | 'asOf' | 'window'> & { usage: string }
  const items = (listNear(db).all({ now, most }) as Row[]).flatMap(({ usage, ...row }): NearUse[] => {
    const { used, limit, asOf, window } = (JSON.parse(usage) as Entitlement['usage'])[row.metric] ?? { used: null, limit: null }
    return used === null || typeof limit !== 'number' ? [] : [{ ...row, used, limit, asOf: asOf ?? null, window: window ?? null }]
  })
  return { total: Number(countNear(db).get({ now })), items }
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
