import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { findNext } from './findNext.ts'

const HEAD = [
  'Company',
  'Company id',
  'Products and plans',
  'Statuses',
  'Nearest limit',
  'Used',
  'Limit',
  'Minutes left',
  'MRR',
  'Next',
  'E-mail',
  'Phone',
  'Customer since',
  'Ended',
  'Provider ids',
]

/** A line for each company, whatever columns are out of sight: ids beside its name, instants in UTC, and what it has several of with `; ` between. */
export function toCompaniesCsv(rows: readonly CompanyRow[]): string {
  return toCsv(
    HEAD,
    rows.map(({ id, name, email, phone, since, endedAt, links, subscriptions, worst, hours, mrr }) => {
      const next = findNext(subscriptions)
      return [
        name,
        id,
        subscriptions.map(({ product, plan }) => (plan === null ? product : `${product}.${plan}`)).join('; '),
        subscriptions.map(({ product, status }) => `${product}: ${status}`).join('; '),
        worst && `${worst.product}.${worst.metric}`,
        worst?.used ?? null,
        worst?.limit ?? null,
        hours?.available ?? null,
        mrr.map((money) => `${toDecimalText(money)} ${money.currency}`).join('; '),
        next === null ? null : toIso(next),
        email,
        phone,
        since === null ? null : toIso(since),
        endedAt === null ? null : toIso(endedAt),
        links.map(({ provider, ref }) => `${provider}: ${ref}`).join('; '),
      ]
    }),
  )
}
