import { AppError } from '../../src-shared/model/appError.ts'
import { toDecimalText } from '../../src-shared/model/money.ts'
import type { StripeSandbox } from './stripe/createStripe.ts'
import type { Wire } from './stripe/wire/wire.ts'
import { Refusal } from './stripe/world/refusal.ts'

/** What a card does when it is charged. */
export type CardKind = 'ok' | 'declines' | 'requires_action' | 'delayed' | 'none'

/** What can be bought, and by which price. */
export interface Offer {
  name: string
  id: string
  currency: string
  amount: number
  isOnce: boolean
}

/** A customer of the provider, with the name that people call it by. */
export interface Payer {
  ref: string
  name: string
}

interface WireList<T> {
  data: T[]
}

interface WireInvoice {
  id: string
  number: string | null
  amount_remaining: number
  currency: string
}

interface WireSubscription {
  id: string
  status: string
  default_payment_method: string | null
  items: WireList<{ id: string; price: { lookup_key: string | null } }>
}

interface WireCharge {
  id: string
  amount: number
  amount_refunded: number
  currency: string
  paid: boolean
}

const CARD_WORDS: Readonly<Record<Exclude<CardKind, 'none'>, string>> = {
  ok: 'that works',
  declines: 'that is declined',
  requires_action: 'whose bank asks back',
  delayed: 'that takes days',
}

