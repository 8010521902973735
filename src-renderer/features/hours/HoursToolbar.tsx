import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { useHoursProducts } from '../../records/useHoursProducts.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import screen from '../../ui/screen.module.css'
import styles from './hours.module.css'
import { toBalancesCsv, toPacksCsv } from './toHoursCsv.ts'
import type { Balances } from './useBalances.ts'
import type { Packs } from './usePacks.ts'

export type HoursView = 'balances' | 'packs'

const VIEWS = [
  { key: 'balances', words: 'Balances' },
  { key: 'packs', words: 'Packs' },
] as const satisfies readonly { key: HoursView; words: string }[]

interface HoursToolbarProps {
  view: HoursView
  balances: Balances
  packs: Packs
  onView: (view: HoursView) => void
}

/** What is shown, of which product, and the way to save it. */
export function HoursToolbar({ view, balances, packs, onView }: HoursToolbarProps) {
  const { product, amend } = usePlace()
  const names = useNames()
  const products = useHoursProducts() ?? []
  const isEmpty = (view === 'packs' ? packs : balances).rows.length === 0
  return (
    <div className={screen.filters}>
      <Segments label="What is shown" options={VIEWS} chosen={view} onChoose={onView} />
      {(products.length > 1 || product !== null) && (
        <span>
          <Select label="Product" value={product ?? ''} onChange={(value) => amend({ product: value || null })}>
            <option value="">All products</option>
            {products.map(({ product: id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {product !== null && !products.some((each) => each.product === product) && (
              <option value={product}>{names.product(product)}</option>
            )}
          </Select>
        </span>
      )}
      <span className={styles.tools}>
        <ExportButton
          key={view}
          name={view === 'packs' ? 'hour-packs' : 'hour-balances'}
          csv={async (gathering) =>
            view === 'packs'
              ? toPacksCsv(await listAllPages(packs.askPage, gathering))
              : toBalancesCsv(await listAllPages(balances.askPage, gathering))
          }
          obstacle={isEmpty ? 'There is nothing to save' : null}
        />
      </span>
    </div>
  )
}
