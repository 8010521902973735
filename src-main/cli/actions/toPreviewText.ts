import type { ActionPreview } from '../../../src-shared/contract/actions.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { toPlainLine } from '../toPlainLine.ts'
import { toTable } from '../toTable.ts'
import { toMoneyText, toSeenText } from './toSeenText.ts'

/** What an action would do, for a person to decide on. */
export function toPreviewText(preview: ActionPreview): string {
  const { title, companyName, provider, rows, gained, lost, warnings } = preview
  const changes = rows.map(({ label, before, after }) => [label, toSeenText(before), toSeenText(after)])
  return [
    `${toPlainLine(title)}, ${toPlainLine(companyName)}${provider === null ? '' : `, by ${PROVIDER_TITLES[provider]}`}.`,
    ...(changes.length === 0 ? [] : [toTable(['', 'Before', 'After'], changes)]),
    ...listMoney(preview),
    toEffect(preview),
    ...gained.map((each) => `Gained: ${toPlainLine(each)}`),
    ...lost.map((each) => `Lost: ${toPlainLine(each)}`),
    ...listCheck(preview),
    ...warnings.map((each) => `Note: ${toPlainLine(each)}`),
    ...listNeeds(preview),
  ].join('\n')
}

function listMoney({ money }: ActionPreview): string[] {
  const { isMoved, dueNow, dueNext, nextAt, lines, source, atMost } = money
  if (!isMoved) return []
  const due = [
    ...(dueNow === null
      ? []
      : [dueNow.amount < 0 ? `Given back: ${toMoneyText({ ...dueNow, amount: -dueNow.amount })}` : `Due now: ${toMoneyText(dueNow)}`]),
    ...(dueNext === null ? [] : [`Due${nextAt === null ? ' next' : ` at ${toIso(nextAt)}`}: ${toMoneyText(dueNext)}`]),
    ...lines.map(({ text, amount }) => `  ${toMoneyText(amount)}  ${toPlainLine(text)}`),
  ]
  if (source === 'later') {
    const most = atMost === null ? '' : ` More than ${toMoneyText(atMost)} is not paid without asking again.`
    due.push(`What it costs is reckoned by the provider before it is sent.${most}`)
  }
  return due
}

function toEffect({ takesEffect, effectAt }: ActionPreview): string {
  const when = takesEffect === 'now' ? 'at once' : takesEffect === 'period-end' ? 'at the end of the period' : 'later'
  return `Takes effect ${when}${effectAt === null || takesEffect === 'now' ? '' : `: ${toIso(effectAt)}`}.`
}

function listCheck({ check }: ActionPreview): string[] {
  if (check === null) return []
  const over = check.exceeds.map(({ metric, used, limit, overage }) => [metric, used, limit, `+${overage}`])
  return [
    `Check of the change: ${check.verdict}.${check.possibleAt === null ? '' : ` Possible at ${toIso(check.possibleAt)}.`}`,
    ...(over.length === 0 ? [] : [toTable(['Resource', 'In use', 'Plan’s limit', 'Overage'], over, [1, 2, 3])]),
    ...check.steps.map(toPlainLine),
  ]
}

function listNeeds({ needs, permission, refusal }: ActionPreview): string[] {
  if (refusal !== null) return [`It cannot be done: ${toPlainLine(refusal.reason)} ${toPlainLine(refusal.hint)}`]
  return [
    ...(needs.approval ? ['It moves more than the limit: it waits for a second confirmation (tierdesk actions approve ID).'] : []),
    ...(permission === 'unknown' ? ['Whether the key may do it is not known yet.'] : []),
  ]
}
