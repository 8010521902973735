import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { toPaymentsCsv } from './toPaymentsCsv.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

/** As many as the engine gives at once. */
const PAGE_ROWS = 1000

interface PaymentsExportProps {
  question: PaymentsQuestion
  /** How many there are; null while unknown. */
  total: number | null
}

/** Saves all payments that the filters leave. */
export function PaymentsExport({ question, total }: PaymentsExportProps) {
  const { client } = useEngine()
  return (
    <ExportButton
      name="payments"
      total={total}
      obstacle={total === 0 ? 'There are no payments to save' : null}
      csv={async (gathering) =>
        toPaymentsCsv(
          await listAllPages((cursor, options) => client.payments.list({ ...question, limit: PAGE_ROWS, cursor }, options), gathering),
        )
      }
    />
  )
}
