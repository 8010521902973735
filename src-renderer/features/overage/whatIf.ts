import type { Limit } from '../../../src-shared/model/limit.ts'
import type { MetricLimit } from './planLimits.ts'

/** The limits that are tried in place of the plan's own, by metric. */
export type WhatIf = Readonly<Record<string, Limit>>

const UNLIMITED_WORDS = ['unlimited', '∞']
/** So that sums of many stay exact. */
const MOST = 1_000_000_000_000

/** A limit as somebody types it: `1,200`, `unlimited`. Null for what is none. */
export function readLimit(text: string): Limit | null {
  const word = text.trim().toLowerCase().replaceAll(',', '')
  if (UNLIMITED_WORDS.includes(word)) return 'unlimited'
  if (!/^\d+$/.test(word)) return null
  const limit = Number(word)
  return limit <= MOST ? limit : null
}

/** As it stands in the address: `estates:40 clients:unlimited`. A link keeps what was tried, and the way back finds it again. */
export function writeWhatIf(whatIf: WhatIf): string | null {
  const words = Object.entries(whatIf).map(([metric, limit]) => `${metric}:${limit}`)
  return words.length === 0 ? null : words.join(' ')
}

/** What of the address says another limit than the plan's own; anything else there is passed over. */
export function readWhatIf(text: string | null, limits: readonly MetricLimit[]): WhatIf {
  const whatIf: Record<string, Limit> = {}
  for (const word of text?.split(' ') ?? []) {
    const end = word.lastIndexOf(':')
    const own = limits.find(({ metric }) => metric === word.slice(0, end))
    const limit = readLimit(word.slice(end + 1))
    if (own && limit !== null && limit !== own.limit) whatIf[own.metric] = limit
  }
  return whatIf
}

/** With one limit tried, or given back where it is the plan's own. */
export function withLimit(whatIf: WhatIf, own: MetricLimit, limit: Limit): WhatIf {
  const { [own.metric]: _, ...others } = whatIf
  return limit === own.limit ? others : { ...others, [own.metric]: limit }
}
