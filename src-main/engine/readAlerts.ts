import type { Instant } from '../../src-shared/model/instant.ts'
import { readBilling } from '../domain/billing/billing.ts'
import { deriveEntitlement } from '../domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../domain/entitlement/findHolding.ts'
import { listAlerts } from '../domain/entitlement/listAlerts.ts'
import { readTimeline } from '../domain/entitlement/readTimeline.ts'
import type { Crossing } from '../domain/usage/listCrossings.ts'
import { toNearShare } from '../domain/usage/toNearShare.ts'
import type { ReadDb } from '../store/readDb.ts'
import { readCompanyFacts } from '../store/reads/companyFacts.ts'
import type { CompanyIdentity } from '../store/reads/companyFigures.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { readCatalogs } from './answers/readCatalogs.ts'

export type CompanyAlert = Crossing & Pick<CompanyIdentity, 'company' | 'name'> & { product: string }

/**
 * What a company's use of one metric set off in its window in course, oldest first: derived from its facts.
 *
 * Nothing where it is not near its limit any more, as after a change to a larger plan.
 */
export function readAlerts(
  db: ReadDb,
  { companyId, company, name, product, metric }: CompanyIdentity & { product: string; metric: string },
  at: Instant,
): CompanyAlert[] {
  const { zone } = getWorkspace(db)
  const billing = readBilling(readCompanyFacts(db, companyId, product), readCatalogs(db))
  const timeline = readTimeline(readProduct(billing, product), at)
  const use = deriveEntitlement(timeline, zone).entitlement.usage[metric]
  if (!use || toNearShare(use) === null) return []
  return listAlerts(timeline, zone, metric).map((alert) => ({ ...alert, company, name, product }))
}
