import type { Catalog } from '../../../src-shared/model/catalog.ts'
import { type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { StripeSandbox } from '../stripe/createStripe.ts'
import type { Meter } from './meter.ts'
import { stageEstateManagement } from './scenes/stageEstateManagement.ts'
import { stageImageQuota } from './scenes/stageImageQuota.ts'
import { stageMaintenanceHours } from './scenes/stageMaintenanceHours.ts'
import { stageThreatAnalytics } from './scenes/stageThreatAnalytics.ts'
import { stageTrading } from './scenes/stageTrading.ts'
import { createStage, type Stage } from './stage.ts'

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

/**
 * Lets a business of more than two hundred companies live in a Stripe that has just begun, from its opening to `now`.
 *
 * The same seed and instant give the same business. What it gives is what its applications count, then and later.
 */
export function fillBusiness(stripe: StripeSandbox, { seed, catalogs, now: instant, monthStartsAt }: BusinessOptions): Meter[] {
  const now = toSeconds(instant)
  const stage = createStage({ stripe, seed, catalogs, now, monthStartsAt: toSeconds(monthStartsAt) })
  for (const { product } of catalogs) SCENES[product]?.(stage)
  return stage.play()
}
