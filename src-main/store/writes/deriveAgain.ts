import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { deriveCompanies, isDescribed } from './deriveCompanies.ts'
import { deriveCompanyFigures, deriveMoved, deriveUnowned, type FigureContext } from './deriveFigures.ts'
import { derivePaymentOwners } from './derivePaymentOwners.ts'
import type { DerivedDrift } from './saveDrift.ts'

/** Of some customers, those that no company is: only what went wrong makes one. */
const listLacking = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select asked.value from json_each(:refs) asked
      where not exists (select 1 from company_link link where link.account_id = :accountId and link.ref = asked.value)`,
    )
    .pluck(),
)

type Row = [id: number, ref: string, isDue: 0 | 1]

/** Whose they are, and whether the clock alone has made any of the kept figures old. What still waits to be derived is left out. */
const listCompanies = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select company.id, company.ref,
        exists (select 1 from company_product kept where kept.company_id = company.id and kept.changes_at <= :now)
      from (select distinct company_id from json_each(:refs) asked cross join company_link link
        where link.account_id = :accountId and link.ref = asked.value) own
      cross join company on company.id = own.company_id
      where not exists (select 1 from company_link link cross join touched on touched.account_id = link.account_id
        and touched.kind = 'customer' and touched.ref = link.ref where link.company_id = company.id)`,
    )
    .raw(),
)

type OwnerRow = [ref: string, company: number]

const listOwners = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select owner.ref, owner.company_id from json_each(:refs) asked cross join payment_owner owner
      where owner.account_id = :accountId and owner.ref = asked.value`,
    )
    .raw(),
)

const listCustomersOf = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('select ref from company_link where company_id = ? and account_id = ?').pluck(),
)

const hasPrices = prepareOnce((tx: Tx) => tx.sqlite.prepare("select 1 from touched where kind = 'price' limit 1").pluck())

/** Derives who is behind some provider customers again, and tells whose figures were kept otherwise. They are mended by it. */
export function deriveCustomersAgain(tx: Tx, context: FigureContext, account: AccountRow, refs: readonly string[]): DerivedDrift[] {
  // A price that changed is everybody's until it is known whose it is.
  if (hasPrices(tx).get() !== undefined) return []
  const asked = { accountId: account.id, refs: JSON.stringify(refs), now: context.now }
  const lacking = listLacking(tx).all(asked) as string[]
  deriveMoved(tx, context, deriveCompanies(tx, account, lacking))
  const companies = listCompanies(tx).all(asked) as Row[]
  const made = new Set((listCompanies(tx).all({ ...asked, refs: JSON.stringify(lacking) }) as Row[]).map(([id]) => id))
  const misdescribed = companies.map(([id]) => id).filter((id) => !isDescribed(tx, id))
  for (const id of misdescribed) deriveCompanies(tx, account, listCustomersOf(tx).all(id, account.id) as string[])
  const others = new Set(
    deriveCompanyFigures(
      tx,
      context,
      companies.map(([id]) => id),
    ),
  )
  const wrong = new Set([...made, ...misdescribed])
  return companies.flatMap(([id, ref, isDue]) => (wrong.has(id) || (others.has(id) && !isDue) ? { kind: 'company' as const, ref } : []))
}

/** The same of payments that name no customer, and of whose they are. */
export function deriveUnownedAgain(tx: Tx, context: FigureContext, account: AccountRow, refs: readonly string[]): DerivedDrift[] {
  if (hasPrices(tx).get() !== undefined) return []
  const asked = { accountId: account.id, refs: JSON.stringify(refs) }
  const before = new Map(listOwners(tx).all(asked) as OwnerRow[])
  derivePaymentOwners(tx, account, refs)
  const after = new Map(listOwners(tx).all(asked) as OwnerRow[])
  const moved = refs.filter((ref) => before.get(ref) !== after.get(ref))
  const companies = new Set(moved.flatMap((ref) => [before.get(ref) ?? [], after.get(ref) ?? []].flat()))
  deriveCompanyFigures(tx, context, [...companies])
  const wrong = new Set([...moved, ...deriveUnowned(tx, context, account, refs)])
  return [...wrong].map((ref) => ({ kind: 'payment', ref }))
}
