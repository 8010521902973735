import type { HoursBalanceRow, PackRow } from '../../../src-shared/contract/hours.ts'
import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

/** Minutes are whole minutes, as the engine counts them; ids stand beside names. */
export function toBalancesCsv(rows: readonly HoursBalanceRow[]): string {
  return toCsv(
    [
      'Company',
      'Company id',
      'Product',
      'Plan',
      'Status',
      'Window start',
      'Window end',
      'Included minutes',
      'Used minutes',
      'Left minutes',
      'Rollover minutes',
      'Rollover cap minutes',
      'Live packs',
      'Pack minutes left',
      'Next pack expires',
      'Available minutes',
      'Overage minutes',
    ],
    rows.map(({ company, name, product, plan, status, window, included, used, left, rollover, packs, available, overage }) => [
      name,
      company,
      product,
      plan,
      status,
      toText(window?.start ?? null),
      toText(window?.end ?? null),
      included,
      used,
      left,
      rollover.left,
      rollover.cap,
      packs.live,
      packs.left,
      toText(packs.nextExpiry),
      available,
      overage,
    ]),
  )
}

export function toPacksCsv(rows: readonly PackRow[]): string {
  return toCsv(
    ['Pack', 'Company', 'Company id', 'Product', 'Minutes', 'Minutes left', 'Expires', 'State'],
    rows.map(({ ref, name, company, product, minutes, left, expiresAt, state }) => [
      ref,
      name,
      company,
      product,
      minutes,
      left,
      toIso(expiresAt),
      state,
    ]),
  )
}

function toText(at: Instant | null): string | null {
  return at === null ? null : toIso(at)
}
