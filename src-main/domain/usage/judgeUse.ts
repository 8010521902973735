import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { type Projection, projectUsage } from './projectUsage.ts'
import { toLevel } from './toLevel.ts'
import type { UsageWindow } from './usageRecord.ts'

export interface UseQuestion {
  kind: MetricKind
  /** Null where nobody has told. */
  used: number | null
  /** Null without a plan. */
  limit: Limit | null
  /** Over which a flow metric is counted. */
  window: UsageWindow | null
  isPaused: boolean
  at: Instant
}

export interface UseVerdict {
  level: UseLevel
  /** Null for a stock, for what nobody told, and without a plan. */
  projection: Projection | null
}

/**
 * How near a use is to its limit, and where it goes.
 *
 * Without a plan there is no limit to be near to: what is used then is calm, for whoever asks whether more is allowed hears no.
 */
export function judgeUse(question: UseQuestion): UseVerdict {
  const { kind, used, limit, isPaused } = question
  if (limit === null) return { level: used === null ? 'unknown' : 'calm', projection: null }
  return { level: toLevel({ kind, used, limit, isPaused }), projection: project(question, limit) }
}

function project({ kind, used, window, at }: UseQuestion, limit: Limit): Projection | null {
  if (kind === 'stock' || used === null || !window || window.end === null) return null
  return projectUsage({ used, limit, period: { start: window.start, end: window.end }, at })
}
