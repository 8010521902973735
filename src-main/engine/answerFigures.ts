import type { CompanyRow } from '../../src-shared/contract/companies.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { readBilling } from '../domain/billing/billing.ts'
import { type Catalogs, catalogAt } from '../domain/catalogHistory.ts'
import { deriveEntitlement } from '../domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../domain/entitlement/findHolding.ts'
import { listProducts } from '../domain/entitlement/listProducts.ts'
import { readTimeline } from '../domain/entitlement/readTimeline.ts'
import { hasHours, toHoursFacts } from '../domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../domain/hours/deriveHours.ts'
import { measureMonthlyRevenue } from '../domain/revenue/measureMonthlyRevenue.ts'
import { findWorstUse } from '../domain/usage/findWorstUse.ts'
import { readCompanyFacts } from '../store/reads/companyFacts.ts'
import { type KeptUse, readCompanyFigures, readCompanyUse } from '../store/reads/companyFigures.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import type { AnswerParts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'

/** What is derived of a company, as its row shows it. */
export type RowFigures = Pick<CompanyRow, 'subscriptions' | 'worst' | 'hours' | 'mrr'>

/**
 * What is derived of some companies, in their order.
 *
 * Now, what is kept of all of them is read at once; whom the clock has changed since, and as of an instant, everybody is answered anew.
 */
export function answerFigures(parts: AnswerParts, companyIds: readonly number[], at: Instant | null): RowFigures[] {
  if (at !== null) return companyIds.map((id) => deriveFigures(parts, id, at))
  const catalogs = readCatalogs(parts.db)
  const known = readCompanyFigures(parts.db, companyIds, parts.now)
  const use = readCompanyUse(parts.db, companyIds)
  return companyIds.map((id) => {
    const kept = known.get(id)
    if (!kept || kept.isOld) return deriveFigures(parts, id, parts.now)
    const { subscriptions, mrr } = kept
    return { subscriptions, ...toNearest(use.get(id) ?? [], catalogs, parts.now), mrr }
  })
}

function deriveFigures({ db }: AnswerParts, companyId: number, at: Instant): RowFigures {
  const catalogs = readCatalogs(db)
  const { zone } = getWorkspace(db)
  const billing = readBilling(readCompanyFacts(db, companyId, null), catalogs)
  const derived = listProducts(billing, at).map((product) => {
    const timeline = readTimeline(readProduct(billing, product), at)
    const hours = hasHours(timeline.product.history) ? deriveHours(toHoursFacts(timeline), at) : null
    return { product, hours, entitlement: deriveEntitlement(timeline, zone).entitlement }
  })
  const subscriptions = derived.map(({ product, entitlement: { plan, subscribedPlan, status, endsAt, period } }) => ({
    ...{ product, plan, subscribedPlan, status, until: endsAt ?? period?.end ?? null },
  }))
  const use = derived.map(({ product, hours, entitlement: { status, usage } }) => ({ product, status, usage, hours }))
  return { subscriptions, ...toNearest(use, catalogs, at), mrr: measureMonthlyRevenue(billing, at) }
}

/** The limit that a company is nearest to, and what is left of its hours. */
function toNearest(use: readonly KeptUse[], catalogs: Catalogs, at: Instant): Pick<RowFigures, 'worst' | 'hours'> {
  const worst = findWorstUse(
    use.flatMap(({ product, status, usage }) => {
      const history = catalogs.get(product)
      return history ? [{ product, status, usage, metrics: catalogAt(history, at).metrics }] : []
    }),
  )
  const withHours = use.find(({ hours }) => hours !== null && hasAny(hours))
  return { worst, hours: withHours?.hours ? { product: withHours.product, available: withHours.hours.available } : null }
}

/** Who has no month of hours on, no packs and no overage is not among those with hours: nothing is left of nothing. */
function hasAny({ window, packs, overage }: NonNullable<KeptUse['hours']>): boolean {
  return window !== null || packs.length > 0 || overage > 0
}
