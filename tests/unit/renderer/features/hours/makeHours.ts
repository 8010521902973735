import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { HoursAnswer, HoursBalanceRow, LedgerWindowAnswer, PackRow } from '../../../../../src-shared/contract/hours.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'

type Step = LedgerWindowAnswer['steps'][number]

export const day = (month: number, date: number, year = 2026) => toInstant(Date.UTC(year, month - 1, date))

export const ENTRY: CatalogEntry = {
  product: 'maintenance-hours',
  name: 'Maintenance hours',
  version: 1,
  from: null,
  plans: ['essentials', 'director'],
  content: {
    name: 'Maintenance hours',
    plans: {
      essentials: { name: 'Essentials', tier: 1, hours: { minutesPerMonth: 480, rolloverCapMinutes: 240 } },
      director: { name: 'Director', tier: 2, hours: { minutesPerMonth: 960, rolloverCapMinutes: 600 } },
    },
    packs: { 'hours-5': { name: '5 hours', minutes: 300, validDays: 90 }, 'hours-10': { name: '10 hours', minutes: 600, validDays: 180 } },
  },
}

/** It sells no hours. */
export const TRADING: CatalogEntry = {
  product: 'trading',
  name: 'Trading',
  version: 1,
  from: null,
  plans: ['free'],
  content: { name: 'Trading', plans: { free: { name: 'Free', tier: 0 } } },
}

export function makeBalance(number: number, more: Partial<HoursBalanceRow> = {}): HoursBalanceRow {
  return {
    company: `co_${number}`,
    name: `Company ${number}`,
    product: 'maintenance-hours',
    plan: 'essentials',
    status: 'active',
    window: { start: day(11, 5), end: day(12, 5) },
    included: 480,
    used: 345,
    left: 135,
    rollover: { left: 90, cap: 240 },
    packs: { live: 1, left: 120, nextExpiry: day(12, 2) },
    available: 345,
    overage: 0,
    ...more,
  }
}

export function makePack(number: number, more: Partial<PackRow> = {}): PackRow {
  return {
    company: `co_${number}`,
    name: `Company ${number}`,
    product: 'maintenance-hours',
    ref: `pack-${number}`,
    minutes: 300,
    left: 120,
    expiresAt: day(12, 2),
    state: 'live',
    ...more,
  }
}

const AFTER: Step['after'] = { left: 480, rollover: 0, packs: 0, available: 480, overage: 0, unsettled: 0 }

function makeStep(more: Partial<Step>): Step {
  return { at: day(11, 5), kind: 'allocated', minutes: 480, part: 'month', pack: null, fact: 'in_2', after: AFTER, ...more }
}

/** October rolled over, trimmed by the cap. */
const OCTOBER: LedgerWindowAnswer = {
  window: { start: day(10, 5), end: day(11, 5) },
  isPaid: true,
  included: 480,
  used: 0,
  overage: 0,
  steps: [
    makeStep({ at: day(10, 5), fact: 'in_1' }),
    makeStep({ at: day(11, 5), kind: 'rolled-over', minutes: 480, fact: 'in_1', after: { ...AFTER, left: 0, rollover: 480 } }),
    makeStep({
      ...{ at: day(11, 5), kind: 'trimmed', minutes: 240, part: 'rollover', fact: 'in_1' },
      after: { ...AFTER, left: 0, rollover: 240, available: 240 },
    }),
  ],
}

/** November: work took all there was, and 45 minutes more. */
const NOVEMBER: LedgerWindowAnswer = {
  window: { start: day(11, 5), end: day(12, 5) },
  isPaid: true,
  included: 480,
  used: 480,
  overage: 45,
  steps: [
    makeStep({ after: { ...AFTER, rollover: 240, available: 720 } }),
    makeStep({
      at: day(11, 9),
      kind: 'drawn',
      minutes: 480,
      fact: 'log-1',
      note: 'Booking pages',
      after: { ...AFTER, left: 0, rollover: 240, available: 240 },
    }),
    makeStep({
      ...{ at: day(11, 9), kind: 'drawn', minutes: 240, part: 'rollover', fact: 'log-1' },
      after: { ...AFTER, left: 0, available: 0 },
    }),
    makeStep({
      ...{ at: day(11, 9), kind: 'overage', minutes: 45, part: null, fact: 'log-1' },
      after: { ...AFTER, left: 0, available: 0, overage: 45, unsettled: 45 },
    }),
  ],
}

export function makeHours(more: Partial<HoursAnswer> = {}): HoursAnswer {
  return {
    company: 'co_1',
    product: 'maintenance-hours',
    window: { start: day(11, 5), end: day(12, 5) },
    included: 480,
    used: 480,
    left: 0,
    rollover: { left: 0, cap: 240 },
    packs: [{ ref: 'pack-1', minutes: 300, left: 120, expiresAt: day(12, 2), state: 'live' }],
    available: 120,
    overage: 45,
    ledger: [OCTOBER, NOVEMBER],
    ...more,
  }
}
