import type { BilledPeriod, HoursFacts, Stretch } from '../../../../src-main/domain/hours/hoursFacts.ts'
import type { HoursRule } from '../../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'

const HOUR = 3_600_000

/** How far the clock of this model moves at once: facts given to it lie on such ticks. */
export const TICK = 12 * HOUR

interface Month {
  start: number
  period: BilledPeriod
  isPaid: boolean
  /** Whether the subscription was alive at any tick of it: what starts after the end is no window. */
  isShown: boolean
  hasHours: boolean
  isGone: boolean
  used: number
}

/**
 * The section *Hours* of domain.md once more, read sentence by sentence and lived through tick by tick.
 *
 * It shares no code with the product, looks everything up anew at each tick, and knows no windows in advance: a month is over when the
 * calendar, or another period, says so.
 */
export function naiveHours(given: HoursFacts, asked: Instant) {
  const entries = once(given.entries, (entry) => entry.key)
  const packs = once(given.packs, (pack) => pack.ref).map((pack) => ({ ...pack, left: pack.minutes }))
  const changes = once(given.changes, (change) => change.key)
  const periods = once(given.periods, (period) => period.ref).filter((period) => period.start <= asked)
  const ends = once(given.ends, (end) => end.key).filter((end) => end.from <= asked)
  const pauses = once(given.pauses, (pause) => pause.key).filter((pause) => pause.from <= asked)

  let month = null as Month | null
  let bank = 0
  let overage = 0

  const first = Math.min(asked, ...[...entries, ...changes].map((fact) => fact.at), ...periods.map((period) => period.start))
  for (let now = first; now <= asked; now += TICK) liveThrough(now)

  const included = month?.hasHours ? ruleOf(month, asked).minutesPerMonth : 0
  const left = leftOf(month, asked)
  const held = packs.filter((pack) => pack.boughtAt <= asked).sort(byExpiry)
  const live = held.filter((pack) => isLive(pack, asked)).reduce((sum, pack) => sum + pack.left, 0)
  const shown = month?.isShown ? month : null
  return {
    window: shown && { start: shown.start, end: findEnd(asked) },
    included,
    used: shown?.used ?? 0,
    left,
    rollover: { left: bank, cap: shown ? ruleOf(shown, asked).rolloverCapMinutes : 0 },
    packs: held.map((pack) => {
      const isRefunded = wasRefundedWhileLive(pack, asked)
      const rest = isRefunded ? 0 : pack.left
      const isOver = isRefunded || pack.expiresAt <= asked
      const state = isOver ? (rest > 0 ? 'lapsed' : 'expired') : rest > 0 ? 'live' : 'spent'
      return { ref: pack.ref, minutes: pack.minutes, left: rest, expiresAt: pack.expiresAt, state }
    }),
    available: left === 'unlimited' ? left : left + bank + live,
    overage,
  }

  function liveThrough(now: number) {
    if (beginsMonth(now)) {
      const before = month
      const belongs = belongsTo(now)
      month = belongs && { ...belongs, start: now, isShown: false, hasHours: false, isGone: false, used: 0 }
      if (before) endMonth(before, now)
    }
    for (const end of ends.filter((each) => each.from === now)) {
      bank = 0
      if (month?.hasHours && !isForgiven(month.period, month.isPaid, end)) month.isGone = true
    }
    if (month && !isEndedFor(month, now)) {
      month.isShown = true
      if (month.isPaid && !holds(pauses, now)) month.hasHours = true
    }
    for (const { key: _, minutes } of entries.filter((entry) => entry.at === now).sort((a, b) => (a.key < b.key ? -1 : 1)))
      work(minutes, now)
  }

  function endMonth(over: Month, now: number) {
    const next = belongsTo(now)
    const begun = next?.isPaid && next.period.start === now && next.period !== over.period ? next.period : null
    if (begun?.begins === 'change' && over.isPaid && !isMonthsEnd(over.period, now) && month) {
      month.used = over.used
      return
    }
    if (!over.isPaid || begun?.begins === 'start' || holds(ends, now)) return
    const rule = ruleOf(over, now - TICK)
    const left = leftOf(over, now - TICK)
    bank = Math.min(bank + (left === 'unlimited' ? 0 : left), rule.rolloverCapMinutes)
  }

  function work(minutes: number, now: number) {
    for (let minute = 0; minute < minutes; minute++) {
      const pack = packs.filter((each) => isLive(each, now) && each.left > 0).sort(byExpiry)[0]
      const left = leftOf(month, now)
      if (month && left !== 0) month.used += 1
      else if (bank > 0) bank -= 1
      else if (pack) pack.left -= 1
      else overage += 1
    }
  }

  function leftOf(of: Month | null, now: number) {
    if (!of?.hasHours || of.isGone) return 0
    const hours = ruleOf(of, now).minutesPerMonth
    return hours === 'unlimited' ? hours : Math.max(0, hours - of.used)
  }

  /** What pays for a tick: the newest paid period that reaches it; else nothing, and the newest period of all says how months go on. */
  function belongsTo(now: number): { period: BilledPeriod; isPaid: boolean } | null {
    const begun = periods.filter((period) => period.start <= now)
    const paid = newest(begun.filter((period) => isPaid(period, asked)))
    if (paid && now < paid.end) return { period: paid, isPaid: true }
    const any = newest(begun)
    return any && { period: any, isPaid: false }
  }

  function beginsMonth(now: number): boolean {
    const here = belongsTo(now)
    const before = belongsTo(now - TICK)
    if (!here) return false
    if (here.period !== before?.period || here.isPaid !== before.isPaid) return true
    return isMonthsEnd(here.period, now)
  }

  function findEnd(now: number): number {
    let end = now + TICK
    while (!beginsMonth(end)) end += TICK
    return end
  }

  function ruleOf({ period }: Month, now: number): HoursRule {
    const since = changes.filter((change) => period.start <= change.at && change.at <= now)
    return since.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)).at(-1)?.rule ?? period.rule
  }

  function isEndedFor(of: Month, now: number): boolean {
    return ends.some((end) => holds([end], now) && !isForgiven(of.period, of.isPaid, end))
  }

  /** Paid only after the end, and running when the subscription is active again: the whole of it is paid for. */
  function isForgiven(period: BilledPeriod, isPaidNow: boolean, { from, until }: Stretch): boolean {
    if (!isPaidNow || until === null || until > asked || isPaid(period, from)) return false
    const then = belongsTo(until)
    return then?.isPaid === true && then.period === period && period.start < until
  }

  function holds(stretches: readonly Stretch[], now: number): boolean {
    return stretches.some(({ from, until }) => from <= now && (until === null || until > asked || now < until))
  }
}

