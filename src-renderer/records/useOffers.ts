import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CatalogEntry } from '../../src-shared/contract/catalogs.ts'
import type { PaymentOffer } from '../../src-shared/contract/payments.ts'
import { PRICE_INTERVALS } from '../../src-shared/model/catalog.ts'
import { useEngine } from '../lib/engine.ts'

/** Something that a catalog sells, at one of its prices. */
export interface PricedOffer extends PaymentOffer {
  key: string
  productName: string
  /** Of the plan, or the pack. */
  name: string
  amount: number
  currency: string
}

interface Sold {
  name?: string
  tier?: number
  prices?: { currency: string; amount: number; interval: string }[]
}

/** As catalog files have it: only what is read here. */
interface Content {
  plans?: Record<string, Sold>
  packs?: Record<string, Sold>
}

/** All that this workspace's catalogs sell for money, by product, plans from the lowest tier up and packs behind them; null until known. */
export function useOffers(): readonly PricedOffer[] | null {
  const { ask } = useEngine()
  const { data } = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  return useMemo(
    () =>
      data?.items
        .filter(({ version }) => version !== null)
        .sort((a, b) => a.name.localeCompare(b.name, 'en'))
        .flatMap(toOffers) ?? null,
    [data],
  )
}

function toOffers({ product, name: productName, content }: CatalogEntry): PricedOffer[] {
  const { plans = {}, packs = {} } = content as Content
  const ladder = Object.entries(plans).sort(([, a], [, b]) => (a.tier ?? 0) - (b.tier ?? 0))
  return [...ladder, ...Object.entries(packs)].flatMap(([plan, { name = plan, prices = [] }]) =>
    prices.flatMap(({ amount, currency, interval: written }): PricedOffer[] => {
      const interval = PRICE_INTERVALS.find((each) => each === written)
      // What costs nothing is paid by nobody.
      if (interval === undefined || amount === 0) return []
      return [{ key: [product, plan, interval, currency].join(' '), product, productName, plan, name, interval, amount, currency }]
    }),
  )
}
