import { useQuery } from '@tanstack/react-query'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CompanyFacts } from './CompanyFacts.tsx'
import { CompanyLinks } from './CompanyLinks.tsx'
import { CompanyTimeline } from './CompanyTimeline.tsx'

interface CompanyInspectorProps {
  companyId: string
  /** What the list knows already: shown until the details are there. */
  row: CompanyRow | undefined
  /** Shows all of it. */
  onOpen: () => void
  onClose: () => void
}

export function CompanyInspector({ companyId, row, onOpen, onClose }: CompanyInspectorProps) {
  const { ask } = useEngine()
  const company = useQuery(ask.companies.get.queryOptions({ input: { company: companyId } }))
  const known = company.data ?? row
  return (
    <Inspector title={known?.name ?? companyId} onClose={onClose}>
      <InspectorSection>
        <Button look="primary" icon="arrowRight" shortcut="Enter" onPress={onOpen}>
          Open
        </Button>
      </InspectorSection>
      {known && <CompanyFacts company={known} customers={company.data?.customers ?? []} />}
      {known && <CompanyLinks links={known.links} />}
      {company.isError && <ErrorState {...describeError(company.error)} onRetry={() => void company.refetch()} />}
      {company.isPending && (
        <InspectorSection title="Timeline">
          <Skeleton width="70%" />
        </InspectorSection>
      )}
      {company.data && <CompanyTimeline timeline={company.data.timeline} />}
    </Inspector>
  )
}
