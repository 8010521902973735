import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import type { ActionKind } from '../../src-shared/model/action.ts'
import { isOwnAction } from '../../src-shared/model/isOwnAction.ts'
import type { Money } from '../../src-shared/model/money.ts'
import { formatMoney } from '../ui/formatMoney.ts'
import { ACTION_WORDS } from './actionWords.ts'

/** What the button of an action says: exactly what a press does. @param isOffline whether the provider did not answer last */
export function describeQueue(kind: ActionKind, preview: ActionPreview | null, isOffline: boolean): string {
  const { noun, title } = ACTION_WORDS[kind]
  const amount = preview && findAmount(preview)
  if (isOwnAction(kind)) return title
  if (preview?.needs.approval) return amount ? `Queue ${formatMoney(amount)}, to be confirmed` : 'Queue, to be confirmed'
  if (isOffline) return 'Queue; it is sent when the line is back'
  if (amount === null) return `Queue ${noun}`
  return kind === 'payment.refund' || kind === 'payment.push'
    ? `Queue ${noun} of ${formatMoney(amount)}`
    : `Queue ${noun}, ${formatMoney(amount)}`
}

/** What it moves at once, whichever way; null where it moves nothing or nobody knows yet. */
function findAmount({ money }: Pick<ActionPreview, 'money'>): Money | null {
  const moved = money.dueNow ?? money.atMost
  return money.isMoved && moved !== null && moved.amount !== 0 ? { ...moved, amount: Math.abs(moved.amount) } : null
}
