import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { BilledContents, BilledKind } from '../../domain/billing/billedObject.ts'
import { type BilledFact, type CompanyFacts, type PriceFact, type ProductUsage, toPriceKey } from '../../domain/companyFacts.ts'
import type { RecordedFact, RecordedKind } from '../../domain/recordedFact.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { createPriceShelf, type PriceShelf } from './priceShelf.ts'

/*
 * By hand: these are read for every company that a page touched, and a builder's row objects and a statement for each object would take
 * most of the time of its derivation.
 */

type Link = [accountId: number, customer: string, provider: ProviderName, account: string]

const findRef = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select ref from company where id = ?').pluck())

const listLinks = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select account_id, company_link.ref, provider, provider_account.ref
      from company_link join provider_account on provider_account.id = account_id where company_id = ?`,
    )
    .raw(),
)

type Row = [kind: BilledKind, ref: string, createdAt: Instant, fetchedAt: Instant, stateAt: Instant, content: string]

const FIELDS = 'billed.kind, billed.ref, billed.created_at, billed.fetched_at, billed.state_at, billed.content'

const listOfCustomer = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select ${FIELDS} from billed_object billed where account_id = ? and customer = ? and deleted_at is null`).raw(),
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
      `select product, metric, key, quantity, at, dimension_name, dimension_value, source
      from usage_record where company = ? and product = coalesce(?, product)`,
    )
    .raw(),
)

type RecordedRow = [product: string, kind: RecordedKind, key: string, at: Instant, source: string, content: string]

/** Without notes: they change no figure. */
const listRecorded = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare("select product, kind, key, at, source, content from recorded_fact where company = ? and kind <> 'note'").raw(),
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
  const ref = findRef(db).get(companyId) as string | undefined
  invariant(ref !== undefined, `company ${companyId} has a row`)
  const billed: BilledFact[] = []
  const prices = new Map<string, PriceFact>()
  for (const [accountId, customer, provider, account] of listLinks(db).all(companyId) as Link[]) {
    const rows = listOfCustomer(db).all(accountId, customer) as Row[]
    addBilled(db, { accountId, account, provider }, [...rows, ...readOnPayments(db, accountId, rows)], { billed, prices, shelf })
  }
  const usage = (listUsage(db).all(ref, product) as UsageRow[]).map(
    ([ofProduct, metric, key, quantity, at, name, value, source]): ProductUsage => ({
      product: ofProduct,
      metric,
      key,
      quantity,
      at,
      dimension: name === null || value === null ? null : { name, value },
      source,
    }),
  )
  const recorded = (listRecorded(db).all(ref) as RecordedRow[]).map(
    ([ofProduct, kind, key, at, source, content]) =>
      ({ company: ref, product: ofProduct, kind, key, at, source, content: JSON.parse(content) }) as RecordedFact,
  )
  return { billed, prices, usage, recorded }
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
        and billed.customer is null and billed.deleted_at is null`,
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
  return { billed, prices, usage: [], recorded: [] }
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
    default:
      return []
  }
}