/** Prices with a name by which a mirror knows them, in the order of their names. */
export function listOffers(stripe: StripeSandbox): Offer[] {
  return stripe.world.shelves.price.all
    .flatMap(({ id, lookup_key, currency, unit_amount, recurring, active }) =>
      lookup_key === null || !active
        ? []
        : [{ name: lookup_key, id, currency: currency.toUpperCase(), amount: unit_amount ?? 0, isOnce: recurring === null }],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Pays all invoices that are open. Refuses where there are none. */
export function payOpen(stripe: StripeSandbox, payer: Payer, card: CardKind | null): string[] {
  const { data } = stripe.act('invoices.list', { customer: payer.ref, status: 'open', limit: 100 }) as unknown as WireList<WireInvoice>
  if (data.length === 0)
    throw new AppError(
      'usage',
      `${payer.name} has no invoice open. Nothing was changed.`,
      'Let it buy something, such as trading.pro.month; or advance the clock to its next renewal.',
    )
  giveCard(stripe, payer, card ?? 'ok')
  return data.map(({ id, number, amount_remaining, currency }) => {
    const refusal = attempt(() => stripe.act('invoices.pay', {}, id))
    const title = `invoice ${number ?? id} of ${toText(amount_remaining, currency)}`
    return refusal === null ? `${payer.name} paid ${title}.` : `${payer.name} could not pay ${title}: ${refusal}`
  })
}

/** Buys a plan or a pack. Who has a plan of that product moves to the one that is bought. */
export function buy(stripe: StripeSandbox, payer: Payer, name: string, card: CardKind | null): string[] {
  const offer = findOffer(stripe, name)
  giveCard(stripe, payer, card ?? 'ok')
  const held = offer.isOnce ? null : findHeld(stripe, payer, offer)
  if (held) {
    const params = { items: [{ id: held.item, price: offer.id }], proration_behavior: 'always_invoice' }
    const refusal = attempt(() => stripe.act('subscriptions.update', params, held.subscription))
    return [
      refusal === null ? `${payer.name} moved from ${held.name} to ${offer.name}.` : `${payer.name} stayed on ${held.name}: ${refusal}`,
    ]
  }
  const mode = offer.isOnce ? 'payment' : 'subscription'
  const session = stripe.act('sessions.create', { mode, customer: payer.ref, line_items: [{ price: offer.id, quantity: 1 }] })
  const done = stripe.act('sessions.complete', {}, String(session['id']))
  return [toSentence(payer, offer.name, toText(offer.amount, offer.currency), done)]
}

function toSentence({ name }: Payer, what: string, amount: string, { status, payment_status }: Wire): string {
  if (status !== 'complete') return `${name} could not pay ${amount} for ${what}.`
  if (payment_status === 'unpaid') return `${name} bought ${what} for ${amount}; the money is on its way.`
  return `${name} paid ${amount} for ${what}.`
}

export function setCard(stripe: StripeSandbox, payer: Payer, card: CardKind): string[] {
  giveCard(stripe, payer, card)
  return [card === 'none' ? `${payer.name} has no card any more.` : `${payer.name} has a card ${CARD_WORDS[card]}.`]
}

/** Ends what a customer has: now, or with what is paid. */
export function cancel(stripe: StripeSandbox, payer: Payer, isNow: boolean): string[] {
  const live = listLive(stripe, payer)
  if (live.length === 0)
    throw new AppError('usage', `${payer.name} has no subscription that runs. Nothing was changed.`, 'Choose a company with one.')
  return live.map(({ id, items }) => {
    const plan = items.data[0]?.price.lookup_key ?? id
    if (isNow) stripe.act('subscriptions.cancel', {}, id)
    else stripe.act('subscriptions.update', { cancel_at_period_end: true }, id)
    return isNow ? `${payer.name} canceled ${plan}.` : `${payer.name} asked to end ${plan} with what is paid.`
  })
}

/** Gives the last payment back that can be, whole or so much of it (minor units). */
export function refund(stripe: StripeSandbox, payer: Payer, amount: number | null): string[] {
  const { data } = stripe.act('charges.list', { customer: payer.ref, limit: 100 }) as unknown as WireList<WireCharge>
  const charge = data.find((each) => each.paid && each.amount_refunded < each.amount)
  if (!charge)
    throw new AppError('usage', `${payer.name} has paid nothing that could be given back. Nothing was changed.`, 'Choose another.')
  const left = charge.amount - charge.amount_refunded
  if (amount !== null && amount > left)
    throw new AppError(
      'usage',
      `Of its last payment only ${toText(left, charge.currency)} can be given back. Nothing was changed.`,
      'Give a smaller amount, or none for all of it.',
    )
  stripe.act('refunds.create', { charge: charge.id, reason: 'requested_by_customer', ...(amount === null ? {} : { amount }) })
  return [`${payer.name} got ${toText(amount ?? left, charge.currency)} back.`]
}

function giveCard(stripe: StripeSandbox, payer: Payer, card: CardKind): void {
  stripe.act('customers.setCard', { kind: card }, payer.ref)
  // A subscription that was bought at checkout has a card of its own: it goes with the customer's from now on.
  for (const { id, default_payment_method } of listLive(stripe, payer))
    if (default_payment_method !== null) stripe.act('subscriptions.update', { default_payment_method: '' }, id)
}

function listLive(stripe: StripeSandbox, payer: Payer): WireSubscription[] {
  const { data } = stripe.act('subscriptions.list', { customer: payer.ref, limit: 100 }) as unknown as WireList<WireSubscription>
  return data.filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired')
}

/** The subscription of the same product, where there is one that can be moved. */
function findHeld(stripe: StripeSandbox, payer: Payer, offer: Offer): { subscription: string; item: string; name: string } | null {
  const product = offer.name.split('.')[0]
  for (const { id, status, items } of listLive(stripe, payer)) {
    const item = items.data.find(({ price }) => price.lookup_key?.split('.')[0] === product)
    if (item && status !== 'incomplete' && item.price.lookup_key !== offer.name)
      return { subscription: id, item: item.id, name: item.price.lookup_key ?? id }
  }
  return null
}

/** By the whole name of a price, or by what it begins with where only one does. */
function findOffer(stripe: StripeSandbox, name: string): Offer {
  const offers = listOffers(stripe)
  const exact = offers.find((offer) => offer.name === name)
  const [only, ...others] = offers.filter((offer) => offer.name.startsWith(`${name}.`))
  if (exact) return exact
  if (only && others.length === 0) return only
  const known = (only ? [only, ...others] : offers).map((offer) => offer.name)
  throw new AppError(
    'usage',
    `${only ? 'Several prices begin with' : 'Nothing is sold as'} "${name}". Nothing was changed.`,
    `There are: ${known.join(', ')}.`,
  )
}

/** What the bank or the provider said to it; null where it was done. */
function attempt(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

function toText(amount: number, currency: string): string {
  const code = currency.toUpperCase()
  return `${toDecimalText({ amount, currency: code })} ${code}`
}
