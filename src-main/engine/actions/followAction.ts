import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Action, ActionStep } from '../../domain/actions/action.ts'
import { toReferenceKey } from '../../domain/links/toReferenceKey.ts'
import type { ExpectedPayment, RecordedFact } from '../../domain/recordedFact.ts'
import type { Tx } from '../../store/readDb.ts'
import { findAction } from '../../store/reads/actions.ts'
import { findRecorded } from '../../store/reads/findRecorded.ts'
import { deriveCompanyFigures } from '../../store/writes/deriveFigures.ts'
import { deriveNobodys } from '../../store/writes/deriveNobodys.ts'
import { saveRecorded } from '../../store/writes/saveRecorded.ts'
import { readFigureContext } from '../answers/readFigureContext.ts'
import { getCompanyIdentity } from '../companies.ts'
import { readWish } from './describeAction.ts'

const SOURCE = 'outbox'

/**
 * Keeps what a step makes expected: a payment that somebody was asked for is known for what it is when it comes.
 *
 * A push is expected under the provider's id of it, and where that was never told, by phone and reference. What was refused is expected no more.
 */
export function followAction(tx: Tx, action: Action, step: ActionStep): void {
  const fact = toFact(tx, action, step)
  if (!fact || findRecorded(tx, fact.company, fact.kind, fact.key)) return
  saveRecorded(tx, fact, step.at)
  const context = { ...readFigureContext(tx), now: step.at }
  deriveCompanyFigures(tx, context, [getCompanyIdentity(tx, action.company).companyId])
  deriveNobodys(tx, context)
}

function toFact(tx: Tx, action: Action, step: ActionStep): RecordedFact | null {
  const wish = readWish(action)
  const { account, provider, product, company } = action
  const standing = findAction(tx, action.id)?.standing
  const order = standing?.order
  const sentAt = standing?.attempt?.at
  if (!order || account === null || provider === null || product === null) return null
  if (order.kind !== 'payment.push' && order.kind !== 'link.payment') return null
  if (wish.kind !== 'payment.push' && wish.kind !== 'link.payment') return null
  const { plan, interval } = wish.offer
  const terms = { provider, account, plan, interval, amount: order.amount.amount, currency: order.amount.currency }
  const base = { company, product }
  if (order.kind === 'link.payment') {
    const content: ExpectedPayment = { ...terms, ref: order.reference, reference: null, phone: null }
    return step.state === 'attempting' ? expect(base, order.reference, step.at, content) : withdraw(tx, base, order.reference, step)
  }
  if (step.state === 'accepted' && step.detail.ref)
    return expect(base, step.detail.ref, step.at, { ...terms, ref: step.detail.ref, reference: null, phone: order.phone })
  const accepted = standing?.accepted ?? null
  // Whoever paid may have done so long before anybody noticed that the answer was lost.
  if (step.state === 'unknown' && accepted === null)
    return expect(base, action.id, sentAt ?? step.at, {
      ...terms,
      ref: null,
      reference: toReferenceKey(order.reference),
      phone: order.phone,
    })
  // What the provider knows as a question keeps its own end: a payer who declines may pay all the same.
  return withdraw(tx, base, action.id, step)
}

interface Whose {
  company: string
  product: string
}

function expect(whose: Whose, key: string, at: Instant, content: ExpectedPayment): RecordedFact {
  return { ...whose, kind: 'expected', key, at, source: SOURCE, content }
}

/** Only what was refused: what was done is found by its name, and keeps it. */
function withdraw(tx: Tx, whose: Whose, key: string, step: ActionStep): RecordedFact | null {
  if (step.state !== 'rejected') return null
  const expected = findRecorded(tx, whose.company, 'expected', key)
  if (!expected) return null
  const { provider, account } = expected.content
  return { ...whose, kind: 'withdrawn', key, at: step.at, source: SOURCE, content: { provider, account, reason: step.text } }
}
