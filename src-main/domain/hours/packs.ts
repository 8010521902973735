import type { PackState } from './hoursBalance.ts'
import type { PackBought } from './hoursFacts.ts'
import { compareTexts } from './takeOnce.ts'

/** A pack and what is left of it, in minutes. */
export interface HeldPack extends PackBought {
  left: number
  hasEnded: boolean
}

/** The order in which packs are drawn on: soonest expiry, then purchase, then ref. */
export function comparePacks(a: PackBought, b: PackBought): number {
  return a.expiresAt - b.expiresAt || a.boughtAt - b.boughtAt || compareTexts(a.ref, b.ref)
}

/** A refunded pack is `expired`, whatever was used of it: what it granted has ended, and no rest is left to show. */
export function toPackState({ left, hasEnded }: Pick<HeldPack, 'left' | 'hasEnded'>): PackState {
  if (hasEnded) return left > 0 ? 'lapsed' : 'expired'
  return left > 0 ? 'live' : 'spent'
}
