import type { Instant } from '../../../src-shared/model/instant.ts'
import { type BilledFactOf, type CompanyFacts, toPaymentKey } from '../companyFacts.ts'
import type { AssignedPayment } from '../links/linkFact.ts'
import { toReferenceKey } from '../links/toReferenceKey.ts'
import type { RecordedFact } from '../recordedFact.ts'

export type ExpectedFact = Extract<RecordedFact, { kind: 'expected' }>
export type WithdrawnFact = Extract<RecordedFact, { kind: 'withdrawn' }>
type PaymentFact = BilledFactOf<'payment'>
type Pushes = ReadonlyMap<string, BilledFactOf<'push'>>

/** Which payment each expectation came true in; one is of one. */
export interface ExpectedMatch {
  byPayment: ReadonlyMap<PaymentFact, ExpectedFact>
  /** Payments that have the name of what came true in another one. */
  completed: ReadonlyMap<PaymentFact, Completed>
  /** Nothing that was paid is theirs, or not yet. */
  open: readonly ExpectedFact[]
}

export interface Completed {
  fact: ExpectedFact
  by: PaymentFact
}

interface Told {
  expected: readonly ExpectedFact[]
  payments: readonly PaymentFact[]
  pushes: Pushes
  /** By the key of what was expected. */
  withdrawn: ReadonlyMap<string, WithdrawnFact>
  /** What staff say that payments were for, by `toPaymentKey`. */
  assigned: CompanyFacts['assigned']
}

type Fits = (fact: ExpectedFact, payment: PaymentFact) => boolean
/** By what a payment may find something in one round, the surest first. */
type Round = (payment: PaymentFact) => readonly Fits[]

/** A prompt lives for a minute on a phone, and the answer to it is there in a few. */
const PUSH_MS = 10 * 60_000
/** The provider's clock and ours differ a little. */
const CLOCKS_MS = 2 * 60_000

/**
 * Finds what was expected in what was paid (domain.md, *How a payment finds its company and its plan*, and rule `virtual-account`).
 *
 * By the provider's own name first; what came into the company's own virtual account stands among these by its time, and completes the oldest
 * of that amount that was not paid by then. Then a push by its amount, account and time, for the list of payments does not name it; then by
 * what the payer wrote; then by the phone and the amount; then what was begun by its name and is not paid. At last, and after all that is of
 * the right amount, what the payer wrote for another one: it may be told of as underpaid. Only the provider's own name finds what was paid
 * before it was asked for.
 *
 * What staff say that a payment was for completes the oldest of that offer and amount that was open when they said so. A payment that they
 * said was for one offer completes no other, unless by its name.
 *
 * What was withdrawn is no more expected of what was paid after that; what was paid before keeps it, whenever it is told.
 */
export function matchExpected({ expected, payments, pushes, withdrawn, assigned }: Told): ExpectedMatch {
  const byPayment = new Map<PaymentFact, ExpectedFact>()
  // The same fact, told twice, is one.
  let open = [...new Map(expected.map((fact) => [fact.key, fact])).values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
  const inOrder = [...payments].sort((a, b) => toEnd(a) - toEnd(b) || (a.ref < b.ref ? -1 : 1))
  const exact: Round[] = [listMoneyFits, ...[...listPushRounds(pushes), isWrittenExactly, isFromPhone].map(toRound)]
  for (const { payment, said } of listWords(inOrder, assigned)) {
    takeAll(
      exact,
      inOrder.filter((each) => toEnd(each) <= said.at),
    )
    const isMeant: Fits = (fact) => isOfOffer(fact, said) && isUnanswered(fact, pushes) && isPaidAfter(fact, payment)
    // Staff know what the providers do not: that what was asked for at one of them came by another.
    takeAll([() => [toOwn(isMeant), isMeant]], [payment])
  }
  takeAll([...exact, toRound(isNamed), toRound(isWritten)], inOrder)
  return { byPayment, completed: listCompleted(inOrder, byPayment), open }

  function takeAll(rounds: readonly Round[], asked: readonly PaymentFact[]): void {
    for (const listFits of rounds) for (const payment of asked) take(payment, listFits(payment))
  }

  function take(payment: PaymentFact, ways: readonly Fits[]): void {
    if (byPayment.has(payment)) return
    for (const fits of ways) {
      const found = open.find((fact) => isStanding(fact, payment) && isUncontradicted(fact, payment) && fits(fact, payment))
      if (!found) continue
      byPayment.set(payment, found)
      open = open.filter((fact) => fact !== found)
      return
    }
  }

  function isStanding({ key }: ExpectedFact, payment: PaymentFact): boolean {
    const gone = withdrawn.get(key)
    return gone === undefined || toTime(payment) <= gone.at
  }

  function isUncontradicted(fact: ExpectedFact, payment: PaymentFact): boolean {
    const said = assigned.get(toPaymentKey(payment.provider, payment.account, payment.ref))
    return said === undefined || isOfOffer(fact, said) || isOfName(fact, payment)
  }
}

/** Payments of which staff said what they were for, in the order in which they said so. */
function listWords(payments: readonly PaymentFact[], assigned: Told['assigned']): { payment: PaymentFact; said: AssignedPayment }[] {
  return payments
    .flatMap((payment) => {
      const said = assigned.get(toPaymentKey(payment.provider, payment.account, payment.ref))
      return said ? [{ payment, said }] : []
    })
    .sort((a, b) => a.said.at - b.said.at)
}

function listCompleted(payments: readonly PaymentFact[], byPayment: ExpectedMatch['byPayment']): Map<PaymentFact, Completed> {
  const matches = [...byPayment].map(([by, fact]): Completed => ({ by, fact }))
  return new Map(
    payments.flatMap((payment) => {
      const match = byPayment.has(payment) ? undefined : matches.find(({ fact }) => isOfName(fact, payment))
      return match ? [[payment, match] as const] : []
    }),
  )
}

function toRound(fits: Fits): Round {
  const ways = [toOwn(fits)]
  return () => ways
}

/** Names and accounts are a provider's own. */
function toOwn(fits: Fits): Fits {
  return (fact, payment) => isOfSame(fact, payment) && fits(fact, payment)
}

/** What was only begun by its name does not keep the money for it from coming another way. */
function listMoneyFits({ content: { status, via } }: PaymentFact): readonly Fits[] {
  if (status === 'pending') return []
  const isTransfer = status === 'succeeded' && (via?.account ?? null) !== null
  return isTransfer ? [isNamed, isWrittenExactly, isFromPhone, isPaidAfter].map(toOwn) : [toOwn(isNamed)]
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

/** All of it came after it was asked for. */
function isPaidAfter(fact: ExpectedFact, payment: PaymentFact): boolean {
  return payment.content.status === 'succeeded' && isAmount(fact, payment) && isAskedBefore(fact, payment)
}

function isOfOffer({ product, content }: ExpectedFact, offer: AssignedPayment): boolean {
  return product === offer.product && content.plan === offer.plan && content.interval === offer.interval
}

/** A push that was paid or refused is over. */
function isUnanswered({ content }: ExpectedFact, pushes: Pushes): boolean {
  const told = pushes.get(content.ref ?? '')?.content.status
  return told !== 'succeeded' && told !== 'failed'
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

/** When it came to its end, one way or the other. */
function toEnd(payment: PaymentFact): Instant {
  return payment.content.succeededAt ?? payment.content.failedAt ?? payment.createdAt
}
