import { type ReactNode, useId } from 'react'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { Select } from '../../ui/Select.tsx'
import screen from '../../ui/screen.module.css'
import styles from './overage.module.css'
import type { PlanLimits } from './planLimits.ts'

interface OverageToolbarProps {
  product: string
  plans: readonly PlanLimits[]
  plan: string | null
  names: Names
  /** At its right end. */
  children?: ReactNode
}

/** Which companies are held against which plan. */
export function OverageToolbar({ product, plans, plan, names, children }: OverageToolbarProps) {
  const id = useId()
  const { amend } = usePlace()
  const products = names.products.filter((each) => names.metrics(each.product).length > 0 || each.product === product)
  return (
    <div className={screen.question}>
      <label htmlFor={`${id}product`}>Product</label>
      <span className={styles.select}>
        <Select id={`${id}product`} value={product} onChange={(value) => amend({ product: value, plan: null, filter: null })}>
          {products.every((each) => each.product !== product) && <option value={product}>{product}</option>}
          {products.map((each) => (
            <option key={each.product} value={each.product}>
              {each.name}
            </option>
          ))}
        </Select>
      </span>
      <label htmlFor={`${id}plan`}>Target plan</label>
      <span className={styles.select}>
        <Select id={`${id}plan`} value={plan ?? ''} onChange={(value) => amend({ product, plan: value, filter: null })}>
          {plans.every((each) => each.plan !== plan) && <option value={plan ?? ''}>{plan ?? 'None'}</option>}
          {plans.map((each) => (
            <option key={each.plan} value={each.plan}>
              {each.name}
            </option>
          ))}
        </Select>
      </span>
      {children && <span className={styles.end}>{children}</span>}
    </div>
  )
}
