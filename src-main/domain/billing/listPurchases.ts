import type { Instant } from '../../../src-shared/model/instant.ts'
import { type BilledFactOf, type CompanyFacts, toPaymentKey } from '../companyFacts.ts'
import type { AssignedOffer } from '../links/linkFact.ts'
import type { FactSource, TakenBack } from '../quota/oneOffPayment.ts'
import type { BilledInvoice } from './invoiceAt.ts'
import { isBesidePlan } from './isBesidePlan.ts'
import { addReversal, listReturns, type Returns, toTakenBack } from './listReturns.ts'
import { type Completed, type ExpectedFact, isOfName, matchExpected, type WithdrawnFact } from './matchExpected.ts'
import { takeKind } from './takeKind.ts'
import { toPaymentEnd } from './toPaymentEnd.ts'

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
  /** What it is for, by the word of staff, by what was expected, or by its metadata. */
  named: NamedOffer | null
  /** What it says that it is for, by data that the payer may have written: a proposal, and no more. */
  claimed: string | null
  /** The key of what was expected and came true in it, or may yet; null where it was not expected. */
  expected: string | null
  /** Why its name does not say what it is for: that was paid by another payment. */
  completedBy: string | null
  /** Whether the lines are of a subscription's invoice, beside the subscription's own. */
  isBesideSubscription: boolean
  /** Whether it pays for a subscription that no invoice names it for: what it bought is the subscription's to say. */
  isOfSubscription: boolean
  /** Whether it came as a transfer to the customer's virtual account. */
  isIntoAccount: boolean
  takenBack: TakenBack[]
}

export interface NamedOffer {
  /** `product.plan`, or `plan`. */
  plan: string
  interval: string | null
  /** What was agreed on in place of the catalog's price. */
  agreed: { amount: number; currency: string } | null
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
  // A provider's invoice may call a payment by its other name.
  const oneOffs = payments.filter(({ ref, content }) => !ofInvoices.has(ref) && !ofInvoices.has(content.via?.id ?? ref))
  const asked = facts.recorded.filter((fact): fact is ExpectedFact => fact.kind === 'expected')
  const pushes = new Map(takeKind(billed, 'push').map((push) => [push.ref, push]))
  const withdrawn = new Map(facts.recorded.flatMap((fact) => (fact.kind === 'withdrawn' ? [[fact.key, fact] as const] : [])))
  const expected = matchExpected({ expected: asked, payments: oneOffs, pushes, withdrawn, assigned: facts.assigned })
  const isBegun = (fact: ExpectedFact, but?: PaymentFact) => oneOffs.some((payment) => payment !== but && isOfName(fact, payment))
  const reasons = new Map(payments.map(({ ref, content }) => [ref, content.failure]))
  return [
    ...invoices.flatMap((invoice) => toInvoicePurchase(facts, invoice, reasons, returns) ?? []),
    ...oneOffs.map((payment) => {
      const expectation = expected.byPayment.get(payment) ?? null
      const completed = expected.completed.get(payment) ?? null
      // What was begun by its name is listed from then on by itself.
      const askedAt = expectation === null || isBegun(expectation, payment) ? null : expectation.at
      return toPaymentPurchase({ facts, payment, checkout: byPayment.get(payment.ref) ?? null, expectation, askedAt, completed, returns })
    }),
    ...expected.open
      // It was paid all the same, after it was withdrawn: what came is listed.
      .filter((fact) => !isBegun(fact))
      .map((fact) => toExpectedPurchase(fact, pushes, withdrawn.get(fact.key) ?? null)),
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
    claimed: null,
    expected: null,
    completedBy: null,
    isBesideSubscription: isOfSubscription,
    isOfSubscription: false,
    isIntoAccount: false,
    takenBack: content.payments.flatMap(({ payment }) => (payment === null ? [] : toTakenBack(returns, provider, payment, key))),
  }
}

function toOutcome({ content, times }: BilledInvoice): Purchase['outcome'] {
  if (times.paidAt !== null) return 'succeeded'
  if (content.status !== 'open') return 'canceled'
  return content.isFailing ? 'failed' : 'pending'
}

interface PaymentReading {
  facts: CompanyFacts
  payment: PaymentFact
  checkout: BilledFactOf<'checkout'> | null
  expectation: ExpectedFact | null
  /** When it was asked for, where nothing else of its name tells of that. */
  askedAt: Instant | null
  completed: Completed | null
  returns: Returns
}

