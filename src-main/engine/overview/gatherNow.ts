import { readBilling } from '../../domain/billing/billing.ts'
import { measureRevenueLines } from '../../domain/revenue/measureRevenueLines.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { countStatuses, listCompanyIdentities, listNearUses, listSubscribers } from '../../store/reads/overviewRows.ts'
import { findUnmatched, sumPayments } from '../../store/reads/paymentDays.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { deriveStandings } from './deriveStandings.ts'
import { type Gathered, NEAR_PERCENT, SOON, type Span } from './gathered.ts'

/** Asks for the usage of no product: revenue follows from none. */
const NO_PRODUCT = ''

/**
 * What an overview of now is made of: what is kept, and of companies that the clock has changed since, what is derived here.
 *
 * The revenue of months gone by is kept nowhere: it is measured from the facts of every company with a subscription, at each asking. So an
 * overview costs what its companies cost, until the mirror keeps sums of months.
 */
export function gatherNow(db: ReadDb, span: Span): Gathered {
  const { at, days, instants } = span
  const catalogs = readCatalogs(db)
  const anew = listCompanyIdentities(db, at).map((company) =>
    deriveStandings(company, readBilling(readCompanyFacts(db, company.companyId, null), catalogs), span),
  )
  return {
    counts: [...countStatuses(db, at, SOON), ...anew.flatMap(({ counts }) => counts)],
    near: [...listNearUses(db, at, NEAR_PERCENT), ...anew.flatMap(({ near }) => near)],
    lines: listSubscribers(db).flatMap((companyId) =>
      measureRevenueLines(readBilling(readCompanyFacts(db, companyId, NO_PRODUCT), catalogs), instants),
    ),
    payments: days.map((day) => sumPayments(db, day, at)),
    unmatched: findUnmatched(db),
  }
}
