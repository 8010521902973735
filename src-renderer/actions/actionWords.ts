import type { ActionKind } from '../../src-shared/model/action.ts'
import type { IconName } from '../ui/iconShapes.tsx'

interface ActionWords {
  icon: IconName
  /** What it is, where nothing says to whom. */
  title: string
  /** As a menu offers it; with a mark where more is asked first. */
  offer: string
  /** Behind `Queue`, in the middle of a sentence. */
  noun: string
}

/** How people call what staff can ask for. */
export const ACTION_WORDS: Record<ActionKind, ActionWords> = {
  'subscription.create': { icon: 'plus', title: 'Start a subscription', offer: 'Start a subscription…', noun: 'the subscription' },
  'subscription.change': { icon: 'plans', title: 'Change the plan', offer: 'Change the plan…', noun: 'the change of plan' },
  'subscription.pause': { icon: 'paused', title: 'Pause', offer: 'Pause…', noun: 'the pause' },
  'subscription.resume': { icon: 'active', title: 'Resume', offer: 'Resume…', noun: 'the resumption' },
  'subscription.cancel': { icon: 'canceled', title: 'Cancel', offer: 'Cancel…', noun: 'the cancellation' },
  'subscription.keep': { icon: 'active', title: 'Undo the cancellation', offer: 'Undo the cancellation…', noun: 'keeping it' },
  'trial.extend': { icon: 'trial', title: 'Extend the trial', offer: 'Extend the trial…', noun: 'the longer trial' },
  'coupon.apply': { icon: 'bookmark', title: 'Apply a coupon', offer: 'Apply a coupon…', noun: 'the coupon' },
  'invoice.retry': { icon: 'sync', title: 'Retry the payment', offer: 'Retry the payment…', noun: 'the retry' },
  'invoice.void': { icon: 'canceled', title: 'Void the invoice', offer: 'Void the invoice…', noun: 'voiding it' },
  'payment.refund': { icon: 'refund', title: 'Refund', offer: 'Refund…', noun: 'refund' },
  'payment.push': { icon: 'phone', title: 'STK push', offer: 'Ask by STK push…', noun: 'push' },
  'link.checkout': { icon: 'link', title: 'Checkout link', offer: 'Checkout link…', noun: 'the checkout link' },
  'link.portal': { icon: 'link', title: 'Billing portal link', offer: 'Billing portal link…', noun: 'the portal link' },
  'link.payment': { icon: 'link', title: 'Payment link', offer: 'Payment link…', noun: 'the payment link' },
  'account.create': { icon: 'payments', title: 'Virtual account', offer: 'Create a virtual account…', noun: 'the virtual account' },
  'pack.credit': { icon: 'plus', title: 'Credit a pack', offer: 'Credit a pack…', noun: 'the pack' },
  'plan.override': { icon: 'pencil', title: 'Override the plan', offer: 'Override the plan…', noun: 'the override' },
}
