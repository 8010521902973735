import { type ReactNode, type RefObject, useId, useState } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { Select } from '../../ui/Select.tsx'
import screen from '../../ui/screen.module.css'
import styles from './plans.module.css'

interface PlansToolbarProps {
  product: string
  products: readonly { product: string; name: string }[]
  company: ChosenCompany | null
  at: Instant | null
  onProduct: (product: string) => void
  onCompany: (companyId: string | null) => void
  companyRef: RefObject<HTMLInputElement | null>
  /** At its right end: how the company stands, and as of when its figures are. */
  children?: ReactNode
}

/** Which product's plans are compared, and for whom. */
export function PlansToolbar({ product, products, company, at, onProduct, onCompany, companyRef, children }: PlansToolbarProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const offers = useCompanyOffers(typed, at)
  const isKnown = products.some((each) => each.product === product)
  return (
    <div className={screen.question}>
      <label htmlFor={`${id}product`}>Product</label>
      <span className={styles.product}>
        <Select id={`${id}product`} value={product} onChange={onProduct}>
          {!isKnown && <option value={product}>{product}</option>}
          {products.map((each) => (
            <option key={each.product} value={each.product}>
              {each.name}
            </option>
          ))}
        </Select>
      </span>
      <label htmlFor={`${id}company`}>Compare for</label>
      <CompanyField
        id={`${id}company`}
        ref={companyRef}
        company={company}
        typed={typed}
        onType={setTyped}
        offers={offers}
        placeholder="Name, e-mail or id"
        onPick={(picked) => onCompany(picked.id)}
        onClear={() => onCompany(null)}
      />
      {children && <span className={styles.end}>{children}</span>}
    </div>
  )
}
