import { readBilling } from '../../domain/billing/billing.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { countStatuses, listCompanyIdentities, listNearUses } from '../../store/reads/overviewRows.ts'
import { findUnmatched, sumPayments } from '../../store/reads/paymentDays.ts'
import { readMovement } from '../../store/reads/readMovement.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { deriveStandings } from './deriveStandings.ts'
import { type Gathered, SOON, type Span } from './gathered.ts'

/**
 * What an overview of now is made of: sums that are kept, and of companies that the clock has changed since, what is derived here.
 *
 * So its cost goes by what the clock has changed and nobody has derived again, and not by how many companies there are.
 */
export function gatherNow(db: ReadDb, span: Span): Gathered {
  const { at, zone, days, instants } = span
  const catalogs = readCatalogs(db)
  const anew = listCompanyIdentities(db, at).map((company) =>
    deriveStandings(company, readBilling(readCompanyFacts(db, company.companyId, null), catalogs), span),
  )
  const nearAnew = anew.flatMap(({ near }) => near)
  const near = listNearUses(db, at, span.mostNear)
  return {
    counts: [...countStatuses(db, at, SOON), ...anew.flatMap(({ counts }) => counts)],
    near: { total: near.total + nearAnew.length, items: [...near.items, ...nearAnew] },
    movement: readMovement(db, instants, zone),
    payments: days.map((day) => sumPayments(db, day, at)),
    unmatched: findUnmatched(db),
  }
}
