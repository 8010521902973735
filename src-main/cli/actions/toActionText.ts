import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { toPlainLine } from '../toPlainLine.ts'
import { toTable } from '../toTable.ts'
import { toMoneyText, toSeenText } from './toSeenText.ts'

/** Where an action stands, and what comes next. */
export function toActionText(item: ActionItem): string {
  const { id, title, companyName, state, standing, nextAt, ref, conflict } = item
  const differs = conflict.map(({ label, saw, now }) => [label, toSeenText(saw), toSeenText(now)])
  return [
    `${id}: ${state}. ${toPlainLine(title)}, ${toPlainLine(companyName)}.`,
    toPlainLine(standing),
    ...(ref === null ? [] : [`The provider’s id: ${ref}`]),
    ...(nextAt === null ? [] : [`Tried again at ${toIso(nextAt)}.`]),
    ...(differs.length === 0 ? [] : [toTable(['', 'When it was decided', 'Now'], differs)]),
  ].join('\n')
}

/** Many, a line each. */
export function toActionTable(items: readonly ActionItem[]): string {
  const rows = items.map(({ at, state, title, companyName, provider, amount, who, id }) => [
    toIso(at),
    state,
    title,
    companyName,
    provider === null ? 'Tierdesk' : PROVIDER_TITLES[provider],
    amount === null ? null : toMoneyText(amount),
    who,
    id,
  ])
  return toTable(['At', 'State', 'What', 'Company', 'By', 'Amount', 'Who', 'Id'], rows, [5])
}
