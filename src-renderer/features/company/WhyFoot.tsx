import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './why.module.css'

/** The catalog version that was judged by, where it is the newest: of older ones the instants are not told. */
export function WhyFoot({ product }: { product: string }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const now = useNow(60_000)
  const entries = useQuery(ask.catalogs.list.queryOptions({ input: {} })).data?.items ?? []
  const entry = entries.find((each) => each.product === product)
  if (!entry || entry.version === null || (entry.from !== null && entry.from > (at ?? now))) return null
  return (
    <p className={styles.foot}>
      <span>
        Catalog version {entry.version}
        {entry.from !== null && (
          <>
            , in force since <InstantText at={entry.from} look="since" />
          </>
        )}
      </span>
    </p>
  )
}
