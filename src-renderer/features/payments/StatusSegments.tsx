import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { Segments } from '../../ui/Segments.tsx'
import { readPaymentFilter, writePaymentFilter } from './paymentFilter.ts'

/** What needs somebody stands before what does not. */
const ORDER = ['unmatched', 'failed', 'pending', 'succeeded', 'refunded', 'canceled'] as const satisfies readonly PaymentStatus[]

interface StatusSegmentsProps {
  countOf: (status: PaymentStatus | null) => number | null
}

/** The payments of one status, or all, each with how many there are. */
export function StatusSegments({ countOf }: StatusSegmentsProps) {
  const { filter, amend } = usePlace()
  const { status, provider } = readPaymentFilter(filter)
  const toWords = (words: string, count: number | null) => (count === null ? words : `${words} ${formatCount(count)}`)
  return (
    <Segments
      label="Status"
      options={[
        { key: 'all', words: toWords('All', countOf(null)) },
        ...ORDER.map((key) => ({ key, words: toWords(PAYMENT_WORDS[key].word, countOf(key)) })),
      ]}
      chosen={status ?? 'all'}
      onChoose={(key) => amend({ filter: writePaymentFilter({ status: key === 'all' ? null : key, provider }) })}
    />
  )
}
