import type { OverviewAnswer, RevenueMonth } from '../../src-shared/contract/overview.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { ENTITLEMENT_STATUSES, type EntitlementStatus } from '../../src-shared/model/entitlementStatus.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import { PROVIDERS } from '../../src-shared/model/provider.ts'
import { listLastDays, listLastMonths, type NamedWindow } from '../domain/revenue/listLastWindows.ts'
import { compareText } from '../domain/usage/usageRecord.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import type { StatusCount } from '../store/reads/overviewRows.ts'
import type { PaymentSum } from '../store/reads/paymentDays.ts'
import type { AnswerParts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { gatherAsOf } from './overview/gatherAsOf.ts'
import type { Gathered } from './overview/gathered.ts'
import { gatherNow } from './overview/gatherNow.ts'
import { listNearest } from './overview/listNearest.ts'

const MONTHS = 12
const DAYS = 30
/** Between them every calendar counts its days and months; no provider has anything of any other time. */
const FIRST_INSTANT = Date.parse('1971-01-01T00:00:00Z')
const LAST_INSTANT = Date.parse('9999-01-01T00:00:00Z')

/** What billing staff look at first, now or as of an instant. */
export function showOverview(
  { db, now }: AnswerParts,
  { at: asked, near: mostNear }: { at: Instant | null; near: number },
): OverviewAnswer {
  const at = asked ?? now
  refuseFarInstants(at)
  const { zone } = getWorkspace(db)
  const months = listLastMonths(at, zone, MONTHS)
  const days = listLastDays(at, zone, DAYS)
  // A month's start is the end of the one before it: what was measured there is both.
  const instants = [...months.map(({ start }) => start), at]
  const span = { at, zone, days, instants, mostNear }
  const { counts, near, movement, payments, unmatched } = asked === null ? gatherNow(db, span) : gatherAsOf(db, span)
  return {
    asOf: at,
    mrr: toRevenue(movement),
    statuses: sumStatuses(counts),
    graceEndingSoon: sumEndingSoon(counts, 'grace'),
    trialsEndingSoon: sumEndingSoon(counts, 'trialing'),
    unmatched,
    movement: toMovementLanes(movement, months),
    payments: toPaymentLanes(payments, days),
    near: { total: near.total, items: listNearest(near.items, readCatalogs(db), at, mostNear) },
  }
}

function refuseFarInstants(at: Instant): void {
  if (at >= FIRST_INSTANT && at < LAST_INSTANT) return
  throw new AppError('usage', `There is no overview as of ${toIso(at)}.`, 'Give an instant between the years 1971 and 9998.')
}

/** What it comes to at the last instant: as the movement ends, so that both say the same. */
function toRevenue(movement: Gathered['movement']): OverviewAnswer['mrr'] {
  return [...movement]
    .map(([currency, months]) => ({ currency, amount: months.at(-1)?.end ?? 0 }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => b.amount - a.amount || compareText(a.currency, b.currency))
}

function sumStatuses(counts: readonly StatusCount[]): OverviewAnswer['statuses'] {
  const sums = Object.fromEntries(ENTITLEMENT_STATUSES.map((status) => [status, 0])) as Record<EntitlementStatus, number>
  for (const { status, count } of counts) sums[status] += count
  return sums
}

function sumEndingSoon(counts: readonly StatusCount[], status: EntitlementStatus): number {
  return counts.filter((each) => each.status === status).reduce((sum, { endingSoon }) => sum + endingSoon, 0)
}

/** A currency in which nothing came in all the time has no lane. */
function toMovementLanes(movement: Gathered['movement'], windows: readonly NamedWindow[]): OverviewAnswer['movement'] {
  return [...movement]
    .filter(([, movements]) => movements.some((each) => Object.values(each).some((amount) => amount !== 0)))
    .map(([currency, movements]) => ({
      currency,
      months: movements.map((each, index): RevenueMonth => ({ month: windows[index]?.name ?? '', ...each })),
    }))
    .sort((a, b) => (b.months.at(-1)?.end ?? 0) - (a.months.at(-1)?.end ?? 0) || compareText(a.currency, b.currency))
}

function toPaymentLanes(sums: readonly (readonly PaymentSum[])[], windows: readonly NamedWindow[]): OverviewAnswer['payments'] {
  const lanes = Map.groupBy(sums.flat(), ({ provider, currency }) => `${provider} ${currency}`)
  return [...lanes.values()]
    .flatMap(([first]) => (first ? [{ provider: first.provider, currency: first.currency }] : []))
    .sort((a, b) => PROVIDERS.indexOf(a.provider) - PROVIDERS.indexOf(b.provider) || compareText(a.currency, b.currency))
    .map(({ provider, currency }) => ({
      ...{ provider, currency },
      days: windows.map(({ name }, index) => {
        const own = sums[index]?.find((each) => each.provider === provider && each.currency === currency)
        return { day: name, amount: own?.amount ?? 0, count: own?.count ?? 0, failed: own?.failed ?? 0 }
      }),
    }))
}
