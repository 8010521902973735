import { skipToken, useQuery } from '@tanstack/react-query'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'

const LOOK_BACK_MS = 90 * 86_400_000

/** By what a use can be told apart: the parts of a stock that its catalog names, or the endpoints that anybody was told of. */
export interface Dimensions {
  name: 'part' | 'endpoint'
  values: readonly { value: string; words: string }[]
}

/** As catalog files have it: only what is read here. */
interface Content {
  metrics?: Record<string, { kind?: string; parts?: Record<string, string> }>
}

/** @param chosen the metric in hand, null while none is */
export function useDimensions(chosen: { product: string; metric: string } | null, now: Instant): Dimensions | null {
  const { ask } = useEngine()
  const entries = useQuery(ask.catalogs.list.queryOptions({ input: {} })).data?.items ?? []
  const content = entries.find(({ product, version }) => product === chosen?.product && version !== null)?.content as Content | undefined
  const metric = chosen && content?.metrics?.[chosen.metric]
  const series = useQuery(
    ask.usage.series.queryOptions({
      input:
        chosen && metric?.kind === 'flow'
          ? { metric: `${chosen.product}.${chosen.metric}`, from: toInstant(now - LOOK_BACK_MS), to: now }
          : skipToken,
    }),
  )
  const parts = Object.entries(metric?.parts ?? {})
  if (parts.length > 0) return { name: 'part', values: parts.map(([value, words]) => ({ value, words })) }
  const endpoints = [...new Set(series.data?.items.flatMap(({ group }) => group ?? []))].sort()
  return endpoints.length === 0 ? null : { name: 'endpoint', values: endpoints.map((value) => ({ value, words: value })) }
}
