import { createContext, useContext } from 'react'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'

export const SCREENS = [
  'overview',
  'companies',
  'company',
  'plans',
  'usage',
  'overage',
  'hours',
  'payments',
  'outbox',
  'activity',
  'settings',
] as const
export type Screen = (typeof SCREENS)[number]

/** Where the page is, as its address says: every screen takes of it what it knows. */
export interface Place {
  screen: Screen
  /** What is searched among the companies. */
  search: string
  /** The company in hand: our id. */
  company: string | null
  product: string | null
  /** The plan that is looked at: its id within the product. */
  plan: string | null
  /** The metric that is looked at: its id within the product. */
  metric: string | null
  /** What a list is narrowed to: a status, a level, a type. */
  filter: string | null
  /** Answers are as of this instant; null for now. */
  at: Instant | null
  /** Whether Settings were opened in order to connect. */
  isConnecting: boolean
}

/** What may be said of the place that is gone to; what is left out is empty there, but for `at` and `search`, which stay. */
export type Destination = Partial<Omit<Place, 'screen'>>

interface PlaceInHand extends Place {
  go: (screen: Screen, more?: Destination) => void
  /** Changes something of the place without a step of its own in the history. */
  amend: (change: Destination) => void
}

export const PlaceContext = createContext<PlaceInHand | null>(null)

export function usePlace(): PlaceInHand {
  const place = useContext(PlaceContext)
  invariant(place, 'every screen stands inside a PlaceContext')
  return place
}
