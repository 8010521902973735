import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { CompanyBody } from './CompanyBody.tsx'
import { CompanySkeleton } from './CompanySkeleton.tsx'
import styles from './company.module.css'
import { NotYetCompany } from './NotYetCompany.tsx'
import { useCompany } from './useCompany.ts'

/** All of one company: what it is on and why, what it uses, what is left, what it paid, what happened. */
export function CompanyScreen() {
  const { company: id, at, go } = usePlace()
  const { company, figures, error, retry } = useCompany(id, at)
  const toCompanies = <Button onPress={() => go('companies')}>Companies</Button>
  if (id === null)
    return (
      <EmptyState icon="companies" title="No company is chosen" actions={toCompanies}>
        <p>Choose one from the list, or find it by Ctrl K: everything about it stands here then.</p>
      </EmptyState>
    )
  if (error)
    return (
      <div>
        <ErrorState {...describeError(error)} onRetry={retry} />
        <div className={styles.back}>{toCompanies}</div>
      </div>
    )
  if (!company || figures === undefined) return <CompanySkeleton />
  if (figures === null) return <NotYetCompany name={company.name} since={company.since} />
  return <CompanyBody company={company} figures={figures} />
}
