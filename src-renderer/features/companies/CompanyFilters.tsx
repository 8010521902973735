import { ENTITLEMENT_STATUSES } from '../../../src-shared/model/entitlementStatus.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import styles from './companies.module.css'

const STATUS_WORDS = {
  trialing: 'Trialing',
  active: 'Active',
  grace: 'Grace',
  paused: 'Paused',
  canceled: 'Canceled',
  expired: 'Expired',
  none: 'No plan',
} as const satisfies Record<(typeof ENTITLEMENT_STATUSES)[number], string>

/** What the list is narrowed to: a product, one of its plans, a status. They stand in the address. */
export function CompanyFilters() {
  const { product, plan, filter, amend } = usePlace()
  const names = useNames()
  const isNarrowed = product !== null || plan !== null || filter !== null
  return (
    <span className={styles.filters}>
      <Select label="Product" value={product ?? ''} onChange={(value) => amend({ product: value || null, plan: null })}>
        <option value="">All products</option>
        {names.products.map(({ product: id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {product !== null && (
        <Select label="Plan" value={plan ?? ''} onChange={(value) => amend({ plan: value || null })}>
          <option value="">Any plan</option>
          {names.plans(product).map(({ plan: id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select label="Status" value={filter ?? ''} onChange={(value) => amend({ filter: value || null })}>
        <option value="">Any status</option>
        {ENTITLEMENT_STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_WORDS[status]}
          </option>
        ))}
      </Select>
      {isNarrowed && (
        <Button isSmall look="ghost" icon="x" onPress={() => amend({ product: null, plan: null, filter: null })}>
          Clear
        </Button>
      )}
    </span>
  )
}
