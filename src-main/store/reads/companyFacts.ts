import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { BilledContents, BilledKind } from '../../domain/billing/billedObject.ts'
import { type BilledFact, type CompanyFacts, type PriceFact, type ProductUsage, toPriceKey } from '../../domain/companyFacts.ts'
import type { RecordedFact } from '../../domain/recordedFact.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { billedObject, observation } from '../schema/billing.ts'
import { company, companyLink } from '../schema/companies.ts'
import { recordedFact } from '../schema/recorded.ts'
import { providerAccount } from '../schema/sync.ts'

type Row = Pick<typeof billedObject.$inferSelect, 'kind' | 'ref' | 'createdAt' | 'fetchedAt' | 'stateAt' | 'content'>

const fields = {
  kind: billedObject.kind,
  ref: billedObject.ref,
  createdAt: billedObject.createdAt,
  fetchedAt: billedObject.fetchedAt,
  stateAt: billedObject.stateAt,
  content: billedObject.content,
}

const listLinks = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({
      accountId: companyLink.accountId,
      customer: companyLink.ref,
      provider: providerAccount.provider,
      account: providerAccount.ref,
    })
    .from(companyLink)
    .innerJoin(providerAccount, eq(providerAccount.id, companyLink.accountId))
    .where(eq(companyLink.companyId, sql.placeholder('companyId')))
    .prepare(),
)

const findRef = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({ ref: company.ref })
    .from(company)
    .where(eq(company.id, sql.placeholder('companyId')))
    .prepare(),
)

const listOfCustomer = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select(fields)
    .from(billedObject)
    .where(
      and(
        eq(billedObject.accountId, sql.placeholder('accountId')),
        eq(billedObject.customer, sql.placeholder('customer')),
        isNull(billedObject.deletedAt),
      ),
    )
    .prepare(),
)

/** What hangs on a payment and names no customer: its refunds and disputes, and the page that it was made on. */
const listOnPayment = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select(fields)
    .from(billedObject)
    .where(
      and(
        eq(billedObject.accountId, sql.placeholder('accountId')),
        eq(billedObject.partOf, sql.placeholder('payment')),
        isNull(billedObject.customer),
        isNull(billedObject.deletedAt),
      ),
    )
    .prepare(),
)

const findPrice = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({ content: billedObject.content })
    .from(billedObject)
    .where(
      and(
        eq(billedObject.accountId, sql.placeholder('accountId')),
        eq(billedObject.ref, sql.placeholder('ref')),
        eq(billedObject.kind, 'price'),
      ),
    )
    .prepare(),
)

const listObservations = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({ at: observation.at, content: observation.content })
    .from(observation)
    .where(and(eq(observation.account, sql.placeholder('account')), eq(observation.ref, sql.placeholder('ref'))))
    .orderBy(observation.at, observation.id)
    .prepare(),
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

/** By hand: thousands of rows are read for one answer, and a builder's row objects would take most of its time. */
const listUsage = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select product, metric, key, quantity, at, dimension_name, dimension_value, source
      from usage_record where company = ? and product = coalesce(?, product)`,
    )
    .raw(),
)

/** Without notes: they change no figure. */
const listRecorded = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select()
    .from(recordedFact)
    .where(and(eq(recordedFact.company, sql.placeholder('company')), ne(recordedFact.kind, 'note')))
    .prepare(),
)

interface Account {
  accountId: number
  account: string
  provider: ProviderName
}

/** Kinds of which earlier states are kept. */
const OBSERVED: ReadonlySet<BilledKind> = new Set(['subscription', 'invoice', 'dispute'])

/** All that the figures of a company are derived from. @param product whose usage alone is read; null for that of all */
export function readCompanyFacts(db: ReadDb, companyId: number, product: string | null): CompanyFacts {
  const ref = findRef(db).get({ companyId })?.ref
  invariant(ref !== undefined, `company ${companyId} has a row`)
  const billed: BilledFact[] = []
  const prices = new Map<string, PriceFact>()
  for (const link of listLinks(db).all({ companyId })) {
    const rows: Row[] = listOfCustomer(db).all({ accountId: link.accountId, customer: link.customer })
    for (const { kind, ref: payment } of rows.filter((row) => row.kind === 'payment'))
      if (kind === 'payment') rows.push(...listOnPayment(db).all({ accountId: link.accountId, payment }))
    addBilled(db, link, rows, billed, prices)
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
  const recorded = listRecorded(db)
    .all({ company: ref })
    .map(
      ({ product: ofProduct, kind, key, at, source, content }) =>
        ({ company: ref, product: ofProduct, kind, key, at, source, content: JSON.parse(content) }) as RecordedFact,
    )
  return { billed, prices, usage, recorded }
}

/** The facts of payments that name no customer, each with what hangs on it. What hangs on one may be named in its stead. */
export function readUnownedFacts(db: ReadDb, account: Account, named: readonly string[]): CompanyFacts {
  const billed: BilledFact[] = []
  const prices = new Map<string, PriceFact>()
  const { accountId } = account
  const isOf = (refs: readonly string[]) => and(eq(billedObject.accountId, accountId), inArray(billedObject.ref, [...refs]))
  const wholes = db.drizzle.select({ partOf: billedObject.partOf }).from(billedObject).where(isOf(named)).all()
  const refs = [...new Set([...named, ...wholes.flatMap(({ partOf }) => partOf ?? [])])]
  const isNamed = and(isOf(refs), eq(billedObject.kind, 'payment'), isNull(billedObject.customer), isNull(billedObject.deletedAt))
  const rows: Row[] = db.drizzle.select(fields).from(billedObject).where(isNamed).all()
  for (const { ref } of rows.filter(({ kind }) => kind === 'payment')) rows.push(...listOnPayment(db).all({ accountId, payment: ref }))
  addBilled(db, account, rows, billed, prices)
  return { billed, prices, usage: [], recorded: [] }
}

function addBilled(db: ReadDb, link: Account, rows: readonly Row[], billed: BilledFact[], prices: Map<string, PriceFact>): void {
  const { provider, account, accountId } = link
  for (const { kind, ref, createdAt, fetchedAt, stateAt, content: text } of rows) {
    const content = JSON.parse(text) as BilledContents[BilledKind]
    const earlier = OBSERVED.has(kind) ? readObservations(db, account, ref) : []
    billed.push({ kind, provider, account, ref, createdAt, seenAt: fetchedAt, stateAt, content, earlier } as BilledFact)
    for (const price of listPriceRefs(kind, content)) {
      const key = toPriceKey(provider, price)
      if (prices.has(key)) continue
      const found = findPrice(db).get({ accountId, ref: price })
      if (found) prices.set(key, toPriceFact(db, provider, account, price, found.content))
    }
  }
}

function toPriceFact(db: ReadDb, provider: ProviderName, account: string, ref: string, text: string): PriceFact {
  const content = JSON.parse(text) as BilledContents['price']
  const before = readObservations(db, account, ref).toReversed() as { content: BilledContents['price'] }[]
  const lookupKeys = [content, ...before.map((each) => each.content)].flatMap(({ lookupKey }) => lookupKey ?? [])
  return { provider, ref, content, lookupKeys: [...new Set(lookupKeys)] }
}

function readObservations(db: ReadDb, account: string, ref: string) {
  return listObservations(db)
    .all({ account, ref })
    .map(({ at, content }) => ({ at, content: JSON.parse(content) as BilledContents[BilledKind] }))
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
