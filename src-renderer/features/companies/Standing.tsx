import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import { EndStatus } from './EndStatus.tsx'

/** How a company stands with its first product; of one that is gone, that it is. */
export function Standing({ company }: { company: CompanyRow }) {
  if (company.endedAt !== null) return <EndStatus company={company} />
  const [first] = company.subscriptions
  if (!first) return <Nothing />
  return <StandingStatus status={first.status} until={first.until} />
}
