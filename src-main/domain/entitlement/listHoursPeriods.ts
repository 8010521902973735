import type { HoursRule } from '../../../src-shared/model/catalog.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { cutIntoMonths } from '../calendar/monthWindows.ts'
import type { BilledPeriod } from '../hours/hoursFacts.ts'
import type { Claim } from './claim.ts'
import { findPlanTerms, type Holding, type ProductBilling } from './findHolding.ts'
import { listPeriods } from './listPeriods.ts'
import type { Track } from './listTracks.ts'
import type { Timeline } from './readTimeline.ts'

const NO_HOURS: HoursRule = { minutesPerMonth: 0, rolloverCapMinutes: 0 }
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/** What brings hours by the month: what the provider bills, what was paid once, and what staff granted. */
export function listHoursPeriods(timeline: Timeline): BilledPeriod[] {
  const { product } = timeline
  const terms = listTermPeriods(product)
  const others = product.tracks.length + Number(terms.length > 0) > 1
  const ofTracks = product.tracks.flatMap((track) => {
    const periods = listTrackPeriods(timeline, track)
    return others ? takeTurns(timeline, periods, ({ of }) => of.kind === 'subscription' && of.track === track) : periods
  })
  const ofTerms = others ? takeTurns(timeline, terms, ({ of }) => of.kind === 'term') : terms
  return [...ofTracks, ...ofTerms, ...listOverridePeriods(timeline)]
}

export function toHoursRule({ history }: ProductBilling, plan: string, at: Instant): HoursRule {
  return findPlanTerms(history, plan, at)?.hours ?? NO_HOURS
}

/** What the provider billed. Where no invoice of an item is known at all, its observed periods stand in: it is active, so it is paid for. */
function listTrackPeriods({ product, holdings }: Timeline, track: Track): BilledPeriod[] {
  const isActive = (start: Instant, end: Instant) =>
    holdings.some(({ at, claim }) => at >= start && at < end && claim?.of.kind === 'subscription' && claim.of.track === track)
  return listPeriods(product.billing, track)
    .filter(({ isBilled, start, end }) => isBilled || (track.periods.length === 0 && isActive(start, end)))
    .map(({ isBilled: _, plan, ...period }) => ({ ...period, rule: toHoursRule(product, plan, period.start) }))
}

function listTermPeriods(product: ProductBilling): BilledPeriod[] {
  return product.terms.flatMap(({ payment, plan, start, end }): BilledPeriod[] => {
    if (!plan.hours) return []
    const standings = [{ at: start, standing: 'paid' as const }]
    return [{ ref: payment.key, start, end: end ?? END_OF_TIME, anchor: start, cut: 'whole', begins: 'start', rule: plan.hours, standings }]
  })
}

/**
 * Of several subscriptions at once, the hours are those of the one that counts.
 *
 * A period of another one is none while it does not count; where it comes to count in its midst, the month that is on begins then.
 */
function takeTurns({ holdings }: Timeline, periods: readonly BilledPeriod[], isOwn: (claim: Claim) => boolean): BilledPeriod[] {
  const isOthers = ({ claim }: Holding) => claim !== null && claim.fellAt === null && !isOwn(claim)
  return periods.flatMap((period) => {
    const within = holdings.filter(
      ({ at }, index) => at < period.end && (holdings[index + 1]?.at ?? Number.POSITIVE_INFINITY) > period.start,
    )
    if (!within.some(isOthers)) return [period]
    const windows = period.cut === 'whole' ? [period] : cutIntoMonths(period, period.anchor)
    return within.flatMap((holding, index): BilledPeriod[] => {
      const before = within[index - 1]
      if (isOthers(holding) || (before && !isOthers(before))) return []
      const from = toInstant(Math.max(holding.at, period.start))
      const to = within.slice(index + 1).find(isOthers)?.at ?? period.end
      return windows
        .filter((window) => window.end > from && window.start < to)
        .map((window, nth) => {
          const start = toInstant(Math.max(window.start, from))
          const begins = start === period.start ? period.begins : nth === 0 ? 'start' : 'renewal'
          return { ...period, ref: `${period.ref} ${toIso(start)}`, start, end: window.end, cut: 'whole', begins }
        })
    })
  })
}

/** What staff granted to a company that held nothing: months from the grant on. */
function listOverridePeriods({ product, holdings }: Timeline): BilledPeriod[] {
  return product.overrides.flatMap(({ key, at, content }): BilledPeriod[] => {
    const holding = holdings.findLast((each) => each.at <= at)
    const isHeld = holding !== undefined && holding.claim !== null && holding.claim.fellAt === null
    if (content.plan === null || !holding || isHeld || content.until <= at) return []
    const rule = toHoursRule(product, content.plan, at)
    const standings = [{ at, standing: 'paid' as const }]
    return [{ ref: key, start: at, end: content.until, anchor: at, cut: 'months', begins: 'start', rule, standings }]
  })
}
