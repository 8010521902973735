import { createIds } from '../world/createIds.ts'

/** What can go wrong with a provider, at its door, on the line and in its answers. */
export const FAULTS = [
  /** 429 with a `Retry-After` that is odd: absent, a fraction, a date, an hour, nonsense. */
  'rate-limited',
  /** 500 with a page and no JSON. */
  'error-page',
  /** Never answers. */
  'stall',
  /** The line is cut in the middle of the body. */
  'reset',
  /** Was carried out, and the answer lost. */
  'lost-answer',
  /** Was carried out, and nothing comes back: the line stays open. */
  'unanswered',
  /** Says that it is gzip, and ends in the middle. */
  'truncated-gzip',
  /** JSON that ends in the middle, with a length that fits. */
  'truncated-json',
  /** A last page that says there is more. */
  'endless-list',
  /** The page before, again. */
  'repeated-page',
  /** No objects, and more to come. */
  'empty-page',
  /** The cursor's object is gone. */
  'deleted-cursor',
  /** Some bytes at a time. */
  'slow-drip',
  /** The key was revoked. */
  'revoked-key',
  /** The key may not read this. */
  'no-permission',
  /** The key may read and not write. */
  'read-only-key',
  /** Live objects where test ones are meant. */
  'wrong-mode',
  /** Another account's name. */
  'other-account',
  /** Events twice. */
  'repeated-events',
  /** Events in another order. */
  'shuffled-events',
  /** Events that are not listed yet. */
  'late-events',
  /** Events that are kept for less than 30 days. */
  'aged-events',
] as const

export type FaultName = (typeof FAULTS)[number]

export interface FaultOptions {
  /** Which of the requests that it fits: one in so many by chance of the seed; all of them where nothing is said. */
  rate?: number
  /** After so many it is over. */
  count?: number
  seed?: string
  /** Only requests whose path starts with this. */
  path?: string
}

export interface Faults {
  /** Switches a fault on, in the place of the same one before. */
  set(name: FaultName, options?: FaultOptions): void
  clear(name?: FaultName): void
  /** Those that befall a request. @param fits whether a fault can befall it at all */
  draw(path: string, fits: (name: FaultName) => boolean): ReadonlyMap<FaultName, Draw>
  /** How often each has come about. */
  counts(): Partial<Record<FaultName, number>>
}

/** One time that a fault comes about. */
export interface Draw {
  /** The how-manieth it is. */
  serial: number
  /** From 0 up to, not including, 1: the same for the same seed. */
  fraction(label: string): number
}

interface Switched extends FaultOptions {
  asked: number
  drawn: number
}

/** Faults by chance of a seed: the same requests in the same order meet the same faults. */
export function createFaults(): Faults {
  const switched = new Map<FaultName, Switched>()
  const counts: Partial<Record<FaultName, number>> = {}
  return {
    set(name, options = {}) {
      switched.set(name, { ...options, asked: 0, drawn: 0 })
    },
    clear(name) {
      if (name === undefined) switched.clear()
      else switched.delete(name)
    },
    counts: () => ({ ...counts }),
    draw(path, fits) {
      const drawn = new Map<FaultName, Draw>()
      for (const [name, fault] of switched) {
        if (!fits(name) || !path.startsWith(fault.path ?? '/') || fault.drawn >= (fault.count ?? Infinity)) continue
        const ids = createIds(`${fault.seed ?? 'fault'}/${name}`)
        fault.asked += 1
        if (ids.fraction(String(fault.asked)) >= (fault.rate ?? 1)) continue
        fault.drawn += 1
        counts[name] = (counts[name] ?? 0) + 1
        const serial = fault.drawn
        drawn.set(name, { serial, fraction: (label) => ids.fraction(`${serial}/${label}`) })
      }
      return drawn
    },
  }
}
