import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import type { CompanyUsageRow, UsagePosition, UsageQuestion, UsageSpan } from './usageQuestion.ts'

type Row = [id: number, company: string, key: string, quantity: number, at: Instant, source: string]

const FIELDS = 'told.id, told.company, told.key, told.quantity, told.at, told.source'

const ASKED = `told.company in (select value from json_each(:owns)) and told.product = :product and told.metric = :metric
  and told.at >= :from and told.at < :to and told.at <= :at`

const listAsked = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare(`select ${FIELDS} from metered_record told where ${ASKED}`).raw())

const listPage = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${FIELDS} from metered_record told where ${ASKED} and (told.at, -told.id) < (:beforeAt, :beforeId)
      order by told.at desc, told.id limit :limit`,
    )
    .raw(),
)

const listSpan = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${FIELDS} from json_each(:companies) asked cross join metered_record told
      where told.company = asked.value and told.product = :product and told.metric = :metric and told.at >= :from and told.at < :to`,
    )
    .raw(),
)

const END_OF_TIME = 8_640_000_000_000_000

/** What meters counted of a company's use, in no order. */
export function listMeteredUsage(db: ReadDb, question: UsageQuestion): ProductUsage[] {
  return (listAsked(db).all(toNames(question)) as Row[]).map((row) => toUsage(row, question))
}

/** The same, newest first. The numbers are below 0, so that none is that of a record which was told. */
export function listMeteredPage(
  db: ReadDb,
  question: UsageQuestion,
  limit: number,
  after: UsagePosition | null,
): { id: number; usage: ProductUsage }[] {
  const before = { beforeAt: after?.at ?? END_OF_TIME + 1, beforeId: after?.id ?? 0 }
  const rows = listPage(db).all({ ...toNames(question), ...before, limit }) as Row[]
  return rows.map((row) => ({ id: -row[0], usage: toUsage(row, question) }))
}

/** What meters counted in a span, in no order. */
export function listMeteredSpan(db: ReadDb, span: UsageSpan): CompanyUsageRow[] {
  const rows = listSpan(db).all({ ...span, companies: JSON.stringify(span.companies) }) as Row[]
  return rows.map((row) => ({ ...toUsage(row, span), company: row[1] }))
}

function toNames({ owns, product, metric, from, to, at }: UsageQuestion) {
  return { owns: JSON.stringify(owns), product, metric, from: from ?? -END_OF_TIME, to: to ?? END_OF_TIME, at: at ?? END_OF_TIME }
}

function toUsage([, , key, quantity, at, source]: Row, { product, metric }: Pick<UsageQuestion, 'product' | 'metric'>): ProductUsage {
  return { product, metric, key, quantity, at, dimension: null, source }
}
