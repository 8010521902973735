import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { PaymentContent } from '../../domain/billing/billedObject.ts'
import { chooseOwner } from '../../domain/links/chooseOwner.ts'
import { toReferenceKey } from '../../domain/links/toReferenceKey.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb, Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { findLinkFact } from '../reads/linkFacts.ts'

/** Payments, and answers to asking for one, that name no customer. */
const listUnowned = prepareOnce((db: ReadDb) =>
  db.sqlite
    .prepare("select ref from billed_object where account_id = ? and kind in ('payment', 'push') and customer is null order by id")
    .pluck(),
)

const listNamed = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select billed.ref, billed.created_at, billed.content from json_each(:refs) asked cross join billed_object billed
      where billed.account_id = :accountId and billed.ref = asked.value and billed.kind in ('payment', 'push') and billed.customer is null`,
    )
    .raw(),
)

const listOwned = prepareOnce((db: ReadDb) =>
  db.sqlite.prepare(
    `select account_id as accountId, ref from json_each(:companies) asked cross join payment_owner where company_id = asked.value`,
  ),
)

const findOwner = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('select company_id from payment_owner where account_id = ? and ref = ?').pluck(),
)
const saveOwner = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into payment_owner (account_id, ref, company_id) values (?, ?, ?)
    on conflict (account_id, ref) do update set company_id = excluded.company_id`,
  ),
)
const dropOwner = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from payment_owner where account_id = ? and ref = ?'))

/** The company that an id of ours leads to: where the customer is now that it comes from. */
const findCompany = prepareOnce((tx: Tx) => tx.sqlite.prepare('select company_id from company_link where own = ?').pluck())
const findByCode = prepareOnce((tx: Tx) => tx.sqlite.prepare('select distinct own from company_link where code = ?').pluck())

/** What was withdrawn is expected no more of what was paid after that. */
const STANDS = `not exists (select 1 from recorded_fact gone where gone.company = recorded_fact.company and gone.kind = 'withdrawn'
    and gone.key = recorded_fact.key and gone.at < :paidAt)`

const findExpecting = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `select company, content ->> 'provider' as provider, content ->> 'account' as account from recorded_fact
    where kind = 'expected' and key = :key and ${STANDS} order by id desc`,
  ),
)

const listExpectingReference = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `select company, content ->> 'provider' as provider, content ->> 'account' as account from recorded_fact
    where kind = 'expected' and json_extract(content, '$.reference') = :reference and ${STANDS}`,
  ),
)

const listExpectingPhone = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `select company, content ->> 'provider' as provider, content ->> 'account' as account from recorded_fact
    where kind = 'expected' and json_extract(content, '$.phone') = :phone
      and content ->> 'amount' = :amount and content ->> 'currency' = :currency and ${STANDS}`,
  ),
)

interface Expecting {
  company: string
  provider: ProviderName
  account: string
}

/** Payments of an account that name no customer, whether they are anybody's or not. */
export function listUnownedPayments(db: ReadDb, { id }: AccountRow): string[] {
  return listUnowned(db).all(id) as string[]
}

/** Payments that name no customer and are known to be one of these companies', by their ids in the store. */
export function listOwnedPayments(db: ReadDb, companies: readonly number[]): { accountId: number; ref: string }[] {
  return listOwned(db).all({ companies: JSON.stringify(companies) }) as { accountId: number; ref: string }[]
}

/**
 * Derives whose payments are that name no customer.
 *
 * @param refs payments, or what hangs on them
 * @returns ids of the companies that have them, or had them until now: their figures are to be derived
 */
export function derivePaymentOwners(tx: Tx, account: AccountRow, refs: readonly string[]): number[] {
  if (refs.length === 0) return []
  const touched = new Set<number>()
  const rows = listNamed(tx).all({ accountId: account.id, refs: JSON.stringify(refs) }) as [
    ref: string,
    createdAt: Instant,
    content: string,
  ][]
  for (const [ref, createdAt, text] of rows) {
    const before = findOwner(tx).get(account.id, ref) as number | undefined
    const content = JSON.parse(text) as Partial<PaymentContent>
    const owner = find(tx, account, ref, { content, paidAt: content.succeededAt ?? createdAt })
    for (const company of [before, owner]) if (company != null) touched.add(company)
    if (owner === null) dropOwner(tx).run(account.id, ref)
    else if (owner !== before) saveOwner(tx).run(account.id, ref, owner)
  }
  return [...touched]
}

/** What is known of a payment, or of the answer to asking for one; `paidAt` is its own instant. */
interface Paid {
  content: Partial<PaymentContent>
  paidAt: Instant
}

function find(tx: Tx, account: AccountRow, ref: string, paid: Paid): number | null {
  const { content, paidAt } = paid
  const { via } = content
  const isHere = (expecting: Expecting) => expecting.provider === account.provider && expecting.account === account.ref
  const written = via?.reference ? toReferenceKey(via.reference) : null
  const said = findLinkFact(tx, { kind: 'payment', provider: account.provider, account: account.ref, ref })
  const expecting = (findExpecting(tx).all({ key: ref, paidAt }) as Expecting[]).find(isHere)
  return chooseOwner({
    assigned: toCompany(tx, said?.company),
    expectedByRef: toCompany(tx, expecting?.company),
    reference: written === null ? [] : listByReference(tx, { written, paidAt }, isHere).flatMap((company) => toCompany(tx, company) ?? []),
    phone: listByPhone(tx, paid, isHere).flatMap((company) => toCompany(tx, company) ?? []),
  })
}

function toCompany(tx: Tx, company: string | null | undefined): number | null {
  return company == null ? null : ((findCompany(tx).get(company) as number | undefined) ?? null)
}

/** Whose reference it is, by the word of staff; else all whose code it is, or of whom it was expected. */
function listByReference(
  tx: Tx,
  { written, paidAt }: { written: string; paidAt: Instant },
  isHere: (expecting: Expecting) => boolean,
): string[] {
  const said = findLinkFact(tx, { kind: 'reference', provider: '', account: '', ref: written })
  if (said?.company != null) return [said.company]
  const expecting = (listExpectingReference(tx).all({ reference: written, paidAt }) as Expecting[])
    .filter(isHere)
    .map(({ company }) => company)
  return [...expecting, ...(findByCode(tx).all(written) as string[])]
}

/** Whose phone it is, by the word of staff; else all of whom exactly this was expected from it. */
function listByPhone(tx: Tx, { content, paidAt }: Paid, isHere: (expecting: Expecting) => boolean): string[] {
  const { via, amountReceived: amount, currency } = content
  const phone = via?.payerPhone ?? null
  if (phone === null) return []
  const said = findLinkFact(tx, { kind: 'phone', provider: '', account: '', ref: phone })
  if (said?.company != null) return [said.company]
  return (listExpectingPhone(tx).all({ phone, amount, currency, paidAt }) as Expecting[]).filter(isHere).map(({ company }) => company)
}
