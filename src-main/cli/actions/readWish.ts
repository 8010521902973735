import type { WishInput } from '../../../src-shared/contract/wish.ts'
import type { ActionKind } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import { parseDecimalText } from '../../../src-shared/model/money.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { readNamedOffer } from '../readOffer.ts'
import { readChoice, readInstant, readInstantOrNull, readNeeded, readProvider, readWhole, wrongUse } from '../readOptions.ts'
import type { ActionFinder } from './actionFinder.ts'
import { type ActionOptions, CAUSES, PRORATIONS, refuseOthers } from './actionOptions.ts'

const MOST = 1_000_000_000_000
const MOST_QUANTITY = 100_000
const MOST_MINUTES = 6_000_000
const SELLERS = ['stripe', 'paystack'] as const

/** What is wanted, as a command line says it. What it leaves out is looked for, and refused where more than one could be meant. */
export async function readWish(kind: ActionKind, options: ActionOptions, finder: ActionFinder): Promise<WishInput> {
  refuseOthers(kind, options)
  const named = options.provider === undefined ? undefined : readProvider(options.provider)
  const offer = () => readNamedOffer('--plan', options.plan, options.interval)
  const find = (of: 'subscription' | 'customer' | 'invoice' | 'payment', ref: string | undefined) =>
    finder.find(of, { provider: named, ref })
  switch (kind) {
    case 'subscription.create': {
      const sold = { offer: offer(), ...readSold(options), ...readBeginning(options) }
      const { provider, ref } = await find('customer', options.customer)
      return { kind, provider: readChoice('provider with subscriptions', provider, SELLERS), customer: ref, ...sold }
    }
    case 'subscription.change': {
      const when = readChoice('time for a change', readNeeded('--when WHEN', options.when), ['now', 'period-end'])
      const change = { offer: offer(), when, ...readProration(options) }
      return { kind, ...(await findSubscription()), ...change }
    }
    case 'subscription.cancel': {
      const end = readEnd(readNeeded('--when WHEN', options.when))
      return { kind, ...(await findSubscription()), ...end }
    }
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.keep':
      return { kind, ...(await findSubscription()) }
    case 'trial.extend': {
      const until = readInstant(readNeeded('--until INSTANT', options.until))
      return { kind, ...(await findSubscription()), until }
    }
    case 'coupon.apply': {
      const coupon = readNeeded('--coupon REF', options.coupon)
      return { kind, ...(await findSubscription()), coupon }
    }
    case 'invoice.retry':
    case 'invoice.void': {
      const { provider, ref } = await find('invoice', options.invoice)
      return { kind, provider, invoice: ref }
    }
    case 'payment.refund': {
      const cause = options.cause === undefined ? 'requested' : readChoice('cause', options.cause, CAUSES)
      const { provider, ref } = await find('payment', readNeeded('--payment REF', options.payment))
      return { kind, provider, payment: ref, amount: await readAmount(options, ref, finder), cause }
    }
    case 'payment.push': {
      const phone = readNeeded('--phone NUMBER', options.phone)
      const sold = offer()
      return { kind, provider: named ?? (await finder.findPusher()), phone, offer: sold }
    }
    case 'link.checkout': {
      const sold = { offer: offer(), ...readSold(options) }
      return { kind, ...(await findCustomer()), ...sold }
    }
    case 'link.payment': {
      const sold = { offer: offer(), currency: readCurrency(options) }
      return { kind, ...(await findCustomer()), ...sold }
    }
    case 'link.portal':
    case 'account.create':
      return { kind, ...(await findCustomer()) }
    case 'pack.credit':
      return {
        kind,
        product: readNeeded('--product ID', options.product),
        minutes: readWhole('--minutes', readNeeded('--minutes N', options.minutes), 1, MOST_MINUTES),
        expiresAt: readInstant(readNeeded('--expires INSTANT', options.expires)),
      }
    case 'plan.override': {
      const until = readInstant(readNeeded('--until INSTANT', options.until))
      return { kind, plan: options.plan ?? null, ...readLimits(options), until }
    }
  }

  async function findSubscription(): Promise<{ provider: ProviderName; subscription: string }> {
    const { provider, ref } = await find('subscription', options.subscription)
    return { provider, subscription: ref }
  }

  async function findCustomer(): Promise<{ provider: ProviderName; customer: string }> {
    const { provider, ref } = await find('customer', options.customer)
    return { provider, customer: ref }
  }
}

function readEnd(text: string): { when: 'now' | 'period-end' | 'date'; at: Instant | null } {
  return text === 'now' || text === 'period-end' ? { when: text, at: null } : { when: 'date', at: readInstant(text) }
}

function readProration({ proration }: ActionOptions) {
  return proration === undefined ? {} : { proration: readChoice('way to charge a change', proration, PRORATIONS) }
}

function readBeginning({ trialUntil, start }: ActionOptions): { trialEnd: Instant | null; startAt: Instant | null } {
  return { trialEnd: readInstantOrNull(trialUntil), startAt: readInstantOrNull(start) }
}

function readSold(options: ActionOptions): { currency: string | null; quantity: number } {
  const { quantity } = options
  return { currency: readCurrency(options), quantity: quantity === undefined ? 1 : readWhole('--quantity', quantity, 1, MOST_QUANTITY) }
}

function readCurrency({ currency }: ActionOptions): string | null {
  if (currency === undefined) return null
  if (/^[A-Z]{3}$/.test(currency)) return currency
  throw wrongUse(`"${currency.slice(0, 20)}" is no currency.`, 'Write it in three capital letters, such as --currency KES.')
}

/** How many decimals an amount has is the currency's to say. */
async function readAmount(options: ActionOptions, payment: string, finder: ActionFinder): Promise<number | null> {
  const { amount } = options
  const named = readCurrency(options)
  if (amount === undefined) return null
  const currency = named ?? (await finder.findCurrency(payment))
  const money = parseDecimalText(amount, currency)
  if (money !== null && money.amount > 0) return money.amount
  throw wrongUse(`"${amount.slice(0, 40)}" is no amount of ${currency}.`, 'Write it with a point, such as --amount 20.00.')
}

/** A metric may be written with its product; one product it must be. */
function readLimits({ limit = [], plan, product }: ActionOptions): { limits: Record<string, Limit>; product: string | null } {
  const read = limit.map((text) => {
    const [, owner = '', metric = '', value = ''] = /^(?:([^.=]+)\.)?([^=]+)=(.+)$/.exec(text) ?? []
    if (metric === '') throw wrongUse(`"${text.slice(0, 80)}" is no limit.`, 'Write it as METRIC=N, such as --limit trading.seats=10.')
    return { owner, metric, value: value === 'unlimited' ? ('unlimited' as const) : readWhole('--limit METRIC=N', value, 0, MOST) }
  })
  // A plan may be named without its product, where one product alone has it.
  const ofPlan = plan?.includes('.') ? plan.split('.', 1) : []
  const owners = new Set([product ?? '', ...ofPlan, ...read.map(({ owner }) => owner)].filter((each) => each !== ''))
  if (plan === undefined && owners.size === 0)
    throw wrongUse('Nothing says of which product they are.', 'Add --product ID, or write --limit PRODUCT.METRIC=N.')
  if (read.length > 0 && owners.size > 1)
    throw wrongUse('They are of more than one product.', 'Grant each product’s in an action of its own.')
  const [owner = null] = owners
  return {
    limits: Object.fromEntries(read.map(({ metric, value }) => [metric, value])),
    product: plan === undefined ? owner : (product ?? null),
  }
}
