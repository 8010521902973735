import { useRef, useState } from 'react'
import type { UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { useActing } from '../../actions/useActing.tsx'
import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { ImportButton } from './ImportButton.tsx'
import { PaymentFilters } from './PaymentFilters.tsx'
import { PaymentInspector } from './PaymentInspector.tsx'
import { PaymentsExport } from './PaymentsExport.tsx'
import { PaymentsFoot } from './PaymentsFoot.tsx'
import { PaymentsList } from './PaymentsList.tsx'
import styles from './payments.module.css'
import { StatusSegments } from './StatusSegments.tsx'
import { UnmatchedLink } from './UnmatchedLink.tsx'
import { paymentKey, usePayments } from './usePayments.ts'
import { usePaymentsQuestion } from './usePaymentsQuestion.ts'
import { useStatusCounts } from './useStatusCounts.ts'

/** What was paid, is awaited or failed, at all providers in one list. */
export function PaymentsScreen() {
  const { go } = usePlace()
  const question = usePaymentsQuestion()
  // Of the screen: what was refunded may leave the list that it was refunded from.
  const acting = useActing()
  const payments = usePayments(question)
  const countOf = useStatusCounts(question)
  const connections = useHealth().data?.connections ?? []
  const [cursorId, setCursorId] = useState<string | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  // With nothing in hand, the first arrow takes the list in hand.
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  const find = (id: string | null) => payments.rows.find((row) => paymentKey(row) === id)
  const open = find(openId)
  const total = countOf(question.status)

  function close() {
    setOpenId(null)
    grid.current?.focus({ preventScroll: true })
  }

  /** What is settled leaves the list of the unmatched: the next one is taken in hand, so that the work goes on. */
  function onAssigned({ payment }: UnmatchedPayment) {
    if (question.status !== 'unmatched' || payment.status === 'unmatched') return
    const here = payments.rows.findIndex((row) => paymentKey(row) === paymentKey(payment))
    const next = payments.rows[here + 1] ?? payments.rows[here - 1]
    setCursorId(next ? paymentKey(next) : null)
    setOpenId(next ? paymentKey(next) : null)
    grid.current?.focus({ preventScroll: true })
  }

  const cursor = {
    id: cursorId,
    onMove: (id: string) => {
      setCursorId(id)
      // Open details follow the cursor: moving through the list is reading it.
      if (open) setOpenId(id)
    },
    onOpen: (id: string) => {
      setCursorId(id)
      setOpenId(id)
    },
    onEnter: (id: string) => {
      const company = find(id)?.company ?? null
      if (company === null) setOpenId(id)
      else go('company', { company })
    },
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={({ key }) => {
        // A dialog takes the key for itself.
        if (key === 'Escape' && open && !document.querySelector('dialog[open]')) close()
      }}
    >
      <PageHead
        title="Payments"
        tools={
          <>
            <ImportButton />
            <PaymentsExport key={payments.question} question={question} total={total} />
          </>
        }
      >
        {total !== null && <span className={screen.count}>{formatCount(total)}</span>}
        {connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
        <UnmatchedLink shown={countOf('unmatched')} />
      </PageHead>
      <div className={classes(screen.filters, styles.toolbar)}>
        <StatusSegments countOf={countOf} />
        <PaymentFilters />
      </div>
      {acting.said && <div className={styles.said}>{acting.said}</div>}
      <div className={screen.split}>
        <PaymentsList payments={payments} question={question} total={total} cursor={cursor} gridRef={grid} />
        {open && <PaymentInspector key={paymentKey(open)} payment={open} onAssigned={onAssigned} onAsk={acting.ask} onClose={close} />}
      </div>
      <PaymentsFoot total={total} canAssign={open?.status === 'unmatched'} />
      {acting.dialog}
    </div>
  )
}
