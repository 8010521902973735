import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { CompanyName } from './CompanyName.tsx'
import styles from './payments.module.css'
import { WhatFor } from './WhatFor.tsx'

const column = describeColumns<PaymentItem>()

export const PAYMENT_COLUMNS = column.columns([
  column.accessor('at', {
    header: 'When',
    meta: { width: 168, narrowWidth: 144, tightWidth: 138 },
    cell: ({ row: { original } }) => (
      <span className={styles.when}>
        <InstantText at={original.at} look="moment" className={styles.moment} />
        <ProviderMark provider={original.provider} />
      </span>
    ),
  }),
  column.display({ id: 'company', header: 'Company', meta: { narrowWidth: 212 }, cell: ({ row }) => <CompanyName {...row.original} /> }),
  column.display({
    id: 'for',
    header: 'For',
    meta: { width: 256, narrowWidth: 232, givesWay: 'second' },
    cell: ({ row }) => <WhatFor {...row.original} />,
  }),
  column.accessor('amount', {
    header: 'Amount',
    meta: { width: 140, narrowWidth: 128, isNumeric: true },
    cell: ({ row: { original } }) => <MoneyText amount={original.amount} currency={original.currency} zero="amount" />,
  }),
  column.accessor('status', {
    header: 'Status and reason',
    meta: { tightWidth: 122 },
    cell: ({ row: { original } }) => <StatusAndReason {...original} />,
  }),
])

function StatusAndReason({ status, reason }: Pick<PaymentItem, 'status' | 'reason'>) {
  const say = useReasonWords()
  const words = reason === null ? undefined : say(reason)
  return (
    <span className={styles.statusAndReason} title={words}>
      <Status {...PAYMENT_WORDS[status]} />
      {words !== undefined && <span className={styles.reason}>{words}</span>}
    </span>
  )
}
