import { createHash } from 'node:crypto'
import type { ReadDb } from '../readDb.ts'

/** Every derived table by name, each as what it says rather than by the numbers of its rows. */
const TABLES: Readonly<Record<string, string>> = {
  companies: 'select ref, name, name_key, email, phone, since, ended_at from company order by ref',
  'links of companies':
    'select account_id, company_link.ref, company.ref as company from company_link join company on company.id = company_id order by 1, 2',
  entitlements: `select ref, product, plan, subscribed_plan, status, until, entitlement, hours
    from company_product join company on company.id = company_id order by ref, product`,
  usage: `select ref, product, metric, used, as_of, lacks_parts, near_share
    from company_metric join company on company.id = company_id order by ref, product, metric`,
  revenue: `select ref, currency, at, amount, day, new, expansion, reactivation, contraction, churn
    from revenue_change join company on company.id = company_id order by ref, currency, at`,
  payments: `select payment.account_id, payment.ref, company.ref as company, product, plan, amount, currency, status, at, reason
    from payment left join company on company.id = company_id order by 1, 2`,
  'counts by status': 'select product, status, count from status_count order by 1, 2',
  'revenue by day': 'select * from revenue_day order by day, currency',
  'metered use': 'select company, product, metric, key, quantity, at, source from metered_record order by company, key',
  'usage by day': 'select * from usage_day order by product, metric, kind, day, part',
  'usage by month': `select ref, product, metric, month, quantity, told, newest_at
    from usage_month join company on company.id = company_id order by ref, product, metric, month`,
  'usage by month of all': 'select * from usage_month_sum order by product, metric, month',
  'payments by day': 'select * from payment_day order by day, account_id, currency',
  'where actions stand': 'select * from action_now order by action',
}

/** How many rows each derived table has, and a digest of all that they say. */
export function digestDerived({ sqlite }: ReadDb): Map<string, { rows: number; digest: string }> {
  return new Map(
    Object.entries(TABLES).map(([name, question]) => {
      const hash = createHash('sha256')
      let rows = 0
      for (const row of sqlite.prepare(question).raw().iterate()) {
        hash.update(JSON.stringify(row))
        rows += 1
      }
      return [name, { rows, digest: hash.digest('hex') }]
    }),
  )
}
