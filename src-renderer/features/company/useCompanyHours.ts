import { skipToken, useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'

/** The balance of a company with its ledger, at the instant that is looked at. @param product null where no product sells hours */
export function useCompanyHours(company: string, product: string | null) {
  const { ask } = useEngine()
  const { at } = usePlace()
  return useQuery(ask.hours.get.queryOptions({ input: product === null ? skipToken : { company, product, at, withLedger: true } }))
}
