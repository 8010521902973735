import { readFileSync } from 'node:fs'
import type {
  BilledContents,
  BilledKind,
  InvoiceContent,
  InvoiceLine,
  PriceContent,
  RecurringInterval,
  SubscriptionContent,
  SubscriptionItem,
} from '../../../../src-main/domain/billing/billedObject.ts'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { listPaymentRows } from '../../../../src-main/domain/billing/listPaymentRows.ts'
import type { Catalogs, CatalogVersion } from '../../../../src-main/domain/catalogHistory.ts'
import {
  type BilledFact,
  type BilledFactOf,
  type CompanyFacts,
  type PriceFact,
  toPriceKey,
} from '../../../../src-main/domain/companyFacts.ts'
import { deriveEntitlement } from '../../../../src-main/domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../../../src-main/domain/entitlement/findHolding.ts'
import { listProducts } from '../../../../src-main/domain/entitlement/listProducts.ts'
import { readTimeline } from '../../../../src-main/domain/entitlement/readTimeline.ts'
import { toHoursFacts } from '../../../../src-main/domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../../../../src-main/domain/hours/deriveHours.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import { measureMonthlyRevenue } from '../../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { parseCatalogFile } from '../../../../src-shared/contract/parseCatalogFile.ts'
import type { Plan } from '../../../../src-shared/model/catalog.ts'
import { type Instant, parseInstant } from '../../../../src-shared/model/instant.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'

export const ZONE = 'Africa/Nairobi'
export const PRODUCTS = ['image-quota', 'estate-management', 'trading', 'threat-analytics', 'maintenance-hours']

/** An instant as it is written, `2026-03-01`, with or without its time of day in UTC. */
export function at(text: string): Instant {
  const instant = parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

function readTemplate(product: string): CatalogVersion {
  const result = parseCatalogFile(
    JSON.parse(readFileSync(new URL(`../../../../resources/catalogs/${product}.json`, import.meta.url), 'utf8')),
  )
  if (!result.ok) throw new Error(`${product} has faults`)
  return { from: null, catalog: result.value.catalog }
}

/** The five that ship. */
export const catalogs: Catalogs = new Map(PRODUCTS.map((product) => [product, { product, versions: [readTemplate(product)] }]))

const MONTHLY: RecurringInterval = { unit: 'month', count: 1 }

/** The price of `product.plan.interval`, by its lookup key, as a fact. */
export function makePrice(lookupKey: string, change: Partial<PriceContent> = {}): PriceFact {
  const word = lookupKey.split('.')[2]
  const interval =
    word === 'once'
      ? null
      : word === 'quarter'
        ? { unit: 'month' as const, count: 3 }
        : word === 'year'
          ? { unit: 'year' as const, count: 1 }
          : MONTHLY
  const content = { currency: 'USD', amount: 9900, interval, isMetered: false, lookupKey, product: null, isActive: true, ...change }
  return { provider: 'stripe', ref: toPriceRef(lookupKey), content, lookupKeys: [lookupKey] }
}

export function toPriceRef(lookupKey: string): string {
  return `price_${lookupKey}`
}

function makeFact<Kind extends BilledKind>(
  kind: Kind,
  ref: string,
  createdAt: Instant,
  content: BilledContents[Kind],
  seen?: Partial<BilledFactOf<Kind>>,
) {
  return {
    kind,
    provider: 'stripe',
    account: 'acct_1',
    ref,
    createdAt,
    seenAt: createdAt,
    stateAt: createdAt,
    content,
    earlier: [],
    ...seen,
  } as BilledFactOf<Kind>
}

export function makeItem(lookupKey: string, start: string, end: string, change: Partial<SubscriptionItem> = {}): SubscriptionItem {
  return {
    ref: 'si_1',
    price: toPriceRef(lookupKey),
    terms: makePrice(lookupKey).content,
    quantity: 1,
    periodStart: at(start),
    periodEnd: at(end),
    discounts: [],
    ...change,
  }
}

export function makeContent(items: SubscriptionItem[], change: Partial<SubscriptionContent> = {}): SubscriptionContent {
  return {
    status: 'active',
    currency: 'USD',
    startedAt: items[0]?.periodStart ?? at('2026-01-01'),
    endedAt: null,
    canceledAt: null,
    cancelAt: null,
    cancelsAtPeriodEnd: false,
    trialStart: null,
    trialEnd: null,
    pausedAt: null,
    isCollectionPaused: false,
    anchor: null,
    isInvoiceSent: false,
    discounts: [],
    items,
    ...change,
  }
}

/** A subscription with its states, oldest first: since when each was so, and what it was. */
export function makeSubscription(ref: string, states: [string, SubscriptionContent][]): BilledFactOf<'subscription'> {
  const [last, ...earlier] = states.map(([since, content]) => ({ at: at(since), content })).reverse()
  if (!last) throw new Error('a subscription has a state')
  return makeFact('subscription', ref, last.content.startedAt, last.content, { stateAt: last.at, earlier: earlier.reverse() })
}

export interface InvoiceGiven extends Partial<Omit<InvoiceContent, 'lines' | 'paidAt' | 'finalizedAt'>> {
  lookupKey?: string
  start: string
  end: string
  paid?: string | null
  finalized?: string
  lines?: InvoiceLine[]
  created?: string
}

/** An invoice of one line, paid at its start unless said otherwise. */
export function makeInvoice(ref: string, given: InvoiceGiven): BilledFactOf<'invoice'> {
  const { lookupKey = '', start, end, paid = start, finalized = start, lines, created = start, ...change } = given
  const amount = change.amountDue ?? 9900
  const content: InvoiceContent = {
    status: paid === null ? 'open' : 'paid',
    reason: 'renewal',
    number: null,
    subscription: 'sub_1',
    currency: 'USD',
    total: amount,
    amountDue: amount,
    amountPaid: paid === null ? 0 : amount,
    finalizedAt: at(finalized),
    paidAt: paid === null ? null : at(paid),
    voidedAt: null,
    uncollectibleAt: null,
    dueAt: null,
    attempts: 1,
    isFailing: false,
    nextAttemptAt: null,
    payments: [],
    lines: lines ?? [makeLine(`${ref}_line`, lookupKey, start, end, { amount })],
    ...change,
  }
  return makeFact('invoice', ref, at(created), content)
}

export function makeLine(ref: string, lookupKey: string, start: string, end: string, change: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    ref,
    price: toPriceRef(lookupKey),
    subscription: 'sub_1',
    item: 'si_1',
    amount: 9900,
    quantity: 1,
    start: at(start),
    end: at(end),
    isProration: false,
    description: null,
    ...change,
  }
}

