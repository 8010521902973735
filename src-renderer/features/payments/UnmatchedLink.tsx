import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/formatCount.ts'

const UNMATCHED = 'unmatched'

/** How many payments wait for somebody, where the filters hide some of them. @param shown how many of them the filters leave; null while unknown */
export function UnmatchedLink({ shown }: { shown: number | null }) {
  const { ask } = useEngine()
  const { at, amend } = usePlace()
  const total = useQuery(ask.payments.count.queryOptions({ input: { status: UNMATCHED, at } })).data?.total ?? 0
  if (shown === null || total <= shown) return null
  return (
    <Button isSmall icon="unmatched" onPress={() => amend({ company: null, product: null, filter: UNMATCHED })}>
      {formatCount(total)} unmatched in all
    </Button>
  )
}
