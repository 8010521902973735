import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './payments.module.css'

/** Who paid; of some nobody can say it. */
export function CompanyName({ company, companyName }: Pick<PaymentItem, 'company' | 'companyName'>) {
  if (company === null) return <span className={styles.nothing}>Nobody</span>
  return <Truncated text={companyName ?? company} look="name" />
}
