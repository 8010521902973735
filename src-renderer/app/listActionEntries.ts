import type { ActionKind } from '../../src-shared/model/action.ts'
import { ACTION_WORDS } from '../actions/actionWords.ts'
import type { Destination, Screen } from '../lib/place.ts'
import type { IconName } from '../ui/iconShapes.tsx'

interface ActionEntry {
  title: string
  icon: IconName
  act: () => void
}

/** What is asked for often enough to be found by its name, and what is looked for in the company's menu then. */
const ENTRIES: readonly { kind: ActionKind; title: string; search: string }[] = [
  { kind: 'payment.refund', title: 'Refund a payment…', search: 'refund' },
  { kind: 'invoice.retry', title: 'Retry a payment…', search: 'retry' },
  { kind: 'subscription.change', title: 'Change a plan…', search: 'change' },
  { kind: 'subscription.cancel', title: 'Cancel a subscription…', search: 'cancel' },
  { kind: 'link.payment', title: 'Make a payment link…', search: 'link' },
  { kind: 'payment.push', title: 'Ask by STK push…', search: 'push' },
  { kind: 'pack.credit', title: 'Credit a pack…', search: 'credit' },
  { kind: 'plan.override', title: 'Override a plan…', search: 'override' },
]

/** The ways from the palette to an action: to the menu of the company in hand, else to where one is taken in hand. */
export function listActionEntries(company: string | null, go: (screen: Screen, more?: Destination) => void): ActionEntry[] {
  return ENTRIES.map(({ kind, title, search }) => ({
    title,
    icon: ACTION_WORDS[kind].icon,
    act: () => {
      if (company !== null) go('company', { company, filter: `actions:${search}`, at: null })
      else if (kind === 'payment.refund' || kind === 'invoice.retry')
        go('payments', { filter: kind === 'invoice.retry' ? 'failed' : 'succeeded', search: '' })
      else go('companies', { at: null })
    },
  }))
}
