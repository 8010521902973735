import { type ReactNode, type RefObject, useId, useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import type { Names } from '../../lib/useNames.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { classes } from '../../ui/classes.ts'
import { Select } from '../../ui/Select.tsx'
import screen from '../../ui/screen.module.css'
import styles from './usage.module.css'

interface UsageToolbarProps {
  product: string
  metric: string
  company: ChosenCompany | null
  names: Names
  /** Which days are looked at, at its end. */
  children: ReactNode
  companyRef: RefObject<HTMLInputElement | null>
}

/** What is looked at: a metric of a product, of all companies or of one, for how long. */
export function UsageToolbar({ product, metric, company, names, children, companyRef }: UsageToolbarProps) {
  const id = useId()
  const { at, amend } = usePlace()
  const [typed, setTyped] = useState<string | null>(null)
  const offers = useCompanyOffers(typed, at)
  const products = names.products.filter((each) => names.metrics(each.product).length > 0)
  const metrics = names.metrics(product)
  return (
    <div className={classes(screen.question, styles.toolbar)}>
      <label htmlFor={`${id}product`}>Product</label>
      <span className={styles.select}>
        <Select id={`${id}product`} value={product} onChange={(value) => amend({ product: value, metric: null })}>
          {products.every((each) => each.product !== product) && <option value={product}>{names.product(product)}</option>}
          {products.map((each) => (
            <option key={each.product} value={each.product}>
              {each.name}
            </option>
          ))}
        </Select>
      </span>
      <label htmlFor={`${id}metric`}>Metric</label>
      <span className={styles.select}>
        <Select id={`${id}metric`} value={metric} onChange={(value) => amend({ product, metric: value })}>
          {metrics.every((each) => each.metric !== metric) && <option value={metric}>{metric}</option>}
          {metrics.map((each) => (
            <option key={each.metric} value={each.metric}>
              {each.name}
            </option>
          ))}
        </Select>
      </span>
      <label htmlFor={`${id}company`}>Company</label>
      <CompanyField
        id={`${id}company`}
        ref={companyRef}
        company={company}
        typed={typed}
        onType={setTyped}
        offers={offers}
        placeholder="All companies"
        onPick={(picked) => amend({ company: picked.id })}
        onClear={() => amend({ company: null })}
      />
      {children}
    </div>
  )
}
