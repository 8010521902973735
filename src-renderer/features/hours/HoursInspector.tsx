import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useActing } from '../../actions/useActing.tsx'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { AddPackDialog } from '../../records/AddPackDialog.tsx'
import { LogHoursDialog } from '../../records/LogHoursDialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { BalanceFacts } from './BalanceFacts.tsx'
import { CompanyPacks } from './CompanyPacks.tsx'
import { HoursActions } from './HoursActions.tsx'
import { Ledger } from './Ledger.tsx'

interface HoursInspectorProps {
  company: string
  /** Null where no list knows it yet. */
  name: string | null
  /** Null where the company has hours of one product, whichever that is; undefined until a row may tell. */
  product: string | null | undefined
  onClose: () => void
}

/** The hours of one company: what there is, and how it came to be so. */
export function HoursInspector({ company, name, product, onClose }: HoursInspectorProps) {
  const { at } = usePlace()
  const { ask } = useEngine()
  const hours = useQuery({
    ...ask.hours.get.queryOptions({ input: { company, product: product ?? null, at, withLedger: true } }),
    enabled: product !== undefined,
  })
  const known = useQuery({ ...ask.companies.get.queryOptions({ input: { company } }), enabled: name === null })
  const [open, setOpen] = useState<'log' | 'pack' | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const acting = useActing()
  const title = name ?? known.data?.name ?? company
  const answer = hours.data
  const parts = answer && { company, product: answer.product, name: title, hours: answer, onDone: setSaid, onClose: () => setOpen(null) }
  const credit = () =>
    acting.ask({ company: { id: company, name: title }, draft: { kind: 'pack.credit', product: answer?.product ?? null } })
  return (
    <Inspector title={title} onClose={onClose}>
      <HoursActions company={company} isKnown={answer !== undefined} said={said} onOpen={setOpen} onCredit={credit} />
      {acting.said && <InspectorSection>{acting.said}</InspectorSection>}
      {hours.isError && <ErrorState {...describeError(hours.error)} onRetry={() => void hours.refetch()} />}
      {hours.isPending && (
        <InspectorSection title="Ledger">
          <Skeleton width="80%" />
          <Skeleton width="64%" />
          <Skeleton width="72%" />
        </InspectorSection>
      )}
      {answer && <BalanceFacts hours={answer} />}
      {answer && <Ledger key={answer.product} hours={answer} ledger={answer.ledger ?? []} />}
      {answer && <CompanyPacks packs={answer.packs} />}
      {acting.dialog}
      {parts && open === 'log' && <LogHoursDialog {...parts} />}
      {parts && open === 'pack' && <AddPackDialog {...parts} />}
    </Inspector>
  )
}
