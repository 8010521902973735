import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

/** What each status being empty means. */
const EMPTY_STATUS = {
  unmatched: { title: 'Nothing is unmatched', text: 'Every payment has found its company and what it was for.' },
  failed: { title: 'No payment failed', text: 'What a provider could not collect stands here with its reason.' },
  pending: {
    title: 'No payment is pending',
    text: 'What was begun at a provider and is not decided stands here: open invoices, transfers that are awaited.',
  },
  succeeded: { title: 'No payment succeeded', text: 'What was paid stands here once it was synced.' },
  refunded: { title: 'Nothing was refunded', text: 'What was paid back in full, or lost in a dispute, stands here.' },
  canceled: { title: 'No payment was canceled', text: 'What was given up before it was paid stands here.' },
} as const

/** Why there are no payments, and how to see some. */
export function NoPayments({ question }: { question: PaymentsQuestion }) {
  const { amend, go } = usePlace()
  const names = useNames()
  const { company, product, status, provider, at } = question
  const others = [
    product !== null && names.product(product),
    provider !== null && `by ${PROVIDER_TITLES[provider]}`,
    company !== null && 'of this company',
    at !== null && 'at that time',
  ].filter((words) => words !== false)
  const isNarrowed = status !== null || product !== null || provider !== null || company !== null
  if (!isNarrowed)
    return (
      <EmptyState
        icon="payments"
        title={at === null ? 'No payments yet' : 'No payments then'}
        actions={at === null && <Button onPress={() => go('settings')}>Open settings</Button>}
      >
        <p>
          {at === null
            ? 'What companies pay at the connected providers stands here with the next sync: in one list, newest first, with what it was for. Connect a provider in Settings.'
            : 'You look at the past. What came later stands here as of now.'}
        </p>
      </EmptyState>
    )
  const title = status === null ? 'No payment is like that' : EMPTY_STATUS[status].title
  return (
    <EmptyState
      icon={status === null ? 'filter' : PAYMENT_WORDS[status].icon}
      title={others.length === 0 ? title : `${title}: ${others.join(', ')}`}
      actions={<Button onPress={() => amend({ company: null, product: null, filter: null })}>Show all payments</Button>}
    >
      <p>{status === null ? 'Other filters may leave some.' : EMPTY_STATUS[status].text}</p>
    </EmptyState>
  )
}
