import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import styles from './companies.module.css'
import { formatCount, type MatchCount } from './formatCount.ts'

export function CompaniesHead({ count }: { count: MatchCount | null }) {
  const connections = useHealth().data?.connections ?? []
  return (
    <PageHead title="Companies">
      {count && <span className={styles.count}>{formatCount(count)}</span>}
      {connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </PageHead>
  )
}
