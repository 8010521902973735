import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useNames } from '../../lib/useNames.ts'
import styles from './payments.module.css'

/** What a payment was for: a plan or a pack, behind its product. */
export function PaidFor({ payment: { product, plan } }: { payment: PaymentItem }) {
  const names = useNames()
  if (product === null) return <span className={styles.nobody}>–</span>
  const known = plan === null ? null : names.plan(product, plan)
  const what = plan === null ? '' : known && known.place > 0 ? known.name : names.pack(product, plan)
  return (
    <span title={`${names.product(product)} ${what}`}>
      <span className={styles.product}>{names.product(product)}</span> {what}
    </span>
  )
}