export function makePayment(ref: string, paidAt: string, change: Partial<BilledContents['payment']> = {}): BilledFactOf<'payment'> {
  const amount = change.amount ?? 1000
  const isPaid = (change.status ?? 'succeeded') === 'succeeded'
  const content = {
    status: 'succeeded' as const,
    amount,
    amountReceived: isPaid ? amount : 0,
    currency: 'USD',
    succeededAt: isPaid ? at(paidAt) : null,
    failedAt: null,
    failure: null,
    plan: null,
    interval: null,
    description: null,
    ...change,
  }
  return makeFact('payment', ref, at(paidAt), content)
}

export function makeRefund(ref: string, payment: string, refundedAt: string, amount: number): BilledFactOf<'refund'> {
  return makeFact('refund', ref, at(refundedAt), { payment, charge: null, status: 'succeeded', amount, currency: 'USD', reason: null })
}

export function makeOverride(
  product: string,
  from: string,
  until: string,
  plan: string | null,
  limits: Record<string, Limit> = {},
): RecordedFact {
  const content = { plan, limits, until: at(until), reason: 'Agreed by telephone.' }
  return { company: 'co_1', product, kind: 'override', key: `override ${from}`, at: at(from), source: 'staff', content }
}

export function makeUse(product: string, metric: string, quantity: number, told: string, key = `${metric} ${told} ${quantity}`) {
  return { product, metric, key, quantity, at: at(told), dimension: null, source: 'staff' }
}

/** Facts of one company. Every price that its objects name is known by its lookup key. */
export function makeFacts(billed: BilledFact[], more: Partial<CompanyFacts> = {}): CompanyFacts {
  const keys = new Set<string>()
  const add = (price: string | null) => {
    if (price !== null) keys.add(price.slice('price_'.length))
  }
  for (const fact of billed) {
    if (fact.kind === 'subscription') for (const { content } of [...fact.earlier, fact]) for (const item of content.items) add(item.price)
    if (fact.kind === 'invoice' || fact.kind === 'checkout') for (const line of fact.content.lines) add(line.price)
  }
  const known = [...keys].filter((key) => key.split('.').length === 3)
  const prices = new Map(known.map((key) => [toPriceKey('stripe', toPriceRef(key)), makePrice(key)]))
  return {
    billed,
    usage: [],
    metered: [],
    recorded: [],
    assigned: new Map(),
    ...more,
    prices: new Map([...prices, ...(more.prices ?? [])]),
  }
}

export function entitle(facts: CompanyFacts, product: string, when: string, known: Catalogs = catalogs) {
  return deriveEntitlement(readTimeline(readProduct(readBilling(facts, known), product), at(when)), ZONE).entitlement
}

export function balance(facts: CompanyFacts, when: string, product = 'maintenance-hours', known: Catalogs = catalogs) {
  return deriveHours(toHoursFacts(readTimeline(readProduct(readBilling(facts, known), product), at(when))), at(when))
}

/** The same catalogs with another word on one plan. */
export function changePlan(known: Catalogs, product: string, plan: string, change: Partial<Plan>): Catalogs {
  const history = known.get(product)
  if (!history) throw new Error(`${product} has no catalog`)
  const versions = history.versions.map(({ from, catalog }) => {
    const before = catalog.plans[plan]
    return before ? { from, catalog: { ...catalog, plans: { ...catalog.plans, [plan]: { ...before, ...change } } } } : { from, catalog }
  })
  return new Map([...known, [product, { product, versions }]])
}

/** All that is answered about a company. */
export function answerAll(facts: CompanyFacts, when: Instant, known: Catalogs = catalogs) {
  const billing = readBilling(facts, known)
  const timelines = PRODUCTS.map((product) => readTimeline(readProduct(billing, product), when))
  return {
    entitlements: timelines.map((timeline) => deriveEntitlement(timeline, ZONE).entitlement),
    hours: timelines.map((timeline) => deriveHours(toHoursFacts(timeline), when)),
    products: listProducts(billing, when),
    payments: listPaymentRows(billing, when),
    revenue: measureMonthlyRevenue(billing, when),
  }
}
