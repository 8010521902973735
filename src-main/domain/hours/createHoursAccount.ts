import { invariant } from '../../../src-shared/model/assert.ts'
import type { HoursRule } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import type { HoursBalance, LedgerStepKind, LedgerWindow, PackBalance } from './hoursBalance.ts'
import type { HoursEntry, OverageSettled, PackBought, Stretch } from './hoursFacts.ts'
import type { HoursWindow } from './layHoursWindows.ts'
import { comparePacks, type HeldPack, toPackState } from './packs.ts'

/** The month of hours that is on. */
interface Month {
  window: HoursWindow
  rule: HoursRule
  isAllocated: boolean
  /** What was left of it is gone, and stays gone. */
  isLapsed: boolean
  used: number
  section: LedgerWindow
}

export type HoursAccount = ReturnType<typeof createHoursAccount>

/**
 * The running balance of one derivation, and the ledger that it writes as it goes.
 *
 * What happens is told to it in the order of the instants; it knows how each thing moves minutes, and nothing of when.
 */
export function createHoursAccount() {
  const ledger: LedgerWindow[] = []
  const packs: HeldPack[] = []
  /** Those that can be drawn on, soonest expiry first. */
  const live: HeldPack[] = []
  let livePacks = 0
  let month: Month | null = null
  /** The month that a change has just cut short: what it used stays used in the window that takes its place. */
  let cutShort: { at: Instant; used: number } | null = null
  let rollover = 0
  let overage = 0
  let unsettled = 0

  return {
    openWindow(window: HoursWindow, rule: HoursRule): void {
      const { start, end, isPaid } = window
      const used = cutShort?.at === start ? cutShort.used : 0
      const section: LedgerWindow = { window: { start, end }, isPaid, included: 0, used, overage: 0, steps: [] }
      ledger.push(section)
      month = { window, rule, isAllocated: false, isLapsed: false, used, section }
    },

    allocate(at: Instant): void {
      const { rule, window } = getMonth()
      getMonth().isAllocated = true
      getMonth().section.included = rule.minutesPerMonth
      move(at, 'allocated', toLeft(), 'month', window.period.ref)
    },

    /** From now on the month has the new hours; what was used stays used, and the bank is not touched. */
    changeRule(at: Instant, rule: HoursRule, key: string): void {
      const left = toLeft()
      getMonth().rule = rule
      if (!getMonth().isAllocated) return
      getMonth().section.included = rule.minutesPerMonth
      const now = toLeft()
      move(at, 'changed', left === 'unlimited' || now === 'unlimited' ? now : now - left, 'month', key)
    },

    /** @param endedBy the end of status that the window's own end lies in */
    closeWindow(at: Instant, endedBy: Stretch | undefined): void {
      const { window, rule, used } = getMonth()
      const { atEnd, isPaid, period } = window
      const left = toLeft()
      const isRolling = isPaid && atEnd === 'roll' && !endedBy
      month = { ...getMonth(), isLapsed: true }
      if (isRolling && left !== 'unlimited') {
        rollover += left
        if (left > 0) move(at, 'rolled-over', left, 'month', period.ref)
      } else if (left !== 0) {
        move(at, 'lapsed', left, 'month', endedBy?.key ?? period.ref)
      }
      // The cap is that of the month that ends: what a change lowers it to trims the first roll after it.
      if (isRolling && rollover > rule.rolloverCapMinutes) {
        const excess = rollover - rule.rolloverCapMinutes
        rollover -= excess
        move(at, 'trimmed', excess, 'rollover', period.ref)
      }
      cutShort = atEnd === 'keep' ? { at, used } : null
      month = null
    },

    /** The bank lapses, and with it what is left of a month that was paid by then. */
    endStatus(end: Stretch): void {
      const left = toLeft()
      const bank = rollover
      rollover = 0
      if (bank > 0) move(end.from, 'lapsed', bank, 'rollover', end.key)
      if (!month?.isAllocated || !month.window.ends.includes(end)) return
      month.isLapsed = true
      if (left !== 0) move(end.from, 'lapsed', left, 'month', end.key)
    },

    buyPack(pack: PackBought): void {
      const held: HeldPack = { ...pack, left: pack.minutes, hasEnded: false }
      packs.push(held)
      live.push(held)
      live.sort(comparePacks)
      livePacks += held.left
      move(pack.boughtAt, 'bought', held.left, 'pack', pack.ref, pack.ref)
    },

    /** A lapsed rest is shown with the pack; a refunded one is gone. */
    endPack(at: Instant, ref: string, kind: 'lapsed' | 'refunded'): void {
      const held = packs.find((pack) => pack.ref === ref)
      invariant(held, 'a pack ends after it was bought')
      held.hasEnded = true
      const index = live.indexOf(held)
      if (index < 0) return
      live.splice(index, 1)
      livePacks -= held.left
      const rest = held.left
      if (kind === 'refunded') held.left = 0
      if (rest > 0) move(at, kind, rest, 'pack', ref, ref)
    },

    /** This month's hours, then the rollover, then packs. What finds none is overage: the work was done. */
    draw({ at, key, minutes }: HoursEntry): void {
      let open = minutes
      const left = toLeft()
      const fromMonth = left === 'unlimited' ? open : Math.min(left, open)
      if (month && fromMonth > 0) {
        month.used += fromMonth
        month.section.used = month.used
        open -= fromMonth
        move(at, 'drawn', fromMonth, 'month', key)
      }
      const fromRollover = Math.min(rollover, open)
      if (fromRollover > 0) {
        rollover -= fromRollover
        open -= fromRollover
        move(at, 'drawn', fromRollover, 'rollover', key)
      }
      for (let pack = live[0]; pack && open > 0; pack = live[0]) {
        const fromPack = Math.min(pack.left, open)
        pack.left -= fromPack
        livePacks -= fromPack
        open -= fromPack
        if (pack.left === 0) live.shift()
        if (fromPack > 0) move(at, 'drawn', fromPack, 'pack', key, pack.ref)
      }
      if (open === 0) return
      overage += open
      unsettled += open
      toSection().overage += open
      move(at, 'overage', open, null, key)
    },

    settle({ at, key, minutes, as }: OverageSettled): void {
      const settled = Math.min(minutes, unsettled)
      unsettled -= settled
      if (settled > 0) move(at, as, settled, null, key)
    },

    toBalance(): HoursBalance {
      return {
        window: month?.section.window ?? null,
        included: month?.section.included ?? 0,
        used: month?.used ?? 0,
        left: toLeft(),
        rollover: { left: rollover, cap: month?.rule.rolloverCapMinutes ?? 0 },
        packs: packs.toSorted(comparePacks).map(toPackBalance),
        available: toAvailable(),
        overage,
        ledger,
      }
    },
  }

  function getMonth(): Month {
    invariant(month, 'a window is open')
    return month
  }

  function toLeft(): Limit {
    if (!month?.isAllocated || month.isLapsed) return 0
    const { minutesPerMonth } = month.rule
    return minutesPerMonth === 'unlimited' ? minutesPerMonth : Math.max(0, minutesPerMonth - month.used)
  }

  function toAvailable(): Limit {
    const left = toLeft()
    return left === 'unlimited' ? left : left + rollover + livePacks
  }

  /** Where a step is written: in the window that is on, else in a section between windows. */
  function toSection(): LedgerWindow {
    if (month) return month.section
    const last = ledger.at(-1)
    if (last && last.window === null) return last
    const section: LedgerWindow = { window: null, isPaid: false, included: 0, used: 0, overage: 0, steps: [] }
    ledger.push(section)
    return section
  }

  function move(
    at: Instant,
    kind: LedgerStepKind,
    minutes: Limit,
    part: 'month' | 'rollover' | 'pack' | null,
    fact: string,
    pack: string | null = null,
  ): void {
    const after = { left: toLeft(), rollover, packs: livePacks, available: toAvailable(), overage, unsettled }
    toSection().steps.push({ at, kind, minutes, part, pack, fact, after })
  }
}

function toPackBalance(pack: HeldPack): PackBalance {
  const { ref, minutes, left, expiresAt } = pack
  return { ref, minutes, left, expiresAt, state: toPackState(pack) }
}
