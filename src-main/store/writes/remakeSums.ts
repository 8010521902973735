import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Tx } from '../readDb.ts'
import { countPaymentDays } from '../reads/countPaymentDays.ts'
import { countToEnd } from '../reads/countToEnd.ts'
import type { Recount, SumContext } from '../reads/recountSums.ts'
import { sumUsageDaysAnew } from './sumUsageDays.ts'

/** Drops a table of sums and makes it anew of the rows that it is of. */
export function remakeSums(tx: Tx, context: SumContext, name: Recount['name']): void {
  const run = (statement: string) => tx.sqlite.prepare(statement).run()
  switch (name) {
    case 'counts by status':
      run('delete from status_count')
      run(
        `insert into status_count (product, status, count)
        select product, status, count(*) from company_product group by product, status`,
      )
      return
    case 'revenue by day':
      run('delete from revenue_day')
      run(
        `insert into revenue_day (day, currency, new, expansion, reactivation, contraction, churn)
        select * from (
          select day, currency, sum(new) as new, sum(expansion) as expansion, sum(reactivation) as reactivation,
            sum(contraction) as contraction, sum(churn) as churn
          from revenue_change group by day, currency)
        where new <> 0 or expansion <> 0 or reactivation <> 0 or contraction <> 0 or churn <> 0`,
      )
      return
    case 'payments by day': {
      run('delete from payment_day')
      const add = tx.sqlite.prepare(
        'insert into payment_day (day, account_id, currency, amount, succeeded, failed) values (?, ?, ?, ?, ?, ?)',
      )
      for (const sum of countToEnd(countPaymentDays(tx, context.zone))) add.run(...sum)
      return
    }
    case 'usage by day':
      sumUsageDaysAnew(tx, context, true)
      return
    case 'usage by month':
      run('delete from usage_month_sum')
      run(
        `insert into usage_month_sum (product, metric, month, companies, quantity)
        select product, metric, month, count(*), sum(quantity) from usage_month group by product, metric, month`,
      )
      return
    default:
      assertNever(name)
  }
}
