import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CatalogEntry } from '../../src-shared/contract/catalogs.ts'
import { useEngine } from '../lib/engine.ts'

/** A pack that a catalog sells. */
export interface PackOffer {
  pack: string
  name: string
  minutes: number
  validDays: number
}

export interface HoursProduct {
  product: string
  name: string
  packs: readonly PackOffer[]
}

/** As catalog files have it: only what is read here. */
interface Content {
  plans?: Record<string, { hours?: object }>
  packs?: Record<string, { name?: string; minutes?: number; validDays?: number }>
}

/** The products of this workspace that sell hours, by the month or by the pack; null until the catalogs are there. */
export function useHoursProducts(): readonly HoursProduct[] | null {
  const { ask } = useEngine()
  const { data } = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  return useMemo(() => data?.items.flatMap(toHoursProduct) ?? null, [data])
}

function toHoursProduct({ product, name, version, content }: CatalogEntry): HoursProduct[] {
  const { plans = {}, packs = {} } = content as Content
  const isSold = Object.keys(packs).length > 0 || Object.values(plans).some(({ hours }) => hours)
  if (version === null || !isSold) return []
  return [{ product, name, packs: Object.entries(packs).flatMap(toOffer) }]
}

function toOffer([pack, { name = pack, minutes, validDays }]: [string, NonNullable<Content['packs']>[string]]): PackOffer[] {
  return minutes === undefined || validDays === undefined ? [] : [{ pack, name, minutes, validDays }]
}
