import { toIso } from '../../../../src-shared/model/instant.ts'
import type { Mode } from '../../../../src-shared/model/provider.ts'
import type { Order, OrderOf, RefundCause } from '../../../domain/actions/order.ts'
import type { ActionMark } from '../../acting.ts'
import { findObstacle } from './findObstacle.ts'
import { type FrozenRequest, writeFrozen } from './frozenRequest.ts'
import { toRefundNote } from './refundNote.ts'

type Frozen = { ok: true; request: string } | { ok: false; reason: string }

/** What a test account has in the place of a bank. */
const TEST_BANK = 'test-bank'

const CAUSES: Readonly<Record<RefundCause, string>> = {
  requested: 'asked for by the payer',
  duplicate: 'paid twice',
  fraudulent: 'a fraud',
}

/** An order as Paystack is asked it, or why it cannot be. */
export function freezeOrder(order: Order, mark: ActionMark, mode: Mode): Frozen {
  const obstacle = findObstacle(order.kind)
  if (obstacle !== null) return refuse(obstacle)
  switch (order.kind) {
    case 'subscription.create':
      return freezeStart(order)
    case 'subscription.cancel':
      return freezeEnd(order)
    case 'subscription.keep':
      return freeze({ kind: order.kind, subscription: order.subscription })
    case 'payment.refund':
      return freezeRefund(order, mark)
    case 'link.payment':
      return freezeLink(order, mark)
    case 'account.create':
      return freeze({ kind: order.kind, customer: order.customer, bank: mode === 'test' ? TEST_BANK : null })
    default:
      throw new Error(`Broken promise: an order that Paystack cannot take (${order.kind}) has an obstacle`)
  }
}

function freezeStart({ customer, price, quantity, trialEnd, startAt }: OrderOf<'subscription.create'>): Frozen {
  if (quantity !== 1) return refuse('A subscription at Paystack is of one alone: make a plan whose price is that of all of them.')
  if (trialEnd !== null) return refuse('Paystack has no trials: let the subscription start on the day on which it is to be charged first.')
  return freeze({ kind: 'subscription.create', customer, plan: price, startDate: startAt === null ? null : toIso(startAt) })
}

function freezeEnd({ subscription, when }: OrderOf<'subscription.cancel'>): Frozen {
  if (when === 'period-end') return freeze({ kind: 'subscription.cancel', subscription })
  return refuse('Paystack ends a subscription at its paid-up date only: choose the end of the period.')
}

function freezeRefund({ payment, amount, cause }: OrderOf<'payment.refund'>, { action }: ActionMark): Frozen {
  const note = toRefundNote(action, CAUSES[cause])
  if (!isAmount(amount.amount)) return refuse('Nothing can be refunded but an amount above zero.')
  return freeze({ kind: 'payment.refund', action, payment, amount: amount.amount, currency: amount.currency, note })
}

function freezeLink({ email, amount, plan, reference }: OrderOf<'link.payment'>, { action }: ActionMark): Frozen {
  if (!/^[A-Za-z0-9.=-]{1,100}$/.test(reference)) return refuse('Paystack takes letters, digits, and the signs - . = in a reference alone.')
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return refuse('Paystack needs an e-mail address of the payer.')
  if (!isAmount(amount.amount)) return refuse('Nobody can be asked for anything but an amount above zero.')
  const metadata = { plan, tierdesk_action: action }
  return freeze({ kind: 'link.payment', reference, email, amount: amount.amount, currency: amount.currency, metadata })
}

function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0
}

function freeze(request: FrozenRequest): Frozen {
  return { ok: true, request: writeFrozen(request) }
}

function refuse(reason: string): Frozen {
  return { ok: false, reason }
}
