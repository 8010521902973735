import { deriveHours } from '../../../../src-main/domain/hours/deriveHours.ts'
import type { BilledPeriod, HoursFacts, PackBought, Standing, Stretch } from '../../../../src-main/domain/hours/hoursFacts.ts'
import { type Instant, parseInstant, toIso } from '../../../../src-shared/model/instant.ts'

/** Essentials: 8 hours a month, 4 of them may roll over. */
export const ESSENTIALS = { minutesPerMonth: 480, rolloverCapMinutes: 240 }
export const DIRECTOR = { minutesPerMonth: 960, rolloverCapMinutes: 600 }
export const COO = { minutesPerMonth: 'unlimited' as const, rolloverCapMinutes: 0 }

export const NOTHING: HoursFacts = { periods: [], changes: [], pauses: [], ends: [], packs: [], entries: [], settlements: [] }

/** An instant as people write it; a bare day is its midnight in UTC. */
export function at(text: string): Instant {
  const instant = parseInstant(text.length === 10 ? `${text}T00:00:00Z` : text)
  if (instant === null) throw new Error(`${text} is no instant`)
  return instant
}

/** A period of Essentials from its first day to its last, paid as it starts. */
export function paid(start: string, end: string, given: Partial<BilledPeriod> = {}): BilledPeriod {
  return {
    ref: `in_${start}`,
    start: at(start),
    end: at(end),
    anchor: at(start),
    cut: 'months',
    begins: 'renewal',
    rule: ESSENTIALS,
    standings: [{ at: at(start), standing: 'paid' }],
    ...given,
  }
}

/** An hour, bought on 1 January and good until the end of the year. */
export function pack(ref: string, given: Partial<PackBought> = {}): PackBought {
  return { ref, minutes: 60, boughtAt: at('2025-01-01'), expiresAt: at('2025-12-31'), refundedAt: null, ...given }
}

/** Work on a day, named for it. */
export function work(day: string, minutes: number, key = day) {
  return { key, at: at(day), minutes }
}

/** Two quarters of Essentials in a row. */
export const QUARTER = paid('2025-01-10', '2025-04-10', { begins: 'start' })
export const NEXT_QUARTER = paid('2025-04-10', '2025-07-10')

export function derive(day: string, facts: Partial<HoursFacts>) {
  return deriveHours({ ...NOTHING, ...facts }, at(day))
}

/** The balance on a day, its window in days. */
export function hoursOn(day: string, facts: Partial<HoursFacts>) {
  const { window, ...balance } = derive(day, facts)
  return { ...balance, window: window && [window.start, window.end].map((instant) => toIso(instant).slice(0, 10)) }
}

export function stepsOn(day: string, facts: Partial<HoursFacts>): string[] {
  return derive(day, facts).ledger.flatMap(({ steps }) => steps.map(({ kind, minutes, part }) => `${kind} ${minutes} ${part}`))
}

export function told(...words: `${Standing['standing']} ${string}`[]): Standing[] {
  return words.map((said) => {
    const [standing, day] = said.split(' ') as [Standing['standing'], string]
    return { at: at(day), standing }
  })
}

export function ended(from: string, until?: string): Stretch {
  return { key: `end ${from}`, from: at(from), until: until ? at(until) : null }
}
