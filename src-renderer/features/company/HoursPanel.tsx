import { useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { AddPackDialog } from '../../records/AddPackDialog.tsx'
import { LogHoursDialog } from '../../records/LogHoursDialog.tsx'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Balance } from './Balance.tsx'
import { HoursWhy } from './HoursWhy.tsx'
import { Said } from './Said.tsx'
import { SkeletonLines } from './SkeletonLines.tsx'
import { useCompanyHours } from './useCompanyHours.ts'

interface HoursPanelProps {
  company: { id: string; name: string }
  product: string
}

/** What is left of a company's hours, and where they went. */
export function HoursPanel({ company, product }: HoursPanelProps) {
  const hours = useCompanyHours(company.id, product)
  const [open, setOpen] = useState<'log' | 'pack' | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const known = hours.data
  const obstacle = useRecordObstacle() ?? (known ? null : 'Its hours are not there yet')
  const record = known && {
    ...{ company: company.id, product, name: company.name, hours: known },
    ...{ onDone: setSaid, onClose: () => setOpen(null) },
  }
  return (
    <Section
      title="Hours"
      tools={
        <>
          {known && <HoursWhy company={company} hours={known} />}
          <Button isSmall look="ghost" icon="plus" onPress={() => setOpen('log')} obstacle={obstacle}>
            Log hours
          </Button>
          <Button isSmall look="ghost" onPress={() => setOpen('pack')} obstacle={obstacle}>
            Add a pack
          </Button>
        </>
      }
    >
      <Said words={said} />
      {hours.isPending && <SkeletonLines count={4} />}
      {hours.isError && <ErrorState {...describeError(hours.error)} onRetry={() => void hours.refetch()} />}
      {known && <Balance hours={known} />}
      {record && open === 'log' && <LogHoursDialog {...record} />}
      {record && open === 'pack' && <AddPackDialog {...record} />}
    </Section>
  )
}
