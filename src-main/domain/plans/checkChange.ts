import { invariant } from '../../../src-shared/model/assert.ts'
import type { Catalog, Metric, Plan } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import { type ChangeKind, type ChangeVerdict, toChangeKind, toVerdict } from './changeVerdict.ts'
import { DEFAULT_FRESHNESS_MS, type Exceed, listExceeds, type StaleMetric, type UsageByMetric } from './listExceeds.ts'
import { type Losses, listLosses } from './listLosses.ts'

export interface ChangeQuestion {
  catalog: Pick<Catalog, 'metrics' | 'plans'>
  /** Null where the company is on no plan. */
  current: string | null
  target: string
  usage: UsageByMetric
  at: Instant
  freshnessMs?: number
  /** When the current period ends and what is over resets; null where nobody knows. */
  periodEnd?: Instant | null
  /** What the company is granted by hand, in place of its plan's own limits. */
  currentLimits?: Readonly<Record<string, Limit>>
}

/** The answer to "may they move?", with all that the dialog shows of it. */
export interface ChangeCheck extends Losses {
  kind: ChangeKind
  verdict: ChangeVerdict
  exceeds: Exceed[]
  /** What must be done first, one step for each metric that is over: "Estates: archive 125 (150 → 25)". */
  steps: string[]
  stale: StaleMetric[]
  /** When a change that must wait for the period's end may take effect; null where it need not wait, or nobody knows. */
  possibleAt: Instant | null
}

/**
 * Compares what a company uses with what a plan allows.
 *
 * An upgrade and a switch are always `ok`; the lists are filled all the same, because they are what the comparison shows.
 * It is made when staff look and again when the action is sent: `isConflict` tells whether that became worse.
 */
export function checkChange(question: ChangeQuestion): ChangeCheck {
  const { catalog, usage, at, freshnessMs = DEFAULT_FRESHNESS_MS, periodEnd = null, currentLimits } = question
  const { metrics } = catalog
  const current = question.current === null ? null : getPlan(catalog, question.current)
  const target = getPlan(catalog, question.target)
  const kind = toChangeKind(current, target)
  const { exceeds, stale } = listExceeds({ metrics, limits: target.limits, usage, at, freshnessMs })
  const verdict = toVerdict(kind, exceeds, stale.length)
  return {
    kind,
    verdict,
    exceeds,
    steps: kind === 'downgrade' ? exceeds.map((exceed) => toStep(metrics[exceed.metric], exceed)) : [],
    stale,
    ...listLosses(metrics, current && { ...current, limits: { ...current.limits, ...currentLimits } }, target),
    possibleAt: verdict === 'period-end' ? periodEnd : null,
  }
}

function getPlan({ plans }: Pick<Catalog, 'plans'>, id: string): Plan {
  const plan = Object.hasOwn(plans, id) ? plans[id] : undefined
  invariant(plan, 'a change is between plans of the catalog')
  return plan
}

/** What is consumed cannot be archived: it can only be waited for. */
function toStep(metric: Metric | undefined, { metric: id, kind, used, limit, overage }: Exceed): string {
  const name = metric?.name ?? id
  return kind === 'stock' ? `${name}: archive ${overage} (${used} → ${limit})` : `${name}: wait for the reset (${used} → ${limit})`
}
