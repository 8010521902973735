import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import { Truncated } from '../../ui/Truncated.tsx'

/** Who paid; of some nobody can say it. */
export function CompanyName({ company, companyName }: Pick<PaymentItem, 'company' | 'companyName'>) {
  if (company === null) return <Nothing>Nobody</Nothing>
  return <Truncated text={companyName ?? company} look="name" />
}
