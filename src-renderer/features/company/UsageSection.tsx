import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import parts from './parts.module.css'
import { Said } from './Said.tsx'
import { TrendTable } from './TrendTable.tsx'
import { toTrendsCsv } from './toTrendsCsv.ts'
import { toUsageCsv } from './toUsageCsv.ts'
import { UsageDialog } from './UsageDialog.tsx'
import { UsageTable } from './UsageTable.tsx'

/** What a company uses of every metric, against its limits. */
export function UsageSection({ company }: { company: CompanyRow }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const obstacle = useRecordObstacle()
  const [isAdding, setAdding] = useState(false)
  const [isTrends, setTrends] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const use = useQuery(ask.usage.against.queryOptions({ input: { company: company.id, at } }))
  const products = use.data?.products.filter(({ metrics }) => metrics.length > 0) ?? []
  const hasTrend = products.some(({ metrics }) => metrics.some(({ trend }) => trend.length > 0))
  const areDaysShown = isTrends && hasTrend
  useShortcut('t', () => setTrends(!isTrends))
  return (
    <Section
      title="Usage against limits"
      note={
        use.data && (
          <>
            as of <InstantText at={use.data.asOf} look="clock" />
          </>
        )
      }
      tools={
        <>
          {hasTrend && (
            <Button
              isSmall
              look="ghost"
              icon={isTrends ? 'chart' : 'tableView'}
              label={isTrends ? 'Usage against limits, with trends' : 'Trends as a table'}
              shortcut="T"
              onPress={() => setTrends(!isTrends)}
            />
          )}
          {products.length > 0 && (
            <ExportButton
              name={areDaysShown ? `usage-by-day-${company.id}` : `usage-${company.id}`}
              csv={() => (areDaysShown ? toTrendsCsv(products) : toUsageCsv(company, products))}
            />
          )}
          <Button isSmall look="ghost" icon="plus" obstacle={obstacle} onPress={() => setAdding(true)}>
            Add usage
          </Button>
        </>
      }
    >
      <Said words={said} />
      {use.isError && <ErrorState {...describeError(use.error)} onRetry={() => void use.refetch()} />}
      {areDaysShown && <TrendTable products={products} />}
      {!areDaysShown && (use.isPending || products.length > 0) && (
        <UsageTable company={company} products={products} isLoading={use.isPending} />
      )}
      {use.isSuccess && products.length === 0 && (
        <p className={parts.quiet}>Its products count nothing. Metrics in a product’s catalog stand here with what is used of them.</p>
      )}
      {isAdding && <UsageDialog company={company} onDone={setSaid} onClose={() => setAdding(false)} />}
    </Section>
  )
}
