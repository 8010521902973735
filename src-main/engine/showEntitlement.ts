import type { EntitlementAnswer } from '../../src-shared/contract/entitlements.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { type AnswerParts, answerEntitlement } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'

/** What a company may do with a product, and why. */
export function showEntitlement(parts: AnswerParts, ask: { company: string; product: string; at: Instant | null }): EntitlementAnswer {
  const { company, companyId } = getCompanyIdentity(parts.db, ask.company)
  const { product } = getProduct(readCatalogs(parts.db), ask.product)
  const entitlement = answerEntitlement(parts, companyId, product, ask.at)
  const { plan, subscribedPlan, status, period, endsAt, cancelAtPeriodEnd, limits, features, usage, notes, doubles, why } = entitlement
  return { company, product, plan, subscribedPlan, status, period, endsAt, cancelAtPeriodEnd, limits, features, usage, notes, doubles, why }
}
