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

const isNamed = and(eq(payment.accountId, sql.placeholder('accountId')), eq(payment.ref, sql.placeholder('ref')))

const find = prepareOnce((tx: Tx) => tx.drizzle.select().from(payment).where(isNamed).prepare())
const drop = prepareOnce((tx: Tx) => tx.drizzle.delete(payment).where(isNamed).prepare())
const add = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(payment)
    .values({
      accountId: sql.placeholder('accountId'),
      ref: sql.placeholder('ref'),
      companyId: sql.placeholder('companyId'),
      product: sql.placeholder('product'),
      plan: sql.placeholder('plan'),
      amount: sql.placeholder('amount'),
      currency: sql.placeholder('currency'),
      status: sql.placeholder('status'),
      since: sql.placeholder('since'),
      at: sql.placeholder('at'),
      seenAt: sql.placeholder('seenAt'),
      reason: sql.placeholder('reason'),
    })
    .prepare(),
)

/** Keeps the payments of a company as they are derived now: what is no payment of it any more goes. @param companyId null for payments of nobody */
export function savePayments(tx: Tx, companyId: number | null, rows: readonly PaymentRow[], accounts: ReadonlyMap<string, number>): void {
  const known = new Map<string, Row>()
  if (companyId !== null) for (const row of listOfCompany(tx).all({ companyId })) known.set(`${row.accountId} ${row.ref}`, row)
  for (const { provider, account, ...row } of rows) {
    const accountId = accounts.get(`${provider} ${account}`)
    invariant(accountId !== undefined, `${provider} account ${account} is mirrored`)
    const kept = { ...row, accountId, companyId }
    // It may be listed as another company's, or as nobody's, until now.
    const before = known.get(`${accountId} ${row.ref}`) ?? find(tx).get({ accountId, ref: row.ref })
    known.delete(`${accountId} ${row.ref}`)
    if (!before) add(tx).run(kept)
    else if (!isSame(before, kept)) tx.drizzle.update(payment).set(kept).where(eq(payment.id, before.id)).run()
  }
  for (const { accountId, ref } of known.values()) drop(tx).run({ accountId, ref })
}

function isSame(a: Row, b: Omit<Row, 'id'>): boolean {
  return (Object.keys(b) as (keyof typeof b)[]).every((key) => a[key] === b[key])
}
