import type { ActionItem, ActionPreview, ActionStep, SeenValue } from '../../../src-shared/contract/actions.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toIsoOrNull } from '../readOptions.ts'

/** An action for a program: instants are written out. */
export function toActionJson({ at, since, nextAt, conflict, ...item }: ActionItem) {
  return {
    ...item,
    at: toIso(at),
    since: toIso(since),
    nextAt: toIsoOrNull(nextAt),
    conflict: conflict.map(({ saw, now, ...row }) => ({ ...row, saw: toSeenJson(saw), now: toSeenJson(now) })),
  }
}

/** What an action would do. By its digest alone an engine knows again what it showed: no other program has a use for it. */
export function toPreviewJson({ digest: _, rows, saw, check, money, effectAt, ...preview }: ActionPreview) {
  return {
    ...preview,
    rows: rows.map(({ before, after, ...row }) => ({ ...row, before: toSeenJson(before), after: toSeenJson(after) })),
    check: check && { ...check, possibleAt: toIsoOrNull(check.possibleAt) },
    money: { ...money, nextAt: toIsoOrNull(money.nextAt) },
    effectAt: toIsoOrNull(effectAt),
    saw: saw.map(({ value, ...row }) => ({ ...row, value: toSeenJson(value) })),
  }
}

export function toStepJson({ at, ...step }: ActionStep) {
  return { ...step, at: toIso(at) }
}

export function toSeenJson(value: SeenValue) {
  return value.kind === 'instant' ? { kind: value.kind, at: toIso(value.at) } : value
}
