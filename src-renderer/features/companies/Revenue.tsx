import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import styles from './companies.module.css'

/** What a company brings in a month, in the first of its currencies; they are never added. */
export function Revenue({ mrr }: Pick<CompanyRow, 'mrr'>) {
  const [first, ...others] = mrr
  if (!first) return <Nothing />
  return (
    <span title={mrr.map(formatMoney).join('\n')}>
      {others.length > 0 && <span className={styles.more}>+{others.length}</span>} <MoneyText {...first} />
    </span>
  )
}
