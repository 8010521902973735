import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { BilledContents, BilledKind } from '../../domain/billing/billedObject.ts'
import {
  type BilledFact,
  type CompanyFacts,
  type MeterFact,
  type PriceFact,
  type ProductUsage,
  toPaymentKey,
  toPriceKey,
} from '../../domain/companyFacts.ts'
import type { AssignedOffer } from '../../domain/links/linkFact.ts'
import type { RecordedFact, RecordedKind } from '../../domain/recordedFact.ts'
import { toKeyOf } from '../../domain/usage/toKeyOf.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { createPriceShelf, type PriceShelf } from './priceShelf.ts'
import { readMeterFacts } from './readMeterFacts.ts'

/*
 * By hand: these are read for every company that a page touched, and a builder's row objects and a statement for each object would take
 * most of the time of its derivation.
 */

type Link = [accountId: number, customer: string, provider: ProviderName, account: string, own: string]

const listLinks = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select account_id, company_link.ref, provider, provider_account.ref, own
      from company_link join provider_account on provider_account.id = account_id where company_id = ?
      order by own <> (select company.ref from company where company.id = company_id), own`,
    )
    .raw(),
)

type Row = [kind: BilledKind, ref: string, createdAt: Instant, fetchedAt: Instant, stateAt: Instant, content: string]

const FIELDS = 'billed.kind, billed.ref, billed.created_at, billed.fetched_at, billed.state_at, billed.content'

const listOfCustomer = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select ${FIELDS} from billed_object billed where account_id = ? and customer = ? and deleted_at is null`).raw(),
)

/** Payments that name no customer and are known to be the company's. */
const listOwned = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select owner.account_id, provider, account.ref, ${FIELDS} from payment_owner owner
      join billed_object billed on billed.account_id = owner.account_id and billed.ref = owner.ref
      join provider_account account on account.id = owner.account_id
      where owner.company_id = ? and billed.deleted_at is null`,
    )
    .raw(),
)

/** What staff said that payments were for; of one payment the newest word. */
const listAssigned = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select provider, account, ref, offer, at from json_each(:refs) asked cross join link_fact said
      where said.company = asked.value and said.kind = 'payment' and offer is not null
        and not exists (select 1 from link_fact newer where newer.kind = 'payment' and newer.ref = said.ref
          and newer.provider = said.provider and newer.account = said.account and newer.id > said.id)`,
    )
    .raw(),
)

/** What hangs on payments and names no customer: their refunds and disputes, and the page that each was made on. */
const listOnPayments = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${FIELDS} from json_each(:payments) payment cross join billed_object billed
      where billed.account_id = :accountId and billed.part_of = payment.value and billed.customer is null and billed.deleted_at is null`,
    )
    .raw(),
)

type OwnedRow = [accountId: number, provider: ProviderName, account: string, ...Row]
type AssignedRow = [provider: ProviderName, account: string, ref: string, offer: string, at: Instant]

type ObservationRow = [ref: string, at: Instant, content: string]

const listObservations = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select observation.ref, observation.at, observation.content from json_each(:refs) asked cross join observation
      where observation.account = :account and observation.ref = asked.value order by observation.at, observation.id`,
    )
    .raw(),
)

type UsageRow = [
  of: string,
  product: string,
  metric: string,
  key: string,
  quantity: number,
  at: Instant,
  dimension: string | null,
  value: string | null,
  source: string,
]

const listUsage = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select asked.value, product, metric, usage_record.key, quantity, at, dimension_name, dimension_value, source
      from json_each(:refs) asked cross join usage_record where company = asked.value and product = coalesce(:product, product)`,
    )
    .raw(),
)

type RecordedRow = [of: string, product: string, kind: RecordedKind, key: string, at: Instant, source: string, content: string]

/** Without notes: they change no figure. */
const listRecorded = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select asked.value, product, kind, recorded_fact.key, at, source, content from json_each(:refs) asked cross join recorded_fact
      where company = asked.value and kind <> 'note'`,
    )
    .raw(),
)

interface Account {
  accountId: number
  account: string
  provider: ProviderName
}

/** Kinds of which earlier states are kept. */
const OBSERVED: ReadonlySet<BilledKind> = new Set(['subscription', 'invoice', 'dispute'])

/**
 * All that the figures of a company are derived from.
 *
 * @param product whose usage alone is read; null for that of all
 * @param shelf of prices, where many companies are read that name the same
 */
