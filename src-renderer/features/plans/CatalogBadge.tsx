import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { Badge } from '../../ui/Badge.tsx'
import { useNow } from '../../ui/ClockContext.ts'
import { InstantText } from '../../ui/InstantText.tsx'

/** Which version of the product's catalog holds now; nothing where the newest does not hold yet. */
export function CatalogBadge({ product }: { product: string }) {
  const { ask } = useEngine()
  const now = useNow(60_000)
  const entry = useQuery(ask.catalogs.list.queryOptions({ input: {} })).data?.items.find(
    (each) => each.product === product && each.version !== null,
  )
  if (!entry || (entry.from !== null && entry.from > now)) return null
  return (
    <Badge>
      <span>
        Catalog {entry.version}
        {entry.from !== null && (
          <>
            , since <InstantText at={entry.from} look="since" />
          </>
        )}
      </span>
    </Badge>
  )
}
