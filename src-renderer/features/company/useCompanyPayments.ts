import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'

/** As many as the timeline of a company goes back through; all of most. */
const READ = 100

/** What a company paid, the newest first, by the instant that is looked at. */
export function useCompanyPayments(company: string) {
  const { ask } = useEngine()
  const { at } = usePlace()
  return useQuery(ask.payments.list.queryOptions({ input: { company, at, limit: READ } }))
}
