import { and, eq, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { PaymentRow } from '../../domain/billing/paymentRow.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { payment } from '../schema/figures.ts'

type Row = typeof payment.$inferSelect

const listOfCompany = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select()
    .from(payment)
    .where(eq(payment.companyId, sql.placeholder('companyId')))
    .prepare(),
)

/** Keeps the payments of a company as they are derived now: what is no payment of it any more goes. @param companyId null for payments of nobody */
export function savePayments(tx: Tx, companyId: number | null, rows: readonly PaymentRow[], accounts: ReadonlyMap<string, number>): void {
  const known = new Map<string, Row>()
  if (companyId !== null) for (const row of listOfCompany(tx).all({ companyId })) known.set(`${row.accountId} ${row.ref}`, row)
  for (const { provider, account, ...row } of rows) {
    const accountId = accounts.get(`${provider} ${account}`)
    invariant(accountId !== undefined, `${provider} account ${account} is mirrored`)
    const before = known.get(`${accountId} ${row.ref}`)
    known.delete(`${accountId} ${row.ref}`)
    if (before && isSame(before, { ...row, accountId, companyId })) continue
    tx.drizzle
      .insert(payment)
      .values({ ...row, accountId, companyId })
      .onConflictDoUpdate({ target: [payment.accountId, payment.ref], set: { ...row, companyId } })
      .run()
  }
  for (const { accountId, ref } of known.values())
    tx.drizzle
      .delete(payment)
      .where(and(eq(payment.accountId, accountId), eq(payment.ref, ref)))
      .run()
}

function isSame(a: Row, b: Omit<Row, 'id'>): boolean {
  return (Object.keys(b) as (keyof typeof b)[]).every((key) => a[key] === b[key])
}
