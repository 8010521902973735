import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { parseMinutes } from '../lib/parseMinutes.ts'
import { fromZonedInput, toZonedInput } from '../ui/zonedInput.ts'
import { findFutureFault } from './findFutureFault.ts'
import { formatMinutes } from './formatMinutes.ts'
import type { PackOffer } from './useHoursProducts.ts'

/** The choice of none of the catalog's. */
export const OTHER_PACK = ''

const DAY_MS = 86_400_000

/** What was typed; null for what still follows from the pack that is chosen, or from the present. */
export interface PackDraft {
  pack: string | null
  time: string | null
  bought: string | null
  expires: string | null
  ref: string
}

export const NEW_PACK: PackDraft = { pack: null, time: null, bought: null, expires: null, ref: '' }

interface Times {
  openedAt: Instant
  now: Instant
}

interface ReadPack {
  /** As the fields show it. */
  time: string
  expires: string
  minutes: number | null
  /** When it was bought; null for now. */
  at: Instant | null
  expiresAt: Instant | null
  faults: { time: string | null; bought: string | null; expires: string | null }
}

/** What a draft comes to. A pack of the catalog brings its hours, and its days from the purchase on. */
export function readPack(draft: PackDraft, offer: PackOffer | null, zone: string, { openedAt, now }: Times): ReadPack {
  const at = draft.bought === null ? null : fromZonedInput(draft.bought, zone)
  const boughtAt = at ?? openedAt
  const offered = offer && toInstant(boughtAt + offer.validDays * DAY_MS)
  const time = draft.time ?? (offer ? formatMinutes(offer.minutes) : '')
  const expires = draft.expires ?? (offered ? toZonedInput(offered, zone) : '')
  const minutes = parseMinutes(time)
  // A field of minutes would cut the seconds off an expiry that nobody touched.
  const expiresAt = draft.expires === null ? offered : fromZonedInput(expires, zone)
  return {
    ...{ time, expires, minutes, at, expiresAt },
    faults: {
      time: minutes === null ? 'Give a time such as 5h, in whole minutes' : null,
      bought: draft.bought === null ? null : at === null ? 'Give a day and a time' : findFutureFault(at, now),
      expires: expiresAt === null ? 'Give a day and a time' : expiresAt <= boughtAt ? 'It would expire before it was bought' : null,
    },
  }
}

export function describePackConsequence(overage: number): string {
  const record = 'Recorded as sold outside of any provider: nobody is charged.'
  return overage === 0 ? record : `${record} It does not pay for the ${formatMinutes(overage)} of overage.`
}
