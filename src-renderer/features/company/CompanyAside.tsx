import type { Company } from '../../../src-shared/contract/companies.ts'
import styles from './company.module.css'
import { Details } from './Details.tsx'
import { Linked } from './Linked.tsx'
import { Notes } from './Notes.tsx'
import { PaysBy } from './PaysBy.tsx'
import { Timeline } from './Timeline.tsx'
import type { CompanyEntitlements } from './useEntitlements.ts'
import { VirtualAccounts } from './VirtualAccounts.tsx'

interface CompanyAsideProps {
  company: Company
  entitlements: CompanyEntitlements
  hoursProduct: string | null
}

/** What belongs to a company beside its figures: how to reach it, where it is known, what was noted, what happened. */
export function CompanyAside({ company, entitlements, hoursProduct }: CompanyAsideProps) {
  return (
    <aside className={styles.aside} aria-label={`About ${company.name}`}>
      <div className={styles.part}>
        <Details company={company} />
      </div>
      {company.accounts.length > 0 && (
        <div className={styles.part}>
          <VirtualAccounts accounts={company.accounts} />
        </div>
      )}
      <div className={styles.part}>
        <PaysBy company={company} />
      </div>
      <div className={styles.part}>
        <Linked company={company} />
      </div>
      <div className={styles.part}>
        <Notes company={company.id} />
      </div>
      <div className={styles.part}>
        <Timeline company={company} entitlements={entitlements} hoursProduct={hoursProduct} />
      </div>
    </aside>
  )
}
