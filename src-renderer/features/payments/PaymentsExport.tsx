import { useEffect, useRef, useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { saveCsv } from '../../ui/saveCsv.ts'
import { listAllPayments } from './listAllPayments.ts'
import styles from './payments.module.css'
import { toPaymentsCsv } from './toPaymentsCsv.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

/** As many as the engine gives at once. */
const PAGE_ROWS = 1000

interface PaymentsExportProps {
  question: PaymentsQuestion
  /** How many there are; null while unknown. */
  total: number | null
}

/** Saves all payments that the filters leave: page by page, with how far it has come and the way to stop it. */
export function PaymentsExport({ question, total }: PaymentsExportProps) {
  const { client } = useEngine()
  const [count, setCount] = useState<number | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function save() {
    const control = new AbortController()
    running.current = control
    setSaid(null)
    setCount(0)
    try {
      const ask = (cursor: string | null) => client.payments.list({ ...question, limit: PAGE_ROWS, cursor }, { signal: control.signal })
      const rows = await listAllPayments(ask, setCount, control.signal)
      if (rows) saveCsv('payments', toPaymentsCsv(rows))
    } catch (error) {
      if (!control.signal.aborted) setSaid(`Nothing was saved. ${describeError(error).title}.`)
    } finally {
      if (running.current === control) setCount(null)
    }
  }

  function cancel() {
    running.current?.abort()
    setCount(null)
    setSaid('Stopped. Nothing was saved.')
  }

  if (count !== null)
    return (
      <span className={styles.export}>
        <span role="status" className={styles.progress}>
          {formatCount(count)}
          {total !== null && ` of ${formatCount(total)}`} gathered
        </span>
        <Button isSmall look="ghost" icon="stop" onPress={cancel}>
          Cancel
        </Button>
      </span>
    )
  return (
    <span className={styles.export}>
      {said !== null && (
        <span role="alert" className={styles.fault}>
          {said}
        </span>
      )}
      <Button
        isSmall
        look="ghost"
        icon="download"
        obstacle={total === 0 ? 'There are no payments to save' : null}
        onPress={() => void save()}
      >
        CSV
      </Button>
    </span>
  )
}
