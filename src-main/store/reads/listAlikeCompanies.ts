import { normalisePhone } from '../../domain/mpesa/normalisePhone.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { listCompanies } from './companies.ts'

export interface AlikeCompany {
  ref: string
  name: string
  email: string | null
  phone: string | null
}

/** Two companies that may be one. */
export interface AlikePair {
  a: AlikeCompany
  b: AlikeCompany
  /** The provider's name of the customer whose data name the other by our id; null where none do. */
  namedBy: string | null
}

/** Of each thing that two may share, so many companies are looked at. */
const LOOKED_AT = 20

type PairRow = { a: number; b: number; namedBy: string | null }

/** Those whose provider data name another company, and which it is now. Stripe's link by themselves, so that they are one already. */
const NAMED = `select link.company_id as a, other.company_id as b, customer.ref as namedBy
  from customer
  join company_link link on link.account_id = customer.account_id and link.ref = customer.ref
  join company_link other on other.own = customer.named_company
  where customer.named_company is not null and other.company_id <> link.company_id`

const listNamed = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`${NAMED} and (:company is null or link.company_id = :company or other.company_id = :company) limit :most`),
)

/** One is found by the index of e-mails, whichever comes first. */
const listSharing = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select a.id as a, b.id as b, null as namedBy from company a join company b on b.email = a.email and b.id > a.id limit :most`,
  ),
)

const get = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select ref, name, email, phone from company where id = ?'))

/** Pairs of companies that share an e-mail or a phone, or of which one's data name the other. @param companyId null for the first pairs of all */
export function listAlikeCompanies(db: ReadDb, companyId: number | null, limit: number): AlikePair[] {
  const named = listNamed(db).all({ company: companyId, most: limit }) as PairRow[]
  const sharing = companyId === null ? (listSharing(db).all({ most: limit }) as PairRow[]) : listSharingWith(db, companyId)
  const pairs = new Map<string, PairRow>()
  for (const pair of [...named, ...sharing]) {
    const key = [pair.a, pair.b].sort((a, b) => a - b).join(' ')
    if (!pairs.has(key)) pairs.set(key, pair)
  }
  return [...pairs.values()].slice(0, limit).map(({ a, b, namedBy }) => ({
    a: get(db).get(a) as AlikeCompany,
    b: get(db).get(b) as AlikeCompany,
    namedBy,
  }))
}

/** Phones are written in many ways: the index of words knows them all. */
function listSharingWith(db: ReadDb, companyId: number): PairRow[] {
  const { email, phone } = get(db).get(companyId) as AlikeCompany
  const own = phone === null ? null : normalisePhone(phone)
  const found = new Set<number>()
  for (const told of [email, own]) {
    if (told === null) continue
    const page = { search: told, at: null, sort: 'name', isDescending: false, limit: LOOKED_AT, after: null } as const
    for (const other of listCompanies(db, page).items) {
      const isSameMail = email !== null && other.email?.toLowerCase() === email.toLowerCase()
      const isSamePhone = own !== null && other.phone !== null && normalisePhone(other.phone) === own
      if (other.companyId !== companyId && (isSameMail || isSamePhone)) found.add(other.companyId)
    }
  }
  return [...found].map((other) => ({ a: companyId, b: other, namedBy: null }))
}
