import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CatalogEntry } from '../../src-shared/contract/catalogs.ts'
import { useEngine } from './engine.ts'

export interface PlanName {
  name: string
  /** Its place on its product's ladder, from 1 up, and how many plans there are. */
  place: number
  of: number
}

/** What the catalogs call their parts, as people read it; an id that no catalog knows stands for itself. */
export interface Names {
  /** Of this workspace, in the order of their names. */
  products: readonly { product: string; name: string }[]
  product(product: string): string
  plan(product: string, plan: string): PlanName
  /** From the lowest tier up. */
  plans(product: string): readonly { plan: string; name: string }[]
  metric(product: string, metric: string): string
  metrics(product: string): readonly { metric: string; name: string; kind: string }[]
  feature(product: string, feature: string): string
  pack(product: string, pack: string): string
}

/** As catalog files have it: only what is read here. */
interface Content {
  name?: string
  plans?: Record<string, { name?: string; tier?: number }>
  metrics?: Record<string, { name?: string; kind?: string }>
  features?: Record<string, { name?: string }>
  packs?: Record<string, { name?: string }>
}

const NO_ENTRIES: readonly CatalogEntry[] = []

export function useNames(): Names {
  const { ask } = useEngine()
  const entries = useQuery(ask.catalogs.list.queryOptions({ input: {} })).data?.items ?? NO_ENTRIES
  return useMemo(() => toNames(entries), [entries])
}

function toNames(entries: readonly CatalogEntry[]): Names {
  const own = entries.filter(({ version }) => version !== null)
  const contents = new Map(own.map(({ product, content }) => [product, content as Content]))
  const ladder = (product: string) =>
    Object.entries(contents.get(product)?.plans ?? {}).sort(([, a], [, b]) => (a.tier ?? 0) - (b.tier ?? 0))
  return {
    products: own.map(({ product, name }) => ({ product, name })).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    product: (product) => contents.get(product)?.name ?? product,
    plan(product, plan) {
      const plans = ladder(product)
      const index = plans.findIndex(([id]) => id === plan)
      return { name: plans[index]?.[1].name ?? plan, place: index + 1, of: plans.length }
    },
    plans: (product) => ladder(product).map(([plan, { name }]) => ({ plan, name: name ?? plan })),
    metric: (product, metric) => contents.get(product)?.metrics?.[metric]?.name ?? metric,
    metrics: (product) =>
      Object.entries(contents.get(product)?.metrics ?? {}).map(([metric, { name, kind }]) => ({
        metric,
        name: name ?? metric,
        kind: kind ?? 'flow',
      })),
    feature: (product, feature) => contents.get(product)?.features?.[feature]?.name ?? feature,
    pack: (product, pack) => contents.get(product)?.packs?.[pack]?.name ?? pack,
  }
}
