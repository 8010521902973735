import { readFigureContext } from '../../../../src-main/engine/answers/readFigureContext.ts'
import { deriveDue } from '../../../../src-main/store/writes/deriveFigures.ts'
import type { Mirror } from './openMirror.ts'

/** All that is derived, row by row and without the numbers of rows. */
const QUESTIONS: Readonly<Record<string, string>> = {
  company: `select company.ref, name, email, phone, since, ended_at, company_link.ref as link
    from company left join company_link on company_link.company_id = company.id order by company.ref, company_link.ref`,
  product: `select ref, product, plan, subscribed_plan, status, until, entitlement, hours
    from company_product join company on company.id = company_id order by ref, product`,
  metric: `select ref, product, metric, used, as_of, lacks_parts
    from company_metric join company on company.id = company_id order by ref, product, metric`,
  revenue: `select ref, currency, at, amount, day, new, expansion, reactivation, contraction, churn
    from revenue_change join company on company.id = company_id order by ref, currency, at`,
  revenueDay: 'select * from revenue_day order by day, currency',
  paymentDay: 'select day, currency, amount, succeeded, failed from payment_day order by day, account_id, currency',
  statusCount: 'select * from status_count order by product, status',
  payment: `select payment.ref, company.ref as company, product, plan, amount, currency, status, at, reason
    from payment left join company on company.id = company_id order by payment.ref`,
}

/** What is derived now, one line a row. */
export function readDerived(mirror: Pick<Mirror, 'look'>): string[] {
  return mirror.look(({ read }) =>
    Object.entries(QUESTIONS).flatMap(([name, question]) =>
      (read.sqlite.prepare(question).all() as Record<string, unknown>[]).map((row) => `${name} ${JSON.stringify(row)}`),
    ),
  )
}

/** Every row that `workspace.rebuild` derives otherwise than the sync did, and every object that it reads otherwise. */
export async function compareRebuilt(mirror: Mirror): Promise<string[]> {
  // What the clock alone has changed is no difference: an engine that polls derives it every minute, and this one does not.
  mirror.alter((tx) => deriveDue(tx, { ...readFigureContext(tx), now: mirror.clock.now() }))
  const before = readDerived(mirror)
  const { checks } = await mirror.engine.client.workspace.rebuild({})
  const after = readDerived(mirror)
  const [were, are] = [new Set(before), new Set(after)]
  return [
    ...before.filter((row) => !are.has(row)).map((row) => `was ${row}`),
    ...after.filter((row) => !were.has(row)).map((row) => `is ${row}`),
    ...checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`),
  ]
}
