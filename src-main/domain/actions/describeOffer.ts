import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { WishedOffer, WishOf } from '../../../src-shared/model/wish.ts'
import type { ActionCustomer, ActionWorld } from './actionWorld.ts'
import { type Described, describe, instant, money, refuse, seen, text } from './described.ts'
import { listGains, listLossWords } from './listGains.ts'

type OfferWish = WishOf<'subscription.create'> | WishOf<'link.checkout'> | WishOf<'link.payment'>

/** What sells something anew. @param id of the action: what a provider knows the payment by is made of it */
export function describeOffer(world: ActionWorld, wish: OfferWish, id: string): Described {
  const { offer, provider } = wish
  const catalog = world.catalogOf(offer.product)
  const plan = catalog && Object.hasOwn(catalog.plans, offer.plan) ? catalog.plans[offer.plan] : undefined
  const pack = catalog && Object.hasOwn(catalog.packs, offer.plan) ? catalog.packs[offer.plan] : undefined
  const title = toTitle(wish, plan?.name ?? pack?.name ?? offer.plan)
  const customer = findCustomer(world, provider, wish.customer)
  const obstacle = world.findObstacle(provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'See what else is offered.')
  if (!customer) return refuseCustomer(title, provider, wish.customer)
  if (!catalog || (!plan && !pack)) return refuse(title, 'The catalog has no such plan or pack.', 'Choose one of its own.')
  const isRecurring = offer.interval !== 'once'
  if (wish.kind === 'subscription.create' && (!plan || !isRecurring))
    return refuse(title, 'Only a plan with an interval can be subscribed to.', 'Choose one, or make a link for a single payment.')
  const price = world.findPrice(provider, offer, wish.currency)
  if (!price || (price.ref === null && wish.kind !== 'link.payment'))
    return refuse(
      title,
      `${PROVIDER_TITLES[provider]} has no such price${wish.currency ? ` in ${wish.currency}` : ''}.`,
      'Name the price in the catalog, or give the price its lookup key at the provider.',
    )
  const quantity = 'quantity' in wish ? wish.quantity : 1
  const amount = { amount: price.amount * quantity, currency: price.currency }
  const { plan: current, status } = world.entitlementOf(offer.product)
  const now = current !== null && Object.hasOwn(catalog.plans, current) ? (catalog.plans[current] ?? null) : null
  const running = listRunning(world, offer)
  const from = wish.kind === 'subscription.create' ? (wish.trialEnd ?? wish.startAt) : null
  const isLink = wish.kind !== 'subscription.create'
  const base = {
    product: offer.product,
    saw: [
      seen('plan', 'Plan', text(current)),
      seen('status', 'Status', text(status)),
      seen('running', 'Subscriptions', { kind: 'number', number: running }),
      seen('price', 'Price', money(amount)),
    ],
    rows: plan
      ? [
          { name: 'plan', label: isLink ? 'Plan, once it is paid' : 'Plan', before: text(now?.name ?? null), after: text(plan.name) },
          { name: 'price', label: 'Amount', before: text(null), after: money(amount) },
        ]
      : [],
    gained: plan ? listGains(catalog, now, plan) : pack ? [`${pack.minutes / 60} hours`] : [],
    lost: plan ? listLossWords(catalog, now, plan) : [],
    amount,
    atMost: isLink ? null : amount,
    dueNow: isLink || from !== null ? { amount: 0, currency: amount.currency } : null,
    takesEffect: from === null || isLink ? ('now' as const) : ('date' as const),
    effectAt: isLink ? null : (from ?? world.at),
    warnings: plan && isRecurring && running > 0 ? ['It has a subscription of this product already: it would have two.'] : [],
    needsAcknowledgement: Boolean(plan) && isRecurring && running > 0,
  }
  if (from !== null && from <= world.at)
    return refuse(title, 'That is in the past.', 'Name a later instant, or leave it out to begin now.', base)
  switch (wish.kind) {
    case 'subscription.create':
      return describe(title, {
        ...base,
        order: {
          kind: wish.kind,
          customer: customer.ref,
          price: price.ref ?? '',
          quantity,
          trialEnd: wish.trialEnd,
          startAt: wish.startAt,
        },
      })
    case 'link.checkout':
      return describe(title, { ...base, order: { kind: wish.kind, customer: customer.ref, price: price.ref ?? '', quantity, isRecurring } })
    case 'link.payment':
      if (customer.email === null)
        return refuse(title, 'The customer has no e-mail, and its provider needs one.', 'Give it one at the provider.', base)
      return describe(title, {
        ...base,
        order: {
          kind: wish.kind,
          email: customer.email,
          amount,
          plan: `${offer.product}.${offer.plan}`,
          reference: toPaymentReference(id),
        },
      })
  }
}

/** What we name a payment by that we ask for: as unique as the action's id, and of the characters that Paystack takes. */
function toPaymentReference(id: string): string {
  return `TD-${id.replaceAll('_', '=')}`
}

export function describePortal(world: ActionWorld, wish: WishOf<'link.portal'>): Described {
  const title = 'Make a link to the customer’s own billing page'
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'See what else is offered.')
  const customer = findCustomer(world, wish.provider, wish.customer)
  if (!customer) return refuseCustomer(title, wish.provider, wish.customer)
  return describe(title, {
    effectAt: world.at,
    warnings: ['Whoever has the address can change how this customer pays. It is good for a few minutes.'],
    order: { kind: 'link.portal', customer: customer.ref },
  })
}

export function describeAccount(world: ActionWorld, wish: WishOf<'account.create'>): Described {
  const title = 'Give the company a virtual account'
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'See what else is offered.')
  const customer = findCustomer(world, wish.provider, wish.customer)
  if (!customer) return refuseCustomer(title, wish.provider, wish.customer)
  const accounts = world.countAccounts(wish.provider)
  const saw = [seen('accounts', 'Virtual accounts', { kind: 'number', number: accounts })]
  if (accounts > 0) return refuse(title, 'It has one already.', 'It stands on the company’s screen.', { saw })
  return describe(title, {
    saw,
    rows: [{ name: 'accounts', label: 'Virtual accounts', before: { kind: 'number', number: 0 }, after: { kind: 'number', number: 1 } }],
    gained: ['What is paid into the account is known to be this company’s'],
    effectAt: world.at,
    order: { kind: 'account.create', customer: customer.ref },
  })
}

function toTitle(wish: OfferWish, name: string): string {
  if (wish.kind === 'subscription.create') return `Start a subscription of ${name}${instant(wish.startAt).kind === 'none' ? '' : ' later'}`
  return wish.kind === 'link.checkout' ? `Make a checkout link for ${name}` : `Make a payment link for ${name}`
}

function findCustomer({ customers }: ActionWorld, provider: ProviderName, ref: string): ActionCustomer | null {
  return customers.find((each) => each.provider === provider && each.ref === ref && !each.isDeleted) ?? null
}

function refuseCustomer(title: string, provider: ProviderName, ref: string): Described {
  return refuse(title, `${PROVIDER_TITLES[provider]} has no customer ${ref} of this company.`, 'Name one of its customers there.')
}

/** How many subscriptions of the product run. */
function listRunning({ billing, at }: ActionWorld, { product }: WishedOffer): number {
  return billing.subscriptions.filter(
    ({ last, fact }) =>
      ['trialing', 'active', 'past-due', 'paused', 'unpaid'].includes(last.status) &&
      last.items.some(({ price }) => billing.offerOf(fact.provider, price, at)?.product === product),
  ).length
}