export function readCompanyFacts(
  db: ReadDb,
  companyId: number,
  product: string | null,
  shelf: PriceShelf = createPriceShelf(db),
): CompanyFacts {
  const links = listLinks(db).all(companyId) as Link[]
  const [first] = links
  invariant(first !== undefined, `company ${companyId} is some customer`)
  const ref = first[4]
  // What was told of a company is told of the one that its customer is of now.
  const refs = JSON.stringify(links.map(([, , , , own]) => own))
  const billed: BilledFact[] = []
  const prices = new Map<string, PriceFact>()
  const metered: MeterFact[] = []
  for (const [accountId, customer, provider, account] of links) {
    const rows = listOfCustomer(db).all(accountId, customer) as Row[]
    metered.push(...readMeterFacts(db, { accountId, account, provider }, customer))
    addBilled(db, { accountId, account, provider }, [...rows, ...readOnPayments(db, accountId, rows)], { billed, prices, shelf })
  }
  for (const [accountId, provider, account, ...row] of listOwned(db).all(companyId) as OwnedRow[]) {
    const rows = [row, ...readOnPayments(db, accountId, [row])]
    addBilled(db, { accountId, account, provider }, rows, { billed, prices, shelf })
  }
  const usage = (listUsage(db).all({ refs, product }) as UsageRow[]).map(
    ([of, ofProduct, metric, key, quantity, at, name, value, source]): ProductUsage => ({
      product: ofProduct,
      metric,
      key: toKeyOf(key, of, ref),
      quantity,
      at,
      dimension: name === null || value === null ? null : { name, value },
      source,
    }),
  )
  const recorded = (listRecorded(db).all({ refs }) as RecordedRow[]).map(
    ([of, ofProduct, kind, key, at, source, content]) =>
      ({ company: ref, product: ofProduct, kind, key: toKeyOf(key, of, ref), at, source, content: JSON.parse(content) }) as RecordedFact,
  )
  const assigned = (listAssigned(db).all({ refs }) as AssignedRow[]).map(
    ([provider, account, payment, offer, at]) =>
      [toPaymentKey(provider, account, payment), { ...(JSON.parse(offer) as AssignedOffer), at }] as const,
  )
  return { billed, prices, usage, metered, recorded, assigned: new Map(assigned) }
}

const listWholes = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select billed.part_of from json_each(:refs) asked cross join billed_object billed
      where billed.account_id = :accountId and billed.ref = asked.value and billed.part_of is not null`,
    )
    .pluck(),
)

const listUnowned = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${FIELDS} from json_each(:refs) asked cross join billed_object billed
      where billed.account_id = :accountId and billed.ref = asked.value and billed.kind = 'payment'
        and billed.customer is null and billed.deleted_at is null
        and not exists (select 1 from payment_owner owner where owner.account_id = billed.account_id and owner.ref = billed.ref)`,
    )
    .raw(),
)

/** The facts of payments that name no customer, each with what hangs on it. What hangs on one may be named in its stead. */
export function readUnownedFacts(db: ReadDb, account: Account, named: readonly string[]): CompanyFacts {
  const billed: BilledFact[] = []
  const prices = new Map<string, PriceFact>()
  const { accountId } = account
  const wholes = listWholes(db).all({ accountId, refs: JSON.stringify(named) }) as string[]
  const refs = JSON.stringify([...new Set([...named, ...wholes])])
  const rows = listUnowned(db).all({ accountId, refs }) as Row[]
  addBilled(db, account, [...rows, ...readOnPayments(db, accountId, rows)], { billed, prices, shelf: createPriceShelf(db) })
  return { billed, prices, usage: [], metered: [], recorded: [], assigned: new Map() }
}

function readOnPayments(db: ReadDb, accountId: number, rows: readonly Row[]): Row[] {
  const payments = rows.flatMap(([kind, ref]) => (kind === 'payment' ? [ref] : []))
  return payments.length === 0 ? [] : (listOnPayments(db).all({ accountId, payments: JSON.stringify(payments) }) as Row[])
}

interface Gathered {
  billed: BilledFact[]
  prices: Map<string, PriceFact>
  shelf: PriceShelf
}

function addBilled(db: ReadDb, link: Account, rows: readonly Row[], { billed, prices, shelf }: Gathered): void {
  const { provider, account } = link
  const earlier = readObservations(
    db,
    account,
    rows.flatMap(([kind, ref]) => (OBSERVED.has(kind) ? [ref] : [])),
  )
  for (const [kind, ref, createdAt, seenAt, stateAt, text] of rows) {
    const content = JSON.parse(text) as BilledContents[BilledKind]
    billed.push({ kind, provider, account, ref, createdAt, seenAt, stateAt, content, earlier: earlier.get(ref) ?? [] } as BilledFact)
    for (const price of listPriceRefs(kind, content)) {
      const key = toPriceKey(provider, price)
      if (prices.has(key)) continue
      const found = shelf.find(link, price)
      if (found) prices.set(key, found)
    }
  }
}

type Earlier = { at: Instant; content: BilledContents[BilledKind] }[]

/** Earlier states, oldest first, by object; one that never changed has none. */
function readObservations(db: ReadDb, account: string, refs: readonly string[]): Map<string, Earlier> {
  const byRef = new Map<string, Earlier>()
  if (refs.length === 0) return byRef
  for (const [ref, at, content] of listObservations(db).all({ account, refs: JSON.stringify(refs) }) as ObservationRow[]) {
    const known = byRef.get(ref) ?? []
    known.push({ at, content: JSON.parse(content) })
    byRef.set(ref, known)
  }
  return byRef
}

/** The prices that an object names. */
export function listPriceRefs(kind: BilledKind, content: BilledContents[BilledKind]): string[] {
  switch (kind) {
    case 'subscription':
      return (content as BilledContents['subscription']).items.map(({ price }) => price)
    case 'invoice':
    case 'checkout':
      return (content as BilledContents['invoice' | 'checkout']).lines.flatMap(({ price }) => price ?? [])
    case 'payment':
      return [(content as BilledContents['payment']).price ?? []].flat()
    default:
      return []
  }
}