/** Whether a month of a period is over at a tick: on the anchor's day, or the month's last where that is too short. */
function isMonthsEnd(period: BilledPeriod, now: number): boolean {
  if (now === period.end) return true
  if (period.cut === 'whole' && now < period.end) return false
  if ((now - period.start) % (24 * HOUR) !== 0) return false
  const today = new Date(now).getUTCDate()
  const anchorDay = new Date(period.anchor).getUTCDate()
  const isLastDay = new Date(now + 24 * HOUR).getUTCDate() === 1
  return today === anchorDay || (isLastDay && today < anchorDay)
}

function isPaid(period: BilledPeriod, now: number): boolean {
  const was = (...words: string[]) => period.standings.some(({ at, standing }) => at <= now && words.includes(standing))
  return was('paid') || (was('draft', 'open') && !was('failed', 'overdue', 'void', 'uncollectible'))
}

function newest(periods: readonly BilledPeriod[]): BilledPeriod | null {
  return [...periods].sort((a, b) => a.start - b.start || a.end - b.end || (a.ref < b.ref ? -1 : 1)).at(-1) ?? null
}

interface Pack {
  ref: string
  boughtAt: number
  expiresAt: number
  refundedAt: number | null
}

function isLive(pack: Pack, now: number): boolean {
  return pack.boughtAt <= now && now < pack.expiresAt && !(pack.refundedAt !== null && pack.refundedAt <= now)
}

function wasRefundedWhileLive(pack: Pack, now: number): boolean {
  return pack.refundedAt !== null && pack.refundedAt <= now && pack.refundedAt <= pack.expiresAt
}

function byExpiry(a: Pack, b: Pack): number {
  return a.expiresAt - b.expiresAt || a.boughtAt - b.boughtAt || (a.ref < b.ref ? -1 : 1)
}

function once<Fact>(facts: readonly Fact[], toKey: (fact: Fact) => string): Fact[] {
  return [...new Map(facts.map((fact) => [toKey(fact), fact])).values()]
}
