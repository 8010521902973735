import { skipToken, useQuery } from '@tanstack/react-query'
import { useEngine } from './engine.ts'

export interface ChosenCompany {
  id: string
  name: string
}

/** The company of the place; until its name is known, or where nobody has it, its id stands for it. */
export function useChosenCompany(id: string | null): ChosenCompany | null {
  const { ask } = useEngine()
  const { data } = useQuery(ask.companies.get.queryOptions({ input: id === null ? skipToken : { company: id } }))
  return id === null ? null : { id, name: data?.name ?? id }
}
