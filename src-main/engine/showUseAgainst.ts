import type { UseOfMetric } from '../../src-shared/contract/usage.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { DAY_MS } from '../domain/calendar/dayMs.ts'
import { type CatalogHistory, catalogAt } from '../domain/catalogHistory.ts'
import { judgeUse } from '../domain/usage/judgeUse.ts'
import { listDays } from '../domain/usage/listDays.ts'
import type { ReadDb } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { type AnswerParts, answerCompanyProducts, answerEntitlement } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { type DaysAsk, listCustomersOf, readDays } from './readDays.ts'

interface UseAgainst {
  company: string
  asOf: Instant
  products: { product: string; metrics: UseOfMetric[] }[]
}

const TREND_DAYS = 30
const FIRST_INSTANT = -8_640_000_000_000_000

/** What a company uses of every metric against its limits: of one product, or of all that it belongs to. */
export function showUseAgainst(parts: AnswerParts, ask: { company: string; product: string | null; at: Instant | null }): UseAgainst {
  const catalogs = readCatalogs(parts.db)
  const { company, companyId } = getCompanyIdentity(parts.db, ask.company)
  const products = ask.product === null ? answerCompanyProducts(parts, companyId, ask.at).map(({ product }) => product) : [ask.product]
  return {
    company,
    asOf: ask.at ?? parts.now,
    products: products.map((product) => {
      const history = getProduct(catalogs, product)
      return { product, metrics: listMetrics(parts, { company, companyId, history, at: ask.at }) }
    }),
  }
}

function listMetrics(
  parts: AnswerParts,
  { company, companyId, history, at: asked }: { company: string; companyId: number; history: CatalogHistory; at: Instant | null },
): UseOfMetric[] {
  const at = asked ?? parts.now
  const { usage, status } = answerEntitlement(parts, companyId, history.product, asked)
  const customers = listCustomersOf(parts.db, { company, companyId })
  return Object.entries(catalogAt(history, at).metrics).flatMap(([metric, { kind }]): UseOfMetric[] => {
    const use = usage[metric]
    if (!use) return []
    const { level, projection } = judgeUse({ kind, ...use, isPaused: status === 'paused', at })
    return [{ metric, kind, ...use, level, projection, trend: readTrend(parts.db, { customers, history, metric, kind, at }, use.used) }]
  })
}

/**
 * Of a flow every day, 0 where nothing was told of it; of a stock each from its first telling on.
 *
 * Of what nobody ever told there is none: unknown is not 0.
 */
function readTrend(
  db: ReadDb,
  { at, ...which }: Pick<DaysAsk, 'customers' | 'history' | 'metric' | 'kind'> & { at: Instant },
  used: number | null,
): UseOfMetric['trend'] {
  const to = toInstant(at + 1)
  const sums = Map.groupBy(readDays(db, { ...which, from: goBack(at, TREND_DAYS + 1), to }), ({ day }) => day)
  const isUnknown = used === null && sums.size === 0
  const days = listDays(goBack(at, TREND_DAYS), to, getWorkspace(db).zone).slice(-TREND_DAYS)
  return days.flatMap((day) => {
    const own = sums.get(day)
    if (!own && (which.kind === 'stock' || isUnknown)) return []
    return [{ day, quantity: (own ?? []).reduce((sum, { quantity }) => sum + quantity, 0) }]
  })
}

function goBack(at: Instant, days: number): Instant {
  return toInstant(Math.max(at - days * DAY_MS, FIRST_INSTANT))
}
