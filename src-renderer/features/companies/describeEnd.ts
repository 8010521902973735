import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'

/** Who deleted its customer last, as the row's status says it; null while one lives. */
export function describeEnd({ endedAt, links }: Pick<CompanyRow, 'endedAt' | 'links'>): string | null {
  if (endedAt === null) return null
  const last = links.find(({ deletedAt }) => deletedAt === endedAt)
  return last ? `Deleted at ${PROVIDER_TITLES[last.provider]}` : 'Deleted'
}