function toPaymentPurchase({ facts, payment, checkout, expectation, askedAt, completed, returns }: PaymentReading): Purchase {
  const { content, provider, account, ref } = payment
  const { currency } = content
  const key = `${provider} ${ref}`
  const amount = content.status === 'succeeded' ? content.amountReceived : content.amount
  const assigned = facts.assigned.get(toPaymentKey(provider, account, ref))
  const told = readMetadata(payment, checkout)
  // What Stripe keeps is written by whoever has the key; what Paystack keeps can come from the payer's own browser.
  const isTrusted = provider === 'stripe'
  // What came once more by a name that was paid is for nothing that was expected; an attempt still tells what it was for.
  const agreed = expectation ?? (content.status === 'succeeded' ? null : (completed?.fact ?? null))
  return {
    key,
    provider,
    account,
    ref,
    fact: { provider, type: 'payment', ref },
    ...toPaymentEnd(payment, completed),
    since: askedAt !== null && askedAt < payment.createdAt ? askedAt : payment.createdAt,
    seenAt: payment.seenAt,
    amount,
    charged: amount,
    currency,
    lines: listPaymentLines(payment, checkout),
    named: assigned ? toAssigned(assigned, { amount, currency }) : agreed ? toAgreed(agreed) : isTrusted ? told : null,
    claimed: isTrusted ? null : (told?.plan ?? null),
    expected: expectation?.key ?? null,
    completedBy: completed?.by.ref ?? null,
    isBesideSubscription: false,
    isOfSubscription: content.price !== undefined && isSubscribed(facts, payment, content.price),
    isIntoAccount: (content.via?.account ?? null) !== null,
    takenBack: addReversal(payment, key, toTakenBack(returns, provider, ref, key)),
  }
}

function listPaymentLines({ ref, content }: PaymentFact, checkout: BilledFactOf<'checkout'> | null): PurchaseLine[] {
  if (content.price !== undefined) return [{ ref, price: content.price, amount: content.amount, quantity: 1 }]
  return (checkout?.content.lines ?? []).map(({ price, amount, quantity }, index) => ({
    ref: `${checkout?.ref ?? ''} ${index}`,
    price,
    amount,
    quantity: quantity ?? 1,
  }))
}

function isSubscribed({ billed }: CompanyFacts, { provider, account }: PaymentFact, price: string): boolean {
  return billed.some(
    (fact) =>
      fact.kind === 'subscription' &&
      fact.provider === provider &&
      fact.account === account &&
      fact.content.items.some((item) => item.price === price),
  )
}

/** By the payment, else by the page that it was made on; of a session without a payment nothing was bought yet. */
function readMetadata({ content }: PaymentFact, checkout: BilledFactOf<'checkout'> | null): NamedOffer | null {
  const plan = content.plan ?? checkout?.content.plan ?? null
  return plan === null ? null : { plan, interval: content.interval ?? checkout?.content.interval ?? null, agreed: null }
}

/** Staff who say what a payment was for have seen what it was: its amount is not held against the price again. */
function toAssigned({ product, plan, interval }: AssignedOffer, paid: NamedOffer['agreed']): NamedOffer {
  return { plan: `${product}.${plan}`, interval, agreed: paid }
}

function toAgreed({ product, content: { plan, interval, amount, currency } }: ExpectedFact): NamedOffer {
  return { plan: `${product}.${plan}`, interval, agreed: { amount, currency } }
}

/**
 * Somebody was asked to pay, and no payment is known that would be theirs. A push that succeeded is paid though no list names it yet, and though
 * it was withdrawn after that.
 */
function toExpectedPurchase(
  fact: ExpectedFact,
  pushes: ReadonlyMap<string, BilledFactOf<'push'>>,
  withdrawn: WithdrawnFact | null,
): Purchase {
  const { provider, account, amount, currency } = fact.content
  const ref = fact.content.ref ?? fact.key
  const push = pushes.get(ref)
  const told = push?.content.status ?? 'pending'
  const status = told === 'unknown' ? 'pending' : told
  const gone = status === 'pending' ? withdrawn : null
  return {
    key: `${provider} ${ref}`,
    provider,
    account,
    ref,
    fact: { provider, type: push ? 'push' : 'expected', ref },
    outcome: gone ? 'canceled' : status,
    since: fact.at,
    // The answer names no time. A prompt lives for a minute, so it was paid within one of being sent.
    at: gone?.at ?? fact.at,
    seenAt: push?.seenAt ?? fact.at,
    amount,
    charged: amount,
    currency,
    reason: gone ? toWithdrawal(gone) : push === undefined || status === 'succeeded' ? null : push.content.reason,
    lines: [],
    named: toAgreed(fact),
    claimed: null,
    expected: fact.key,
    completedBy: null,
    isBesideSubscription: false,
    isOfSubscription: false,
    isIntoAccount: false,
    takenBack: [],
  }
}

function toWithdrawal({ content: { reason } }: WithdrawnFact): string {
  return reason === '' ? 'It is expected no more.' : `It is expected no more: ${reason}`
}
