import type { InvoiceRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import type { CustomerRecord } from '../world/paymentRecords.ts'
import { discountLines, discountsOf } from './discounts.ts'

export interface Draft {
  customer: CustomerRecord
  subscription: SubscriptionRecord | null
  lines: readonly NewLine[]
  reason: string
  currency: string
  period: { start: number; end: number }
  discounts: readonly string[]
  collection_method: 'charge_automatically' | 'send_invoice'
  daysUntilDue: number | null
  isAdvancing: boolean
  prorated?: number | null
  description?: string | null
  metadata?: Record<string, string>
  default_payment_method?: string | null
}

/** The draft of a subscription's invoice. */
export function toSubscriptionDraft(
  world: World,
  subscription: SubscriptionRecord,
  draft: Pick<Draft, 'lines' | 'reason' | 'period'> & Partial<Draft>,
): Draft {
  const customer = world.shelves.customer.find(subscription.customer)
  if (!customer) throw new Error(`Broken promise: ${subscription.id} has a customer`)
  return {
    customer,
    subscription,
    currency: subscription.currency,
    discounts: discountsOf(world, subscription),
    collection_method: subscription.collection_method,
    daysUntilDue: subscription.days_until_due,
    isAdvancing: true,
    ...draft,
  }
}

/** An invoice with its sums, without ids and on no shelf: a preview is nothing more. */
export function composeInvoice(world: World, draft: Draft): InvoiceRecord {
  const { subscription, customer } = draft
  const onItems = new Map((subscription?.items ?? []).map((item) => [item.id, item.discounts]))
  const lines = discountLines(world, draft.lines, draft.discounts, onItems)
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  const total_discount_amounts = sumDiscounts(lines)
  const total = total_discount_amounts.reduce((left, { amount }) => left - amount, subtotal)
  const owed = Math.max(0, total + customer.balance)
  return {
    id: '',
    created: world.now,
    customer: customer.id,
    currency: draft.currency,
    number: null,
    status: 'draft',
    billing_reason: draft.reason,
    collection_method: draft.collection_method,
    auto_advance: draft.isAdvancing,
    automatically_finalizes_at: draft.isAdvancing ? world.now + world.settings.finalizesAfterSeconds : null,
    attempt_count: 0,
    attempted: false,
    next_payment_attempt:
      draft.isAdvancing && draft.collection_method === 'charge_automatically' ? world.now + world.settings.finalizesAfterSeconds : null,
    amount_due: total < 0 ? 0 : owed,
    amount_paid: 0,
    amount_remaining: total < 0 ? 0 : owed,
    subtotal,
    total,
    starting_balance: customer.balance,
    ending_balance: null,
    due_date: null,
    effective_at: null,
    period_start: draft.period.start,
    period_end: draft.period.end,
    description: draft.description ?? null,
    metadata: draft.metadata ?? {},
    discounts: [...draft.discounts],
    total_discount_amounts,
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    default_payment_method: draft.default_payment_method ?? null,
    lines: lines.map((line) => ({ id: '', ...line })),
    own: {
      subscription: subscription?.id ?? null,
      daysUntilDue: draft.daysUntilDue,
      payments: [],
      payment: null,
      prorated: draft.prorated ?? null,
      written: null,
    },
  }
}

function sumDiscounts(lines: readonly NewLine[]): { amount: number; discount: string }[] {
  const sums = new Map<string, number>()
  for (const { discount_amounts } of lines) {
    for (const { amount, discount } of discount_amounts) sums.set(discount, (sums.get(discount) ?? 0) + amount)
  }
  return [...sums].map(([discount, amount]) => ({ amount, discount }))
}
