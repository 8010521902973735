import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../../domain/billing/billing.ts'
import { deriveEntitlement } from '../../domain/entitlement/deriveEntitlement.ts'
import type { Entitlement } from '../../domain/entitlement/entitlement.ts'
import { readProduct } from '../../domain/entitlement/findHolding.ts'
import { listProducts } from '../../domain/entitlement/listProducts.ts'
import { readTimeline } from '../../domain/entitlement/readTimeline.ts'
import { toNearShare } from '../../domain/usage/toNearShare.ts'
import type { CompanyIdentity } from '../../store/reads/companyFigures.ts'
import type { NearUse, StatusCount } from '../../store/reads/overviewRows.ts'
import { SOON, type Span } from './gathered.ts'

/** What a company is on of every product that it belongs to, derived as of the span's instant. */
export function deriveStandings(
  company: CompanyIdentity,
  billing: Billing,
  { at, zone }: Span,
): { counts: StatusCount[]; near: NearUse[] } {
  const standings = listProducts(billing, at).map(
    (product) => deriveEntitlement(readTimeline(readProduct(billing, product), at), zone).entitlement,
  )
  return {
    counts: standings.map((standing) => ({ status: standing.status, count: 1, endingSoon: Number(isEndingSoon(standing, at)) })),
    near: standings.flatMap((standing) => listNear(company, standing)),
  }
}

function isEndingSoon({ status, endsAt, period }: Entitlement, at: Instant): boolean {
  const until = endsAt ?? period?.end ?? null
  const soonMs = status === 'grace' ? SOON.graceMs : status === 'trialing' ? SOON.trialMs : 0
  return until !== null && until > at && until <= at + soonMs
}

function listNear(company: CompanyIdentity, { product, plan, status, usage }: Entitlement): NearUse[] {
  return Object.entries(usage).flatMap(([metric, { used, limit, asOf, window }]): NearUse[] => {
    if (used === null || typeof limit !== 'number' || toNearShare({ used, limit }) === null) return []
    return [{ ...company, product, plan, status, metric, used, limit, asOf, window }]
  })
}
