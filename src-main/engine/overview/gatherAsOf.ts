import type { Instant } from '../../../src-shared/model/instant.ts'
import { readBilling } from '../../domain/billing/billing.ts'
import { listPaymentRows } from '../../domain/billing/listPaymentRows.ts'
import type { PaymentRow } from '../../domain/billing/paymentRow.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import type { NamedWindow } from '../../domain/revenue/listLastWindows.ts'
import { measureRevenueLines, type RevenueLine } from '../../domain/revenue/measureRevenueLines.ts'
import { sumMovement } from '../../domain/revenue/sumMovement.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readCompanyFacts, readUnownedFacts } from '../../store/reads/companyFacts.ts'
import { listCompanyIdentities, type NearUse, type StatusCount } from '../../store/reads/overviewRows.ts'
import { listUnownedPayments, type PaymentSum } from '../../store/reads/paymentDays.ts'
import { createPriceShelf } from '../../store/reads/priceShelf.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { deriveStandings } from './deriveStandings.ts'
import type { Gathered, Span } from './gathered.ts'

/** How many payments of nobody are read at once. */
const CHUNK = 500

/** What an overview is made of as of an instant: every company is derived as of then, each from its facts once. */
export function gatherAsOf(db: ReadDb, span: Span): Gathered {
  const { at, days, instants } = span
  const catalogs = readCatalogs(db)
  const counts: StatusCount[] = []
  const near: NearUse[] = []
  const lines: RevenueLine[] = []
  const rows = listUnowned(db, catalogs, at)
  const shelf = createPriceShelf(db)
  for (const company of listCompanyIdentities(db, null)) {
    const billing = readBilling(readCompanyFacts(db, company.companyId, null, shelf), catalogs)
    const derived = deriveStandings(company, billing, span)
    counts.push(...derived.counts)
    near.push(...derived.near)
    lines.push(...measureRevenueLines(billing, instants))
    rows.push(...listPaymentRows(billing, at))
  }
  const unmatched = rows.filter(({ status }) => status === 'unmatched')
  return {
    counts,
    near: { total: near.length, items: near },
    movement: sumMovement(lines, instants),
    payments: days.map((day) => sumRows(rows, day)),
    unmatched: { count: unmatched.length, oldestAt: findOldest(unmatched) },
  }
}

/** Payments that name no customer, as they stood then. One that succeeded is for staff to assign. */
function listUnowned(db: ReadDb, catalogs: Catalogs, at: Instant): PaymentRow[] {
  return [...Map.groupBy(listUnownedPayments(db), ({ accountId }) => accountId).values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / CHUNK) }, (_, index) => own.slice(index * CHUNK, (index + 1) * CHUNK)).flatMap((chunk) => {
      const [first] = chunk
      if (!first) return []
      const refs = chunk.map(({ ref }) => ref)
      return listPaymentRows(readBilling(readUnownedFacts(db, first, refs), catalogs), at).map((row) =>
        row.status === 'succeeded' ? { ...row, status: 'unmatched' as const } : row,
      )
    }),
  )
}

function findOldest(rows: readonly PaymentRow[]): Instant | null {
  return rows.reduce<Instant | null>((oldest, { at }) => (oldest === null || at < oldest ? at : oldest), null)
}

function sumRows(rows: readonly PaymentRow[], { start, end }: NamedWindow): PaymentSum[] {
  const within = rows.filter(({ at, status }) => start <= at && at < end && (status === 'succeeded' || status === 'failed'))
  return [...Map.groupBy(within, ({ provider, currency }) => `${provider} ${currency}`).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const succeeded = own.filter(({ status }) => status === 'succeeded')
    const amount = succeeded.reduce((sum, row) => sum + row.amount, 0)
    const failed = own.length - succeeded.length
    return [{ provider: first.provider, currency: first.currency, amount, count: succeeded.length, failed }]
  })
}
