import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledFactOf } from '../companyFacts.ts'
import { toReferenceKey } from '../links/toReferenceKey.ts'
import type { RecordedFact } from '../recordedFact.ts'

export type ExpectedFact = Extract<RecordedFact, { kind: 'expected' }>
export type WithdrawnFact = Extract<RecordedFact, { kind: 'withdrawn' }>
type PaymentFact = BilledFactOf<'payment'>
type Pushes = ReadonlyMap<string, BilledFactOf<'push'>>

/** Which payment each expectation came true in; one is of one. */
export interface ExpectedMatch {
  byPayment: ReadonlyMap<PaymentFact, ExpectedFact>
  /** Nothing that was paid is theirs, or not yet. */
  open: readonly ExpectedFact[]
}

/** A prompt lives for a minute on a phone, and the answer to it is there in a few. */
const PUSH_MS = 10 * 60_000
/** The provider's clock and ours differ a little. */
const CLOCKS_MS = 2 * 60_000

/**
 * Finds what was expected in what was paid (domain.md, *How a payment finds its company and its plan*, and rule `virtual-account`).
 *
 * By the provider's own name first; then a push by its amount, account and time, for the list of payments does not name it; then by what the
 * payer wrote; then by the phone and the amount; then, for what came into the company's own virtual account, the oldest of that amount. At
 * last, and after all that is of the right amount, what the payer wrote for another one: it may be told of as underpaid. Only the provider's
 * own name finds what was paid before it was asked for.
 *
 * What was withdrawn is no more expected of what was paid after that; what was paid before keeps it, whenever it is told.
 *
 * @param withdrawn by the key of what was expected
 */
export function matchExpected(
  expected: readonly ExpectedFact[],
  payments: readonly PaymentFact[],
  pushes: Pushes,
  withdrawn: ReadonlyMap<string, WithdrawnFact>,
): ExpectedMatch {
  const byPayment = new Map<PaymentFact, ExpectedFact>()
  // The same fact, told twice, is one.
  let open = [...new Map(expected.map((fact) => [fact.key, fact])).values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
  const inOrder = [...payments].sort((a, b) => toTime(a) - toTime(b) || (a.ref < b.ref ? -1 : 1))
  for (const fits of [isNamed, ...listPushRounds(pushes), isWrittenExactly, isFromPhone, isIntoAccount, isWritten]) {
    for (const payment of inOrder) {
      if (byPayment.has(payment)) continue
      const found = open.find((fact) => isOfSame(fact, payment) && isStanding(fact, payment) && fits(fact, payment))
      if (!found) continue
      byPayment.set(payment, found)
      open = open.filter((fact) => fact !== found)
    }
  }
  return { byPayment, open }

  function isStanding({ key }: ExpectedFact, payment: PaymentFact): boolean {
    const gone = withdrawn.get(key)
    return gone === undefined || toTime(payment) <= gone.at
  }
}

function isOfSame({ content }: ExpectedFact, { provider, account }: PaymentFact): boolean {
  return content.provider === provider && content.account === account
}

/** Whether a payment has the name that something is expected by, or listed by. */
export function isOfName(fact: ExpectedFact, payment: PaymentFact): boolean {
  return isOfSame(fact, payment) && isNamed(fact, payment)
}

/** What has no name of the provider's yet is listed by its key. */
function isNamed({ key, content }: ExpectedFact, { ref }: PaymentFact): boolean {
  return (content.ref ?? key) === ref
}

/**
 * Of several pushes of one amount, the one that is known to be paid is; one that failed comes last, for money is believed more than an answer.
 */
function listPushRounds(pushes: Pushes): (typeof isPushed)[] {
  const isFailed = (status: string | undefined) => status === 'failed'
  const isPaid = (status: string | undefined) => status === 'succeeded'
  const isOpen = (status: string | undefined) => !isPaid(status) && !isFailed(status)
  return [isPaid, isOpen, isFailed].map(
    (isSo) => (fact, payment) => isSo(pushes.get(fact.content.ref ?? '')?.content.status) && isPushed(fact, payment),
  )
}

/** M-Pesa's list of payments names no push: same amount, same account, and in its time. */
function isPushed(fact: ExpectedFact, payment: PaymentFact): boolean {
  const { ref, phone } = fact.content
  if (payment.provider !== 'mpesa' || ref === null || phone === null || !isAmount(fact, payment)) return false
  const ms = toTime(payment) - fact.at
  return ms >= -CLOCKS_MS && ms <= PUSH_MS && !isForOther(fact, payment)
}

/** It came from the phone that it was expected from, whether or not that phone was asked. Most are masked. */
function isFromPhone(fact: ExpectedFact, payment: PaymentFact): boolean {
  const { phone } = fact.content
  if (phone === null || phone !== payment.content.via?.payerPhone || !isAmount(fact, payment)) return false
  return isAskedBefore(fact, payment) && !isForOther(fact, payment)
}

/** The payer wrote another account than was agreed on. */
function isForOther(fact: ExpectedFact, payment: PaymentFact): boolean {
  return fact.content.reference !== null && (payment.content.via?.reference ?? null) !== null && !isSameReference(fact, payment)
}

function isWrittenExactly(fact: ExpectedFact, payment: PaymentFact): boolean {
  return isWritten(fact, payment) && isAmount(fact, payment)
}

function isWritten(fact: ExpectedFact, payment: PaymentFact): boolean {
  return isSameReference(fact, payment) && isAskedBefore(fact, payment)
}

function isSameReference({ content: { reference } }: ExpectedFact, { content }: PaymentFact): boolean {
  const written = content.via?.reference ?? null
  return reference !== null && written !== null && toReferenceKey(written) === reference
}

function isIntoAccount(fact: ExpectedFact, payment: PaymentFact): boolean {
  const isPaidInto = (payment.content.via?.account ?? null) !== null
  return isPaidInto && payment.content.status === 'succeeded' && isAmount(fact, payment) && isAskedBefore(fact, payment)
}

function isAskedBefore({ at }: ExpectedFact, payment: PaymentFact): boolean {
  return at - CLOCKS_MS <= toTime(payment)
}

function isAmount({ content }: ExpectedFact, { content: { status, amount, amountReceived, currency } }: PaymentFact): boolean {
  return content.currency === currency && content.amount === (status === 'succeeded' ? amountReceived : amount)
}

function toTime({ createdAt, content: { succeededAt } }: PaymentFact): Instant {
  return succeededAt ?? createdAt
}
