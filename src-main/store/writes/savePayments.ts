import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentRow } from '../../domain/billing/paymentRow.ts'
import { findDay } from '../../domain/calendar/findDay.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { createTallies, type Tally } from './createTallies.ts'

/** What is kept of a payment, in the order of the table's columns. */
type Kept = [
  companyId: number | null,
  product: string | null,
  plan: string | null,
  amount: number,
  currency: string,
  status: PaymentRow['status'],
  since: Instant,
  at: Instant,
  seenAt: Instant,
  reason: string | null,
]
type Known = [id: number, accountId: number, ref: string, ...Kept]

/** Where `Kept` says when it was seen. */
const SEEN_AT = 8

const FIELDS = 'company_id, product, plan, amount, currency, status, since, at, seen_at, reason'

const listOfCompany = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(`select id, account_id, ref, ${FIELDS} from payment where company_id = ?`).raw(),
)
const find = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(`select id, account_id, ref, ${FIELDS} from payment where account_id = ? and ref = ?`).raw(),
)
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from payment where id = ?'))
const add = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(`insert into payment (account_id, ref, ${FIELDS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
)
const change = prepareOnce((tx: Tx) => tx.sqlite.prepare(`update payment set (${FIELDS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) where id = ?`))

/** Whose the payment of that name is, where there is one, null for nobody's: it may be only expected. */
const findPayer = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select coalesce(link.company_id, owner.company_id) from billed_object billed
      left join company_link link on link.account_id = billed.account_id and link.ref = billed.customer
      left join payment_owner owner on owner.account_id = billed.account_id and owner.ref = billed.ref
      where billed.account_id = ? and billed.ref = ? and billed.kind = 'payment' and billed.deleted_at is null`,
    )
    .pluck(),
)

export const createPaymentTally = createTallies({
  name: 'payment_day',
  key: ['day', 'account_id', 'currency'],
  sums: ['amount', 'succeeded', 'failed'],
})

/** With what payments are kept. */
export interface PaymentBook {
  /** By provider and the provider's own name of it. */
  accounts: ReadonlyMap<string, number>
  /** The workspace's. */
  zone: string
  days: Tally
}

/**
 * Keeps the payments of a company as they are derived now: what is no payment of it any more goes.
 *
 * That the provider said the same once more is no reason to write: a list that is read again would else change every row.
 *
 * @param companyId null for payments of nobody
 * @returns the ids of those that are others than were kept
 */
export function savePayments(tx: Tx, companyId: number | null, rows: readonly PaymentRow[], book: PaymentBook): string[] {
  const others: string[] = []
  const known = new Map<string, Known>()
  if (companyId !== null) for (const row of listOfCompany(tx).all(companyId) as Known[]) known.set(toKey(row[1], row[2]), row)
  for (const { provider, account, ref, product, plan, amount, currency, status, since, at, seenAt, reason } of rows) {
    const accountId = book.accounts.get(`${provider} ${account}`)
    invariant(accountId !== undefined, `${provider} account ${account} is mirrored`)
    const kept: Kept = [companyId, product, plan, amount, currency, status, since, at, seenAt, reason]
    const key = toKey(accountId, ref)
    // It may be listed as another company's, or as nobody's, until now.
    const before = known.get(key) ?? (find(tx).get(accountId, ref) as Known | undefined)
    known.delete(key)
    if (before && isOthers(tx, companyId, before)) continue
    if (!before) {
      add(tx).run(accountId, ref, ...kept)
    } else {
      const [id, , , ...was] = before
      if (was.every((value, index) => index === SEEN_AT || value === kept[index])) continue
      change(tx).run(...kept, id)
      count(book, accountId, was, -1)
    }
    count(book, accountId, kept, 1)
    others.push(ref)
  }
  for (const [id, accountId, ref, ...was] of known.values()) {
    drop(tx).run(id)
    count(book, accountId, was, -1)
    others.push(ref)
  }
  return others
}

/** Money that came from another, or from nobody knows whom, is listed, and not that somebody was asked for it: a provider's name is of one payment. */
function isOthers(tx: Tx, companyId: number | null, [, accountId, ref, of]: Known): boolean {
  if (of === companyId) return false
  const payer = findPayer(tx).get(accountId, ref) as number | null | undefined
  return payer !== undefined && payer !== companyId
}

function toKey(accountId: number, ref: string): string {
  return `${accountId} ${ref}`
}

/** @param sign -1 for what is taken back */
function count({ days, zone }: PaymentBook, accountId: number, [, , , amount, currency, status, , at]: Kept, sign: 1 | -1): void {
  if (status !== 'succeeded' && status !== 'failed') return
  const isIn = status === 'succeeded'
  days.add([findDay(at, zone).start, accountId, currency], [isIn ? sign * amount : 0, isIn ? sign : 0, isIn ? 0 : sign])
}
