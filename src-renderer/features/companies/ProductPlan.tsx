import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useNames } from '../../lib/useNames.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import styles from './companies.module.css'

/** What a company is on: its first product and plan, and how many others. */
export function ProductPlan({ subscriptions }: Pick<CompanyRow, 'subscriptions'>) {
  const names = useNames()
  const [first, ...others] = subscriptions
  if (!first) return <Nothing />
  const describe = ({ product, plan }: (typeof subscriptions)[number]) =>
    `${names.product(product)}: ${plan === null ? 'no plan' : names.plan(product, plan).name}`
  return (
    <span className={styles.productPlan} title={subscriptions.map(describe).join('\n')}>
      <span className={styles.product}>{names.product(first.product)}</span>
      {first.plan !== null && <PlanMark {...names.plan(first.product, first.plan)} />}
      {others.length > 0 && <span className={styles.more}>+{others.length}</span>}
    </span>
  )
}
