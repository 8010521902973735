import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { formatInstant } from '../../ui/formatInstant.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import { Status } from '../../ui/Status.tsx'
import { useZone } from '../../ui/ZoneContext.ts'
import { describeEnd } from './describeEnd.ts'

/** Says that a company is gone; that one is there needs no word. */
export function EndStatus({ company }: { company: Pick<CompanyRow, 'endedAt' | 'links'> }) {
  const zone = useZone()
  // Only the day of the present matters here.
  const now = useNow(60_000)
  const end = describeEnd(company)
  if (end === null || company.endedAt === null) return <Nothing />
  const day = zone === null ? '–' : formatInstant(company.endedAt, 'day', zone, now)
  return <Status icon="canceled" tone="idle" word={end} detail={day} title={`${end} ${day}`} />
}
