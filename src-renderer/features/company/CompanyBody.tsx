import type { Company, CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useActing } from '../../actions/useActing.tsx'
import { usePlace } from '../../lib/place.ts'
import { CompanyAside } from './CompanyAside.tsx'
import { CompanyHead } from './CompanyHead.tsx'
import { CompanyPayments } from './CompanyPayments.tsx'
import styles from './company.module.css'
import { HoursPanel } from './HoursPanel.tsx'
import { Subscriptions } from './Subscriptions.tsx'
import { UsageSection } from './UsageSection.tsx'
import { useEntitlements } from './useEntitlements.ts'
import { useHoursProduct } from './useHoursProduct.ts'
import { WaitingActions } from './WaitingActions.tsx'

interface CompanyBodyProps {
  company: Company
  /** What it comes to at the instant that is looked at. */
  figures: CompanyRow
}

export function CompanyBody({ company, figures }: CompanyBodyProps) {
  const { at } = usePlace()
  const acting = useActing()
  const products = figures.subscriptions.map(({ product }) => product)
  const entitlements = useEntitlements(company.id, products, at)
  const hoursProduct = useHoursProduct(figures)
  return (
    <div className={styles.screen}>
      <CompanyHead company={company} figures={figures} onAsk={acting.ask} />
      <div className={styles.split}>
        <div className={styles.main}>
          {acting.said}
          {at === null && <WaitingActions company={company.id} />}
          <Subscriptions company={company} entitlements={entitlements} />
          <UsageSection company={figures} />
          <div className={styles.two}>
            {hoursProduct !== null && <HoursPanel company={company} product={hoursProduct} />}
            <CompanyPayments company={company} />
          </div>
        </div>
        <CompanyAside company={company} entitlements={entitlements} hoursProduct={hoursProduct} />
      </div>
      {acting.dialog}
    </div>
  )
}
