import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledFactOf, CompanyFacts } from '../companyFacts.ts'
import type { FactSource, TakenBack } from '../quota/oneOffPayment.ts'
import type { BilledInvoice } from './invoiceAt.ts'
import { isBesidePlan } from './isBesidePlan.ts'
import { takeKind } from './takeKind.ts'

/**
 * Something that was bought once: one key, however many objects tell of it.
 *
 * A checkout, its payment and its invoice are one purchase, keyed by the invoice, else the payment (domain.md, *The first law*).
 */
export interface Purchase {
  key: string
  provider: CompanyFacts['billed'][number]['provider']
  account: string
  ref: string
  fact: FactSource
  outcome: 'succeeded' | 'pending' | 'failed' | 'canceled'
  /** When it came to be asked for. */
  since: Instant
  /** When it became what its outcome says. */
  at: Instant
  seenAt: Instant
  /** What came, or should have, in the currency's minor unit. */
  amount: number
  /** All that was charged with it: what has to go back for a refund in full. */
  charged: number
  currency: string
  /** Of a failure: the provider's words. */
  reason: string | null
  lines: PurchaseLine[]
  /** What its metadata says that it is for. */
  named: { plan: string; interval: string | null } | null
  /** Whether the lines are of a subscription's invoice, beside the subscription's own. */
  isBesideSubscription: boolean
  takenBack: TakenBack[]
}

export interface PurchaseLine {
  ref: string
  price: string | null
  amount: number
  quantity: number
}

type PaymentFact = BilledFactOf<'payment'>

