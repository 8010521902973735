import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import type { CompanyIdentity } from './companyFigures.ts'

/** Of which metric a company uses much, as it was derived last. */
export interface ToldNear extends CompanyIdentity {
  product: string
  metric: string
}

interface NearQuestion {
  /** What part of the limit is used at least. */
  share: number
  /** Told of at or after this instant; null for ever. */
  from: Instant | null
  /** Null for every metric of every product. */
  of: { product: string; metric: string } | null
  most: number
}

const listTold = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select company.id as companyId, company.ref as company, company.name, use.product, use.metric
      from company_metric as use cross join company on company.id = use.company_id
      where near_share is not null and near_share >= :share and (:from is null or as_of >= :from)
        and (:product is null or (use.product = :product and use.metric = :metric))
      order by as_of desc, company.ref, use.product, use.metric limit :most`,
  ),
)

/** Who is near a limit or above it, of whom it was told last first. */
export function listToldNear(db: ReadDb, { of, ...question }: NearQuestion): ToldNear[] {
  return listTold(db).all({ ...question, product: of?.product ?? null, metric: of?.metric ?? null }) as ToldNear[]
}
