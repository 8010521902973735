import { useQuery } from '@tanstack/react-query'
import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { readPaymentFilter, writePaymentFilter } from './paymentFilter.ts'
import styles from './payments.module.css'

/** Of which product, provider and company. They stand in the address. */
export function PaymentFilters() {
  const { product, company, filter, amend } = usePlace()
  const names = useNames()
  const { status, provider } = readPaymentFilter(filter)
  return (
    <>
      <span className={styles.filter}>
        <Select label="Product" value={product ?? ''} onChange={(value) => amend({ product: value || null })}>
          <option value="">All products</option>
          {names.products.map(({ product: id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </span>
      <span className={styles.filter}>
        <Select
          label="Provider"
          value={provider ?? ''}
          onChange={(value) =>
            amend({ filter: writePaymentFilter({ status, provider: PROVIDERS.find((each) => each === value) ?? null }) })
          }
        >
          <option value="">All providers</option>
          {PROVIDERS.map((each) => (
            <option key={each} value={each}>
              {PROVIDER_TITLES[each]}
            </option>
          ))}
        </Select>
      </span>
      {company !== null && <OneCompany company={company} onClear={() => amend({ company: null })} />}
    </>
  )
}

function OneCompany({ company, onClear }: { company: string; onClear: () => void }) {
  const { ask } = useEngine()
  const known = useQuery(ask.companies.get.queryOptions({ input: { company } }))
  const name = known.data?.name ?? company
  return (
    <span className={styles.company}>
      <span className={styles.of}>of</span>
      <Truncated text={name} look="name" />
      <Button isSmall look="ghost" icon="x" label={`Not only of ${name}`} onPress={onClear} />
    </span>
  )
}