/** What was bought once, oldest first; invoices of subscriptions are told by their lines beside the plan. */
export function listPurchases(facts: CompanyFacts, invoices: readonly BilledInvoice[]): Purchase[] {
  const { billed } = facts
  const payments = takeKind(billed, 'payment')
  const checkouts = takeKind(billed, 'checkout')
  const returns = listReturns(billed)
  const ofInvoices = new Set(invoices.flatMap(({ content }) => content.payments.flatMap(({ payment }) => payment ?? [])))
  // An invoice that we do not have yet tells nothing: until it comes, its payment does.
  const known = new Set(invoices.map(({ ref }) => ref))
  const byPayment = new Map<string, BilledFactOf<'checkout'>>()
  for (const checkout of checkouts) {
    const { payment, invoice } = checkout.content
    if (payment === null) continue
    if (invoice !== null && known.has(invoice)) ofInvoices.add(payment)
    if (!byPayment.has(payment)) byPayment.set(payment, checkout)
  }
  const reasons = new Map(payments.map(({ ref, content }) => [ref, content.failure]))
  return [
    ...invoices.flatMap((invoice) => toInvoicePurchase(facts, invoice, reasons, returns) ?? []),
    ...payments
      .filter(({ ref }) => !ofInvoices.has(ref))
      .map((payment) => toPaymentPurchase(payment, byPayment.get(payment.ref) ?? null, returns)),
  ].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** Why an invoice's payment failed, as its newest payment tells. */
export function toInvoiceFailure(invoice: BilledInvoice, reasons: ReadonlyMap<string, string | null>): string | null {
  const told = invoice.content.payments.map(({ payment }) => (payment === null ? null : (reasons.get(payment) ?? null)))
  return told.findLast((reason) => reason !== null) ?? null
}

function toInvoicePurchase(
  facts: CompanyFacts,
  invoice: BilledInvoice,
  reasons: ReadonlyMap<string, string | null>,
  returns: Returns,
): Purchase | null {
  const { content, provider, account, ref, times } = invoice
  const isOfSubscription = content.subscription !== null
  const lines = isOfSubscription ? content.lines.filter((line) => isBesidePlan(facts, invoice, line)) : content.lines
  if (content.status === 'draft' || lines.length === 0) return null
  const outcome = toOutcome(invoice)
  const since = content.finalizedAt ?? invoice.createdAt
  const charged = outcome === 'succeeded' ? content.amountPaid : content.amountDue
  const key = `${provider} ${ref}`
  return {
    key,
    provider,
    account,
    ref,
    fact: { provider, type: 'invoice', ref },
    outcome,
    since,
    at: times.paidAt ?? (outcome === 'failed' ? times.failedAt : null) ?? since,
    seenAt: invoice.seenAt,
    amount: isOfSubscription ? lines.reduce((sum, { amount }) => sum + amount, 0) : charged,
    charged,
    currency: content.currency,
    reason: outcome === 'failed' ? toInvoiceFailure(invoice, reasons) : null,
    lines: lines.map((line) => ({ ref: line.ref, price: line.price, amount: line.amount, quantity: line.quantity ?? 1 })),
    named: null,
    isBesideSubscription: isOfSubscription,
    takenBack: content.payments.flatMap(({ payment }) => (payment === null ? [] : toTakenBack(returns, provider, payment, key))),
  }
}

function toOutcome({ content, times }: BilledInvoice): Purchase['outcome'] {
  if (times.paidAt !== null) return 'succeeded'
  if (content.status !== 'open') return 'canceled'
  return content.isFailing ? 'failed' : 'pending'
}

function toPaymentPurchase(payment: PaymentFact, checkout: BilledFactOf<'checkout'> | null, returns: Returns): Purchase {
  const { content, provider, account, ref } = payment
  const key = `${provider} ${ref}`
  const plan = content.plan ?? checkout?.content.plan ?? null
  const amount = content.status === 'succeeded' ? content.amountReceived : content.amount
  return {
    key,
    provider,
    account,
    ref,
    fact: { provider, type: 'payment', ref },
    outcome: content.status,
    since: payment.createdAt,
    // An attempt that was refused has no time of its own.
    at: content.succeededAt ?? content.failedAt ?? (content.status === 'failed' ? payment.stateAt : payment.createdAt),
    seenAt: payment.seenAt,
    amount,
    charged: amount,
    currency: content.currency,
    reason: content.status === 'failed' ? content.failure : null,
    lines: (checkout?.content.lines ?? []).map(({ price, amount, quantity }, index) => ({
      ref: `${checkout?.ref ?? ''} ${index}`,
      price,
      amount,
      quantity: quantity ?? 1,
    })),
    named: plan === null ? null : { plan, interval: content.interval ?? checkout?.content.interval ?? null },
    isBesideSubscription: false,
    takenBack: toTakenBack(returns, provider, ref, key),
  }
}

type Returns = ReadonlyMap<string, Omit<TakenBack, 'payment'>[]>

/** What went back, by the payment that it was taken from. An open dispute is shown and changes nothing; a won one neither. */
function listReturns(billed: CompanyFacts['billed']): Returns {
  const returns = new Map<string, Omit<TakenBack, 'payment'>[]>()
  const add = (of: string | null, provider: string, taken: Omit<TakenBack, 'payment'>) => {
    if (of !== null) returns.set(`${provider} ${of}`, [...(returns.get(`${provider} ${of}`) ?? []), taken])
  }
  for (const { provider, ref, createdAt, content } of takeKind(billed, 'refund')) {
    // What is still under way may fail, and a refund that failed gave nothing back.
    if (content.status !== 'succeeded') continue
    const fact = { provider, type: 'refund', ref }
    add(content.payment ?? content.charge, provider, {
      key: `${provider} ${ref}`,
      kind: 'refund',
      amount: content.amount,
      at: createdAt,
      fact,
    })
  }
  for (const { provider, ref, stateAt, content } of takeKind(billed, 'dispute')) {
    if (content.status !== 'lost') continue
    const fact = { provider, type: 'dispute', ref }
    add(content.payment ?? content.charge, provider, {
      key: `${provider} ${ref}`,
      kind: 'dispute-lost',
      amount: content.amount,
      at: stateAt,
      fact,
    })
  }
  return returns
}

function toTakenBack(returns: Returns, provider: string, payment: string, key: string): TakenBack[] {
  return (returns.get(`${provider} ${payment}`) ?? []).map((taken) => ({ ...taken, payment: key }))
}
