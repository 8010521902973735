import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import { readBilling } from '../../domain/billing/billing.ts'
import { deriveEntitlement } from '../../domain/entitlement/deriveEntitlement.ts'
import type { Entitlement } from '../../domain/entitlement/entitlement.ts'
import { readProduct } from '../../domain/entitlement/findHolding.ts'
import { listProducts } from '../../domain/entitlement/listProducts.ts'
import { readTimeline } from '../../domain/entitlement/readTimeline.ts'
import { toHoursFacts } from '../../domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../../domain/hours/deriveHours.ts'
import type { HoursBalance } from '../../domain/hours/hoursBalance.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { findFigures, listFigures, listRevenue } from '../../store/reads/figures.ts'
import { getWorkspace } from '../../store/reads/getWorkspace.ts'
import { readCatalogs } from './readCatalogs.ts'

/** What answers are given from. */
export interface AnswerParts {
  db: ReadDb
  now: Instant
}

/** What a company is on of one product, as lists show it. */
export interface CompanyProduct {
  product: string
  plan: string | null
  subscribedPlan: string | null
  status: Entitlement['status']
  until: Instant | null
}

/**
 * What a company may do with a product, now or as of an instant.
 *
 * Now, it is what was derived when its facts last changed, for as long as the clock leaves that as it is; else it is derived here.
 */
export function answerEntitlement({ db, now }: AnswerParts, companyId: number, product: string, at: Instant | null): Entitlement {
  const kept = at === null ? findFigures(db, companyId, product, now) : null
  if (kept) return kept.entitlement
  return deriveEntitlement(readProductTimeline(db, companyId, product, at ?? now), getWorkspace(db).zone).entitlement
}

/** The hours of a company; with the ledger, which is derived each time it is looked at. */
export function answerHours({ db, now }: AnswerParts, companyId: number, product: string, at: Instant | null): HoursBalance {
  return deriveHours(toHoursFacts(readProductTimeline(db, companyId, product, at ?? now)), at ?? now)
}

/** The same without the ledger, from what was derived where that still holds. */
export function answerBalance(parts: AnswerParts, companyId: number, product: string, at: Instant | null): Omit<HoursBalance, 'ledger'> {
  const kept = at === null ? findFigures(parts.db, companyId, product, parts.now) : null
  return kept?.hours ?? answerHours(parts, companyId, product, at)
}

/** What a company is on of every product that it belongs to. */
export function answerCompanyProducts({ db, now }: AnswerParts, companyId: number, at: Instant | null): CompanyProduct[] {
  const kept = at === null ? listFigures(db, companyId) : []
  if (at === null && kept.every(({ changesAt }) => changesAt === null || changesAt > now))
    return kept.map(({ changesAt: _, ...row }) => row)
  const billing = readBilling(readCompanyFacts(db, companyId, null), readCatalogs(db))
  return listProducts(billing, at ?? now).map((product) => {
    const { entitlement } = deriveEntitlement(readTimeline(readProduct(billing, product), at ?? now), getWorkspace(db).zone)
    const { plan, subscribedPlan, status, endsAt, period } = entitlement
    return { product, plan, subscribedPlan, status, until: endsAt ?? period?.end ?? null }
  })
}

/** What a company's subscriptions bring in a month, by currency: now, or as of an instant by all that is known now. */
export function answerRevenue({ db, now }: AnswerParts, companyId: number, at: Instant | null): Money[] {
  return listRevenue(db, companyId, at ?? now)
}

function readProductTimeline(db: ReadDb, companyId: number, product: string, at: Instant) {
  const billing = readBilling(readCompanyFacts(db, companyId, product), readCatalogs(db))
  return readTimeline(readProduct(billing, product), at)
}
