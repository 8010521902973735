import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Catalogs } from '../catalogHistory.ts'
import type { BilledFact, BilledFactOf, CompanyFacts, PriceFact } from '../companyFacts.ts'
import { toPriceKey } from '../companyFacts.ts'
import { type Metered, readMetered } from '../usage/readMetered.ts'
import type { SubscriptionContent } from './billedObject.ts'
import { type BilledInvoice, readInvoice } from './invoiceAt.ts'
import { listPurchases, type Purchase } from './listPurchases.ts'
import type { Offer } from './matchPrice.ts'
import { matchPriceOnce } from './matchPriceOnce.ts'
import { takeKind } from './takeKind.ts'

/** A company's facts, in order and joined: what the rules look things up in. */
export interface Billing {
  /** What meters counted is among the usage. */
  facts: CompanyFacts
  metered: Metered
  catalogs: Catalogs
  subscriptions: readonly BilledSubscription[]
  invoices: readonly BilledInvoice[]
  /** What was bought once. */
  purchases: readonly Purchase[]
  /** What a price buys, by the catalogs in force at an instant; null where nobody knows. */
  offerOf(provider: BilledFact['provider'], price: string | null, at: Instant): Offer | null
}

export interface BilledSubscription {
  fact: BilledFactOf<'subscription'>
  /** All that is known of it, oldest first: each holds until the next. */
  states: readonly [SubscriptionState, ...SubscriptionState[]]
  last: SubscriptionContent
  /** Oldest first. */
  invoices: readonly BilledInvoice[]
}

export interface SubscriptionState {
  at: Instant
  content: SubscriptionContent
}

/** Joins a company's facts. Their order, and repetitions, do not matter. */
export function readBilling(facts: CompanyFacts, catalogs: Catalogs): Billing {
  const invoices = takeKind(facts.billed, 'invoice').map(readInvoice)
  const bySubscription = Map.groupBy(invoices, ({ provider, content }) => `${provider} ${content.subscription ?? ''}`)
  const subscriptions = takeKind(facts.billed, 'subscription').map((fact): BilledSubscription => {
    const last = { at: fact.stateAt, content: fact.content }
    const [first = last, ...more] = [...fact.earlier, last].map(toState).sort((a, b) => a.at - b.at)
    return { fact, states: [first, ...more], last: fact.content, invoices: bySubscription.get(`${fact.provider} ${fact.ref}`) ?? [] }
  })
  const unseen = new Map<string, PriceFact>()
  const offerOf: Billing['offerOf'] = (provider, price, at) => {
    if (price === null) return null
    const key = toPriceKey(provider, price)
    const found = facts.prices.get(key) ?? unseen.get(key) ?? toUnseen(provider, price)
    if (!facts.prices.has(key)) unseen.set(key, found)
    return matchPriceOnce(catalogs, found, at)
  }
  const metered = readMetered({ facts, catalogs, subscriptions, offerOf })
  return {
    facts: metered.records.length === 0 ? facts : { ...facts, usage: [...facts.usage, ...metered.records] },
    metered,
    catalogs,
    subscriptions,
    invoices,
    purchases: listPurchases(facts, invoices),
    offerOf,
  }
}

/** An end has a time of its own: what told us of it cannot be older. */
function toState({ at, content }: SubscriptionState): SubscriptionState {
  const { status, endedAt } = content
  return status === 'canceled' && endedAt !== null && endedAt > at ? { at: endedAt, content } : { at, content }
}

/** A price that the mirror does not have is known by its reference alone. */
function toUnseen(provider: BilledFact['provider'], ref: string): PriceFact {
  const unseen = { currency: '', amount: null, interval: null, isMetered: false, lookupKey: null, product: null, isActive: false }
  return { provider, ref, content: unseen, lookupKeys: [] }
}
