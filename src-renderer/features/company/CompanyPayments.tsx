import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Section } from '../../ui/Section.tsx'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { ExpectButton } from './ExpectButton.tsx'
import { PaymentRow } from './PaymentRow.tsx'
import parts from './parts.module.css'
import styles from './payments.module.css'
import { Said } from './Said.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'
import { toPaymentsCsv } from './toPaymentsCsv.ts'
import { useCompanyPayments } from './useCompanyPayments.ts'

const SHOWN = 8
/** As many as the engine gives at once. */
const MOST_ON_PAGE = 1000

/** What a company paid last. */
export function CompanyPayments({ company }: { company: Company }) {
  const { ask, client } = useEngine()
  const { at, go } = usePlace()
  const payments = useCompanyPayments(company.id)
  const [said, setSaid] = useState<string | null>(null)
  const total = useQuery(ask.payments.count.queryOptions({ input: { company: company.id, at } })).data?.total
  const rows = payments.data?.items.slice(0, SHOWN) ?? []
  // The file has all of them, whatever fits here.
  async function gather(gathering: Gathering) {
    const question = { company: company.id, at, limit: MOST_ON_PAGE }
    return toPaymentsCsv(
      company,
      await listAllPages((cursor, options) => client.payments.list({ ...question, cursor }, options), gathering),
    )
  }
  return (
    <Section
      title="Payments"
      note={total !== undefined && total > SHOWN ? `the last ${SHOWN} of ${formatCount(total)}` : null}
      tools={
        <>
          <ExpectButton company={company} onDone={setSaid} />
          {rows.length > 0 && (
            <>
              <ExportButton name={`payments-${company.id}`} total={total ?? null} csv={gather} />
              <Button isSmall look="ghost" onPress={() => go('payments', { company: company.id })}>
                {total === undefined ? 'All' : `All ${formatCount(total)}`}
              </Button>
            </>
          )}
        </>
      }
    >
      <Said words={said} />
      {payments.isError && <ErrorState {...describeError(payments.error)} onRetry={() => void payments.refetch()} />}
      {payments.isSuccess && rows.length === 0 && (
        <p className={parts.quiet}>{at === null ? 'It paid nothing yet.' : 'It had paid nothing by then.'}</p>
      )}
      {(payments.isPending || rows.length > 0) && (
        <table className={classes(parts.table, styles.table)} aria-label="Payments of this company" aria-busy={payments.isPending}>
          <tbody>
            {payments.isPending && <SkeletonRows rows={3} columns={5} />}
            {rows.map((payment) => (
              <PaymentRow key={`${payment.provider} ${payment.ref}`} payment={payment} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
