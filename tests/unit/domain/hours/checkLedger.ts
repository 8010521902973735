import { expect } from 'vitest'
import type { HoursBalance, HoursParts, LedgerStep } from '../../../../src-main/domain/hours/hoursBalance.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'

type Moved = Omit<HoursParts, 'available'>

/** Follows a ledger by its steps' words alone, and fails where a balance is not the one before it and the step. */
export function checkLedger({ ledger, left, rollover, packs, available, overage }: HoursBalance): void {
  let parts: Moved = { left: 0, rollover: 0, packs: 0, overage: 0, unsettled: 0 }
  let previous = Number.NEGATIVE_INFINITY
  for (const section of ledger) {
    let found = 0
    for (const step of section.steps) {
      parts = follow(parts, step)
      expect(step.after, `after ${step.kind} of ${step.fact}`).toEqual({ ...parts, available: toAvailable(parts) })
      expect(step.at).toBeGreaterThanOrEqual(previous)
      if (section.window) expect(step.at).toBeGreaterThanOrEqual(section.window.start)
      if (section.window) expect(step.at).toBeLessThanOrEqual(section.window.end)
      previous = step.at
      if (step.kind === 'overage') found += toNumber(step.minutes)
    }
    expect(section.overage).toBe(found)
  }
  const live = packs.filter(({ state }) => state === 'live').reduce((sum, pack) => sum + pack.left, 0)
  expect({ ...parts, unsettled: 0 }).toEqual({ left, rollover: rollover.left, packs: live, overage, unsettled: 0 })
  expect(available).toBe(toAvailable(parts))
  expect(ledger.reduce((sum, section) => sum + section.overage, 0)).toBe(overage)
}

function follow(parts: Moved, { kind, minutes, part }: LedgerStep): Moved {
  switch (kind) {
    case 'allocated':
      return { ...parts, left: minutes }
    case 'changed':
      return { ...parts, left: parts.left === 'unlimited' || minutes === 'unlimited' ? minutes : parts.left + minutes }
    case 'bought':
      return { ...parts, packs: parts.packs + toNumber(minutes) }
    case 'rolled-over':
      return { ...take(parts, 'month', minutes), rollover: parts.rollover + toNumber(minutes) }
    case 'drawn':
    case 'trimmed':
    case 'lapsed':
    case 'refunded':
      return take(parts, part, minutes)
    case 'overage':
      return { ...parts, overage: parts.overage + toNumber(minutes), unsettled: parts.unsettled + toNumber(minutes) }
    case 'billed':
    case 'waived':
      return { ...parts, unsettled: parts.unsettled - toNumber(minutes) }
  }
}

function take(parts: Moved, part: LedgerStep['part'], minutes: Limit): Moved {
  if (part === 'rollover') return { ...parts, rollover: parts.rollover - toNumber(minutes) }
  if (part === 'pack') return { ...parts, packs: parts.packs - toNumber(minutes) }
  if (minutes === 'unlimited') return { ...parts, left: 0 }
  return { ...parts, left: parts.left === 'unlimited' ? parts.left : parts.left - minutes }
}

function toAvailable({ left, rollover, packs }: Moved): Limit {
  return left === 'unlimited' ? left : left + rollover + packs
}

function toNumber(minutes: Limit): number {
  if (minutes === 'unlimited') throw new Error('only a month comes without limit')
  return minutes
}
