import { type Ref, useCallback } from 'react'
import { usePlace } from '../../lib/place.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import { DayRecords } from './DayRecords.tsx'
import { DayUsers } from './DayUsers.tsx'
import type { Stretch } from './stretch.ts'

interface StretchRowsProps {
  product: string
  metric: string
  /** Null where all are looked at. */
  company: ChosenCompany | null
  stretch: Stretch
  /** What the metric is called. */
  name: string
  back: string
  onBack: () => void
  gridRef: Ref<HTMLTableElement>
}

/** The rows beneath some days of the chart: of all companies who used how much, of one what was told. */
export function StretchRows({ company, name, ...shared }: StretchRowsProps) {
  const { amend } = usePlace()
  const pick = useCallback((id: string) => amend({ company: id }), [amend])
  return company === null ? <DayUsers {...shared} name={name} onPick={pick} /> : <DayRecords {...shared} company={company} />
}
