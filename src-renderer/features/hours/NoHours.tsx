import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { useHoursProducts } from '../../records/useHoursProducts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** Why there are no balances, or no packs, and how to get some. */
export function NoHours({ what }: { what: 'balances' | 'packs' }) {
  const { product, at, go, amend } = usePlace()
  const names = useNames()
  const products = useHoursProducts()
  if (products?.length === 0)
    return (
      <EmptyState icon="hours" title="No product sells hours" actions={<Button onPress={() => go('settings')}>Open settings</Button>}>
        <p>
          A plan with an hours rule, or a pack of hours, in a product’s catalog starts it: its companies then stand here with what they have
          left. Import such a catalog in Settings, or with tierdesk catalog import FILE.
        </p>
      </EmptyState>
    )
  if (product !== null)
    return (
      <EmptyState
        icon="filter"
        title={`Nobody has ${what === 'packs' ? 'packs' : 'hours'} of ${names.product(product)}`}
        actions={<Button onPress={() => amend({ product: null })}>Show all products</Button>}
      >
        <p>Other products may sell hours.</p>
      </EmptyState>
    )
  if (at !== null)
    return (
      <EmptyState icon="hours" title={what === 'packs' ? 'Nobody had packs then' : 'Nobody had hours then'}>
        <p>You look at the past. What came later stands here as of now.</p>
      </EmptyState>
    )
  return what === 'packs' ? (
    <EmptyState icon="hours" title="No packs yet">
      <p>
        Hours bought once stand here with what is left of them and when they expire. They come from a provider, or are added to a company in
        Balances.
      </p>
    </EmptyState>
  ) : (
    <EmptyState icon="hours" title="Nobody has hours yet">
      <p>A company stands here from its first month of hours on, or its first pack. Both come with the next sync after they were paid.</p>
    </EmptyState>
  )
}
