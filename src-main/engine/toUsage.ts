import type { Entitlement } from '../domain/entitlement/entitlement.ts'
import type { UsageByMetric } from '../domain/plans/listExceeds.ts'

/** Use by metric as the check of a change of plan takes it: null where nobody told. */
export function toUsage({ usage }: Entitlement): UsageByMetric {
  return Object.fromEntries(
    Object.entries(usage).map(([metric, { used, asOf, missingParts }]) => [
      metric,
      used === null || asOf === null ? null : { used, asOf, missingParts },
    ]),
  )
}
