import type { Catalog } from '../../../src-shared/model/catalog.ts'
import { type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { StandIns } from '../standIns.ts'
import { stageCallsByMeter } from './scenes/stageCallsByMeter.ts'
import { stageEstateManagement } from './scenes/stageEstateManagement.ts'
import { stageEstatesAtPaystack } from './scenes/stageEstatesAtPaystack.ts'
import { stageImageQuota } from './scenes/stageImageQuota.ts'
import { stageImagesByMpesa } from './scenes/stageImagesByMpesa.ts'
import { stageMaintenanceHours } from './scenes/stageMaintenanceHours.ts'
import { stageThreatAnalytics } from './scenes/stageThreatAnalytics.ts'
import { stageTrading } from './scenes/stageTrading.ts'
import { stageTwins } from './scenes/stageTwins.ts'
import { createStage, type Stage } from './stage.ts'
import type { Business } from './told.ts'

/** How long before its first look the demo's business opened. */
export const OPEN_FOR_DAYS = 420

export interface BusinessOptions {
  seed: string
  /** What is sold: of the products that the demo knows, those that are here. */
  catalogs: readonly Catalog[]
  /** Everything is laid out around this instant. */
  now: Instant
  /** When the calendar month began in which it lies, in the workspace's zone. */
  monthStartsAt: Instant
}

const SCENES: Readonly<Record<string, (stage: Stage) => void>> = {
  'image-quota': stageImageQuota,
  'estate-management': stageEstateManagement,
  trading: stageTrading,
  'threat-analytics': stageThreatAnalytics,
  'maintenance-hours': stageMaintenanceHours,
}

/** Who came later to Stripe: after all who were there, who stay the same. */
const LATER_SCENES: Readonly<Record<string, (stage: Stage) => void>> = {
  'threat-analytics': stageCallsByMeter,
}

/** Beside Stripe, by the products that they sell. They come after all others, who are the same with and without them. */
const OTHER_SCENES: readonly { products: readonly string[]; stage: (stage: Stage) => void }[] = [
  { products: ['estate-management'], stage: stageEstatesAtPaystack },
  { products: ['image-quota'], stage: stageImagesByMpesa },
  { products: ['estate-management', 'trading'], stage: stageTwins },
]

/**
 * Lets a business of some three hundred companies live in providers that have just begun, from its opening to `now`.
 *
 * The same seed and instant give the same business. What it gives is what its applications count, then and later, and what it tells.
 */
export function fillBusiness(standIns: StandIns, { seed, catalogs, now: instant, monthStartsAt }: BusinessOptions): Business {
  const now = toSeconds(instant)
  const stage = createStage({ standIns, seed, catalogs, now, monthStartsAt: toSeconds(monthStartsAt) })
  for (const { product } of catalogs) SCENES[product]?.(stage)
  for (const { product } of catalogs) LATER_SCENES[product]?.(stage)
  if (standIns.paystack && standIns.mpesa) {
    const sold = new Set(catalogs.map(({ product }) => product))
    for (const { products, stage: play } of OTHER_SCENES) if (products.every((product) => sold.has(product))) play(stage)
  }
  return stage.play()
}
