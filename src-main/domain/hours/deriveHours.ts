import { invariant } from '../../../src-shared/model/assert.ts'
import type { HoursRule } from '../../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { createHoursAccount, type HoursAccount } from './createHoursAccount.ts'
import type { HoursBalance } from './hoursBalance.ts'
import type { HoursEntry, HoursFacts, OverageSettled, PackBought, PlanChange } from './hoursFacts.ts'
import { type HoursWindow, layHoursWindows } from './layHoursWindows.ts'
import { comparePacks } from './packs.ts'
import { findHolding, takeStretches } from './stretches.ts'
import { compareTexts, takeOnce } from './takeOnce.ts'

/** Something that moves hours other than work: it comes before the work of its instant. */
interface Turn {
  at: Instant
  rank: number
  apply: (account: HoursAccount) => void
}

/** What comes first at one instant. A month that ends with its subscription has ended before the next begins. */
const RANK = { close: 0, end: 1, open: 2, change: 3, allocate: 4, buy: 5, endPack: 6 }

/**
 * The hours of a company at an instant, with the ledger that explains them (domain.md, *Hours*).
 *
 * As of an instant means: what was true then, by all that is known now. So payments, ends and changes after `at` are not looked at, while
 * a late entry or payment before it lands where its own instant puts it. All is derived anew each time; the order of the facts does not matter.
 */
export function deriveHours(facts: HoursFacts, at: Instant): HoursBalance {
  const account = createHoursAccount()
  const turns = toTurns(facts, at)
  let next = 0
  const takeTurnsUntil = (instant: Instant) => {
    for (let turn = turns[next]; turn && turn.at <= instant; turn = turns[next]) {
      turn.apply(account)
      next += 1
    }
  }
  const settlements = takeKnown(facts.settlements, at, (a, b) => a.minutes - b.minutes || compareTexts(a.as, b.as))
  let settled = 0
  const settleBefore = (instant: Instant) => {
    for (let known = settlements[settled]; known && known.at < instant; known = settlements[settled]) {
      takeTurnsUntil(known.at)
      account.settle(known)
      settled += 1
    }
  }
  for (const entry of takeKnown(facts.entries, at, (a, b) => a.minutes - b.minutes)) {
    invariant(Number.isSafeInteger(entry.minutes) && entry.minutes >= 0, 'entries are in whole minutes')
    // What staff settle at the instant of an entry is settled after it.
    settleBefore(entry.at)
    takeTurnsUntil(entry.at)
    account.draw(entry)
  }
  settleBefore(toInstant(at + 1))
  takeTurnsUntil(at)
  return account.toBalance()
}

function toTurns(facts: HoursFacts, at: Instant): Turn[] {
  const ends = takeStretches(facts.ends, at)
  const windows = layHoursWindows(facts.periods, takeStretches(facts.pauses, at), ends, at)
  const changes = takeKnown(facts.changes, at, compareRules)
  const turns: Turn[] = windows.flatMap((window) => [
    { at: window.start, rank: RANK.open, apply: (account) => account.openWindow(window, toRule(window, changes)) },
    { at: window.end, rank: RANK.close, apply: (account) => account.closeWindow(window.end, findHolding(ends, window.end)) },
  ])
  for (const { allocatesAt } of windows) {
    if (allocatesAt !== null) turns.push({ at: allocatesAt, rank: RANK.allocate, apply: (account) => account.allocate(allocatesAt) })
  }
  for (const change of changes) {
    const isInside = windows.some(({ start, end }) => start < change.at && change.at < end)
    const { key, rule } = change
    if (isInside) turns.push({ at: change.at, rank: RANK.change, apply: (account) => account.changeRule(change.at, rule, key) })
  }
  for (const end of ends) turns.push({ at: end.from, rank: RANK.end, apply: (account) => account.endStatus(end) })
  for (const pack of takePacks(facts.packs, at)) turns.push(...toPackTurns(pack))
  return turns.filter((turn) => turn.at <= at).sort((a, b) => a.at - b.at || a.rank - b.rank)
}

function toPackTurns(pack: PackBought): Turn[] {
  const { ref, boughtAt, expiresAt, refundedAt } = pack
  const endTurn = (instant: Instant, kind: 'lapsed' | 'refunded'): Turn => {
    const endsAt = instant < boughtAt ? boughtAt : instant
    return { at: endsAt, rank: RANK.endPack, apply: (account) => account.endPack(endsAt, ref, kind) }
  }
  const turns: Turn[] = [{ at: boughtAt, rank: RANK.buy, apply: (account) => account.buyPack(pack) }]
  if (refundedAt !== null) turns.push(endTurn(refundedAt, 'refunded'))
  turns.push(endTurn(expiresAt, 'lapsed'))
  return turns
}

function takePacks(packs: readonly PackBought[], at: Instant): PackBought[] {
  return takeOnce(
    packs.filter(({ boughtAt }) => boughtAt <= at),
    ({ ref }) => ref,
    // Of one pack read before and after its refund, the later reading knows more.
    (a, b) => comparePacks(a, b) || compareNumbers(a.refundedAt ?? Infinity, b.refundedAt ?? Infinity) || a.minutes - b.minutes,
  )
}

/** The rule that a window begins with: the newest change since its period began, else the period's own. */
function toRule({ start, period }: HoursWindow, changes: readonly PlanChange[]): HoursRule {
  return changes.findLast((change) => period.start <= change.at && change.at <= start)?.rule ?? period.rule
}

/** Keyed facts up to an instant, by instant and then by key, each key once. */
function takeKnown<Fact extends HoursEntry | OverageSettled | PlanChange>(
  facts: readonly Fact[],
  at: Instant,
  compareContents: (a: Fact, b: Fact) => number,
): Fact[] {
  return takeOnce(
    facts.filter((fact) => fact.at <= at),
    ({ key }) => key,
    (a, b) => a.at - b.at || compareTexts(a.key, b.key) || compareContents(a, b),
  )
}

function compareRules(a: PlanChange, b: PlanChange): number {
  const toNumber = ({ rule }: PlanChange) => (rule.minutesPerMonth === 'unlimited' ? Infinity : rule.minutesPerMonth)
  return compareNumbers(toNumber(a), toNumber(b)) || a.rule.rolloverCapMinutes - b.rule.rolloverCapMinutes
}

/** A difference would make two unlimited ones no number. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
