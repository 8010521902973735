import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Action } from '../../domain/actions/action.ts'
import type { OrderOf } from '../../domain/actions/order.ts'
import { readBilling } from '../../domain/billing/billing.ts'
import { type ExpectedFact, matchExpected, type WithdrawnFact } from '../../domain/billing/matchExpected.ts'
import { takeKind } from '../../domain/billing/takeKind.ts'
import type { BilledFactOf } from '../../domain/companyFacts.ts'
import { toReferenceKey } from '../../domain/links/toReferenceKey.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { findAction, type KnownAction, listActions } from '../../store/reads/actions.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { getCompanyIdentity } from '../companies.ts'

/** Clocks differ a little: what came this long before it was sent may be of it. */
const BEFORE_MS = 5 * 60_000
/** What came later than this after it is something else. */
const AFTER_MS = 48 * 3_600_000
/** No company has been asked more often. */
const MOST_PUSHES = 10_000

type PaymentFact = BilledFactOf<'payment'>

/** A question to a phone that may have been asked. */
interface Push {
  known: KnownAction
  order: OrderOf<'payment.push'>
  sentAt: Instant
}

/**
 * What came of a push whose answer was lost: a payment of its amount, from its phone or to its reference, soon after it.
 *
 * Null while there is none that nothing else brought about; where more than one could be it; and where one could be that of another lost push.
 */
export function findTrace(db: ReadDb, action: Action): string | null {
  const known = findAction(db, action.id)
  const push = known && toPush(known)
  if (!push) return null
  const others = listActions(db, { ...NOTHING, company: action.company, kind: 'payment.push' }, MOST_PUSHES, null).flatMap((each) =>
    each.action.id === action.id ? [] : (toPush(each) ?? []),
  )
  const { companyId } = getCompanyIdentity(db, action.company)
  const { billed, recorded, assigned } = readBilling(readCompanyFacts(db, companyId, null), readCatalogs(db)).facts
  const payments = takeKind(billed, 'payment')
  const { byPayment } = matchExpected({
    expected: recorded.filter((fact): fact is ExpectedFact => fact.kind === 'expected'),
    payments,
    pushes: new Map(takeKind(billed, 'push').map((each) => [each.ref, each])),
    withdrawn: new Map(recorded.flatMap((fact): [string, WithdrawnFact][] => (fact.kind === 'withdrawn' ? [[fact.key, fact]] : []))),
    assigned,
  })
  const isTaken = (payment: PaymentFact) =>
    others.some((other) => isBroughtBy(other, payment)) || isAnothers(byPayment.get(payment) ?? null, push, payment)
  const found = payments.filter((payment) => isOf(push, payment) && !isTaken(payment))
  return found.length === 1 ? (found[0]?.ref ?? null) : null
}

const NOTHING = { provider: null, states: null }

function toPush(known: KnownAction): Push | null {
  const { order, attempt } = known.standing
  return order?.kind === 'payment.push' && attempt ? { known, order, sentAt: attempt.at } : null
}

function isOf({ known: { action }, order, sentAt }: Push, { provider, account, content }: PaymentFact): boolean {
  const at = content.succeededAt
  if (provider !== action.provider || account !== action.account || at === null) return false
  const isSoon = at >= sentAt - BEFORE_MS && at <= sentAt + AFTER_MS
  const isSame = content.amountReceived === order.amount.amount && content.currency === order.amount.currency
  return isSoon && isSame && isFrom(order, content)
}

/** A phone that is told whole says whose it is; of most the middle is masked, and then what the payer wrote has to fit too. */
function isFrom({ phone, reference }: Push['order'], { via }: PaymentFact['content']): boolean {
  const payer = via?.payerPhone ?? null
  const written = via?.reference ?? null
  if (payer === phone) return true
  if (payer !== null && !isAsFarAsTold(payer, phone)) return false
  return written !== null && toReferenceKey(written) === toReferenceKey(reference)
}

/** Another push that is told to be paid by it, or may be. */
function isBroughtBy(other: Push, payment: PaymentFact): boolean {
  const { state, accepted } = other.known.standing
  if (state === 'confirmed' && accepted?.ref === payment.ref) return true
  return (state === 'unknown' || state === 'attempting') && isOf(other, payment)
}

/** What was expected for itself, and has come true in this payment: unless it was expected from another phone. */
function isAnothers(expected: ExpectedFact | null, { known }: Push, payment: PaymentFact): boolean {
  if (expected === null || expected.key === known.action.id || expected.key === known.standing.accepted?.ref) return false
  const payer = payment.content.via?.payerPhone ?? null
  return payer === null || expected.content.phone === null || isAsFarAsTold(payer, expected.content.phone)
}

/** Whether a phone may be the one of which a part is told, a star for each digit that is not. */
function isAsFarAsTold(told: string, phone: string): boolean {
  return told.length === phone.length && [...told].every((digit, index) => digit === '*' || digit === phone[index])
}
