import type { Instant } from '../../../src-shared/model/instant.ts'
import { type Money, scaleMoney } from '../../../src-shared/model/money.ts'
import type { Discount, RecurringInterval, SubscriptionItem } from '../billing/billedObject.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import { toPriceKey } from '../companyFacts.ts'
import { addGrace, findGraceStart } from '../entitlement/findGrace.ts'
import { findWord, type Word } from '../entitlement/findWord.ts'

/** A fraction of a currency's minor unit; the denominator is above 0. */
interface Fraction {
  over: bigint
  under: bigint
}

const ONE_MILLION = 1_000_000n
const NOTHING: Fraction = { over: 0n, under: 1n }
/** A month is a twelfth of a year of 365 days, for intervals that are counted in days. */
const MONTHS_OF_DAYS: Fraction = { over: 365n, under: 12n }

/**
 * What a company's subscriptions bring in a month at an instant, by currency (domain.md, *Revenue*).
 *
 * Licensed items of active and grace subscriptions, amount times quantity less recurring discounts, brought to a month and rounded half to
 * even per subscription. Trials, paused ones, what is metered and what is paid once count 0. Currencies are never added.
 */
export function measureMonthlyRevenue(billing: Billing, at: Instant): Money[] {
  const sums = new Map<string, number>()
  for (const subscription of billing.subscriptions) {
    for (const { amount, currency } of measureSubscription(billing, subscription, at))
      sums.set(currency, (sums.get(currency) ?? 0) + amount)
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

function measureSubscription(billing: Billing, subscription: BilledSubscription, at: Instant): Money[] {
  const word = findWord(subscription, at)
  return word ? measureByWord(billing, subscription, word, at) : []
}

/** What one subscription brings in a month by the provider's word at an instant: one amount for each currency of its items, which is one as a rule. */
export function measureByWord(billing: Billing, subscription: BilledSubscription, word: Word, at: Instant): Money[] {
  if (!isBringing(billing, subscription, word, at)) return []
  const { discounts } = word.content
  const items = word.isObserved ? word.content.items : (listBilledItems(billing, subscription, at) ?? word.content.items)
  const byCurrency = Map.groupBy(
    items.filter(({ terms }) => terms.interval !== null && !terms.isMetered && terms.amount !== null),
    ({ terms }) => terms.currency,
  )
  return [...byCurrency].flatMap(([currency, licensed]) => {
    const gross = licensed.map((item) => discount(toMonthly(item), item.discounts, item, at)).reduce(add, NOTHING)
    const first = licensed[0]
    const net = first ? discount(gross, discounts, first, at) : gross
    const { amount } = scaleMoney({ amount: 1, currency }, net.over, net.under)
    return amount === 0 ? [] : [{ amount, currency }]
  })
}

/** Whether it is active or in grace. */
function isBringing(billing: Billing, subscription: BilledSubscription, word: Word, at: Instant): boolean {
  // A word that is not known here is taken for active, as in the entitlement.
  if (word.word === 'active' || word.word === 'unknown') return true
  const graceEnd = findGraceEnd(billing, subscription, word, at)
  return graceEnd !== null && at < graceEnd
}

/** Until when a subscription that is behind brings in something; of several plans the longest grace counts. Null for one that is not behind. */
export function findGraceEnd(billing: Billing, subscription: BilledSubscription, word: Word, at: Instant): Instant | null {
  if (word.word !== 'past-due') return null
  const { provider } = subscription.fact
  const periods = subscription.invoices.flatMap((invoice) =>
    invoice.content.lines.filter(({ isProration }) => !isProration).map(({ end }) => ({ end, invoice })),
  )
  const start = findGraceStart(subscription, periods, word, at)
  return word.content.items.reduce<Instant | null>((last, { price }) => {
    const end = addGrace(billing, billing.offerOf(provider, price, start), start)
    return last === null || end > last ? end : last
  }, null)
}

/** Before we first saw it, what it brought in is told by the paid lines that cover the instant; null where none does. */
function listBilledItems({ facts }: Billing, { fact, invoices }: BilledSubscription, at: Instant): SubscriptionItem[] | null {
  const lines = invoices
    .filter(({ times }) => times.paidAt !== null)
    .flatMap(({ content }) => content.lines.filter(({ isProration, start, end }) => !isProration && start <= at && at < end))
  const items = lines.flatMap(({ ref, price, quantity, start, end }): SubscriptionItem[] => {
    const terms = price === null ? undefined : facts.prices.get(toPriceKey(fact.provider, price))?.content
    return terms && price !== null ? [{ ref, price, terms, quantity, periodStart: start, periodEnd: end, discounts: [] }] : []
  })
  return items.length > 0 ? items : null
}

function toMonthly({ terms, quantity }: SubscriptionItem): Fraction {
  const amount = BigInt(terms.amount ?? 0) * BigInt(quantity ?? 1)
  return terms.interval ? bringToMonth({ over: amount, under: 1n }, terms.interval) : NOTHING
}

function bringToMonth({ over, under }: Fraction, { unit, count }: RecurringInterval): Fraction {
  // An interval of nothing comes to nothing.
  if (count < 1) return NOTHING
  const times = BigInt(count)
  switch (unit) {
    case 'month':
      return { over, under: under * times }
    case 'year':
      return { over, under: under * times * 12n }
    case 'week':
      return { over: over * MONTHS_OF_DAYS.over, under: under * MONTHS_OF_DAYS.under * times * 7n }
    case 'day':
      return { over: over * MONTHS_OF_DAYS.over, under: under * MONTHS_OF_DAYS.under * times }
  }
}

/** Takes off what is taken off every invoice then. An amount is taken off once an interval, and never more than there is. */
function discount(gross: Fraction, discounts: readonly Discount[], { terms }: SubscriptionItem, at: Instant): Fraction {
  return discounts
    .filter((each) => isRecurring(each, at))
    .reduce((left, { perMillion, amount, currency }): Fraction => {
      if (perMillion !== null)
        return { over: left.over * (ONE_MILLION - BigInt(Math.min(perMillion, 1_000_000))), under: left.under * ONE_MILLION }
      if (amount === null || terms.interval === null || (currency !== null && currency !== terms.currency)) return left
      const off = bringToMonth({ over: BigInt(-amount), under: 1n }, terms.interval)
      const rest = add(left, off)
      return rest.over < 0n ? NOTHING : rest
    }, gross)
}

function isRecurring({ isOnce, startsAt, endsAt }: Discount, at: Instant): boolean {
  return !isOnce && (startsAt === null || startsAt <= at) && (endsAt === null || at < endsAt)
}

function add(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under }
}
