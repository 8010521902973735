import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'

/** Somebody who may be the same company. */
export interface Proposal {
  id: string
  name: string
  /** Each in a sentence. */
  reasons: readonly string[]
}

const NONE: readonly Proposal[] = []

/** Who may be the same company as this one; none until known. What cannot be proposed now is no error of the screen. */
export function useProposals(company: string): readonly Proposal[] {
  const { ask } = useEngine()
  const { data } = useQuery(ask.companies.proposals.queryOptions({ input: { company } }))
  return (
    data?.items.map((each) =>
      each.company === company
        ? { id: each.other, name: each.otherName, reasons: each.reasons }
        : { id: each.company, name: each.companyName, reasons: each.reasons },
    ) ?? NONE
  )
}
