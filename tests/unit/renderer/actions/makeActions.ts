import { ORPCError } from '@orpc/client'
import type { ActionDetail, ActionItem, ActionPreview, ActionProposal } from '../../../../src-shared/contract/actions.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { NOW } from '../fakeClient.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** A refund of 20 dollars, as it would be now. */
export function makePreview(more: Partial<ActionPreview> = {}): ActionPreview {
  return {
    ...{ kind: 'payment.refund', provider: 'stripe', company: 'co_1', companyName: 'Baobab Ridge', product: 'trading' },
    ...{ title: 'Refund a payment in full', refusal: null, gained: [], lost: [], check: null, warnings: [], permission: 'yes' },
    rows: [{ name: 'left', label: 'Left of the payment', before: money(2_000), after: money(0) }],
    money: {
      ...{ isMoved: true, dueNow: { amount: -2_000, currency: 'USD' }, dueNext: null, nextAt: null, lines: [] },
      ...{ source: 'own', atMost: null },
    },
    ...{ takesEffect: 'now', effectAt: NOW },
    needs: { reason: false, acknowledgement: false, approval: false },
    saw: [{ name: 'left', label: 'Left of it', value: money(2_000) }],
    digest: 'digest-1',
    ...more,
  }
}

export function makeAction(number: number, more: Partial<ActionItem> = {}): ActionItem {
  return {
    ...{ id: `action_${number}`, kind: 'payment.refund', provider: 'stripe', company: 'co_1', companyName: 'Baobab Ridge' },
    ...{ product: 'trading', title: `Refund ${number}`, amount: { amount: 2_000, currency: 'USD' }, state: 'queued' },
    ...{ standing: 'It is sent when the line is back.', needsPerson: false, who: 'amina@desk', reason: 'Charged twice' },
    ...{ at: toInstant(NOW - 10 * MINUTE), since: toInstant(NOW - 5 * MINUTE), attempts: 0, nextAt: null, ref: null, hasLink: false },
    conflict: [],
    can: { approve: false, send: false, cancel: false, edit: false, settle: false },
    ...more,
  }
}

/** An invoice of 99 dollars that failed two days ago, and that its provider tries again in three. */
export function makeProposal(number: number, more: Partial<ActionProposal> = {}): ActionProposal {
  return {
    ...{ kind: 'invoice.retry', provider: 'stripe', invoice: `in_${number}`, number: `INV-${number}`, company: 'co_1' },
    ...{ companyName: 'Baobab Ridge', amount: { amount: 9_900, currency: 'USD' }, failedAt: toInstant(NOW - 2 * DAY) },
    ...{ reason: 'Your card was declined.', attempts: 2, nextOwnAt: toInstant(NOW + 3 * DAY) },
    ...more,
  }
}

export function makeDetail(action: ActionItem, more: Partial<ActionDetail> = {}): ActionDetail {
  return {
    action,
    wish: { kind: 'payment.refund', provider: 'stripe', payment: 'in_1', amount: 1_500, cause: 'duplicate' },
    saw: [
      { name: 'paid', label: 'Paid', value: money(2_000) },
      { name: 'left', label: 'Left of it', value: money(2_000) },
    ],
    steps: [{ at: action.at, who: action.who, state: 'queued', text: 'Decided.', reason: action.reason, attempt: null }],
    ...more,
  }
}

export function money(amount: number) {
  return { kind: 'money' as const, amount, currency: 'USD' }
}

/** What the engine says where it refuses on purpose. */
export function makeRefusal(code: string, message: string, hint: string) {
  return new ORPCError('REFUSED', { defined: true, message, data: { code, hint } })
}
