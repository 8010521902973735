import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'

interface Chosen {
  id: string
  name: string
}

/**
 * The company that was picked, or else the one whose details are open: whichever came last.
 *
 * @param openId null while no details are open; what was chosen then stays
 */
export function useChosenCompany(openId: string | null): { company: Chosen | null; choose: (company: Chosen) => void } {
  const { ask } = useEngine()
  const [seenId, setSeenId] = useState(openId)
  const [chosen, setChosen] = useState<{ id: string; name: string | null } | null>(openId === null ? null : { id: openId, name: null })
  if (openId !== seenId) {
    setSeenId(openId)
    if (openId !== null) setChosen({ id: openId, name: null })
  }
  // The same question as that of its details: mostly it is answered already.
  const details = useQuery(ask.companies.get.queryOptions({ input: { company: chosen?.id ?? '' }, enabled: chosen?.name === null }))
  return {
    company: chosen && { id: chosen.id, name: chosen.name ?? details.data?.name ?? chosen.id },
    choose: setChosen,
  }
}
