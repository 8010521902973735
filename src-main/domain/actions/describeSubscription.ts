import type { ProviderActionKind } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { WishOf } from '../../../src-shared/model/wish.ts'
import type { ActionWorld } from './actionWorld.ts'
import { describeChange } from './describeChange.ts'
import { type Described, describe, instant, refuse, seen, text } from './described.ts'
import { type FoundSubscription, findEnd, findSubscription, RUNNING, type SubscriptionWish, sawSubscription } from './findSubscription.ts'
import { listLossWords } from './listGains.ts'

export function describeSubscription(world: ActionWorld, wish: SubscriptionWish): Described {
  const found = findSubscription(world, wish)
  const bare = TITLES[wish.kind]
  if (!found)
    return refuse(
      bare,
      `${PROVIDER_TITLES[wish.provider]} has no subscription ${wish.subscription} of this company.`,
      'Sync the company, or name another.',
    )
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  const described = describeOne(world, wish, found)
  if (obstacle !== null)
    return { ...described, order: null, refusal: { reason: obstacle, hint: 'What can be done instead is offered beside it.' } }
  return described
}

const TITLES: Readonly<Record<SubscriptionWish['kind'], string>> = {
  'subscription.change': 'Change the plan',
  'subscription.pause': 'Pause the subscription',
  'subscription.resume': 'Resume the subscription',
  'subscription.cancel': 'Cancel the subscription',
  'subscription.keep': 'Keep the subscription',
  'trial.extend': 'Extend the trial',
  'coupon.apply': 'Apply a coupon',
} satisfies Partial<Record<ProviderActionKind, string>>

function describeOne(world: ActionWorld, wish: SubscriptionWish, found: FoundSubscription): Described {
  switch (wish.kind) {
    case 'subscription.change':
      return describeChange(world, wish, found)
    case 'subscription.pause':
      return describePause(world, wish.subscription, found)
    case 'subscription.resume':
      return describeResume(wish.subscription, found)
    case 'subscription.cancel':
      return describeCancel(world, wish, found)
    case 'subscription.keep':
      return describeKeep(wish.subscription, found)
    case 'trial.extend':
      return describeTrial(world.at, wish, found)
    case 'coupon.apply':
      return describeCoupon(wish, found)
  }
}

function describePause({ at }: ActionWorld, subscription: string, found: FoundSubscription): Described {
  const { content, name } = found
  const title = `Pause ${name}`
  const base = { product: found.offer?.product ?? null, saw: sawSubscription(found) }
  if (!RUNNING.has(content.status)) return refuse(title, `The subscription is ${content.status}.`, 'Only what runs can be paused.', base)
  return describe(title, {
    ...base,
    rows: [{ name: 'status', label: 'Status', before: text(content.status), after: text('paused') }],
    lost: ['Features are off while it is paused', 'Nothing that is counted by use is allowed while it is paused'],
    effectAt: at,
    needsAcknowledgement: true,
    order: { kind: 'subscription.pause', subscription },
  })
}

function describeResume(subscription: string, found: FoundSubscription): Described {
  const { content, name, price } = found
  const title = `Resume ${name}`
  const base = { product: found.offer?.product ?? null, saw: sawSubscription(found) }
  if (content.status !== 'paused')
    return refuse(title, `The subscription is ${content.status}, not paused.`, 'There is nothing to resume.', base)
  return describe(title, {
    ...base,
    rows: [{ name: 'status', label: 'Status', before: text('paused'), after: text('active') }],
    gained: ['Features and use of the plan'],
    amount: price,
    atMost: price,
    warnings: ['A new period begins, and its invoice is due at once.'],
    order: { kind: 'subscription.resume', subscription },
  })
}

function describeCancel({ at }: ActionWorld, wish: WishOf<'subscription.cancel'>, found: FoundSubscription): Described {
  const { content, item, name, offer, catalog } = found
  const end = wish.when === 'now' ? at : wish.when === 'period-end' ? item.periodEnd : wish.at
  const title = `Cancel ${name} ${wish.when === 'now' ? 'now' : wish.when === 'period-end' ? 'at the period’s end' : 'at a date'}`
  const base = {
    product: offer?.product ?? null,
    saw: [...sawSubscription(found), ...(wish.when === 'period-end' ? [seen('period-end', 'Period ends', instant(item.periodEnd))] : [])],
  }
  if (['canceled', 'incomplete-expired'].includes(content.status))
    return refuse(title, 'It has ended already.', 'There is nothing to cancel.', base)
  if (wish.when === 'date' && (wish.at === null || wish.at <= at))
    return refuse(title, 'It needs a date that is still to come.', 'Name a later one, or cancel now.', base)
  if (wish.when === 'period-end' && content.cancelsAtPeriodEnd)
    return refuse(title, 'It is set to end then already.', 'There is nothing to do.', base)
  const free = catalog?.freePlan ? (catalog.plans[catalog.freePlan] ?? null) : null
  const current = offer && catalog && Object.hasOwn(catalog.plans, offer.id) ? (catalog.plans[offer.id] ?? null) : null
  return describe(title, {
    ...base,
    rows: [
      {
        name: 'status',
        label: 'Status',
        before: text(content.status),
        after: text('canceled'),
      },
      { name: 'ends', label: 'Ends', before: instant(findEnd(found)), after: instant(end) },
      { name: 'plan', label: 'Plan after it', before: text(name), after: text(free ? free.name : 'none') },
    ],
    lost: catalog ? listLossWords(catalog, current, free) : [],
    takesEffect: wish.when,
    effectAt: end,
    needsAcknowledgement: true,
    order: { kind: 'subscription.cancel', subscription: wish.subscription, when: wish.when, at: wish.when === 'date' ? wish.at : null },
  })
}

function describeKeep(subscription: string, found: FoundSubscription): Described {
  const title = `Keep ${found.name}, which is set to end`
  const base = { product: found.offer?.product ?? null, saw: sawSubscription(found) }
  const end = findEnd(found)
  if (end === null || found.content.status === 'canceled') return refuse(title, 'It is not set to end.', 'There is nothing to undo.', base)
  return describe(title, {
    ...base,
    rows: [{ name: 'ends', label: 'Ends', before: instant(end), after: text('goes on') }],
    order: { kind: 'subscription.keep', subscription },
  })
}

function describeTrial(at: Instant, wish: WishOf<'trial.extend'>, found: FoundSubscription): Described {
  const { content, name } = found
  const title = `Extend the trial of ${name}`
  const base = {
    product: found.offer?.product ?? null,
    saw: [...sawSubscription(found), seen('trial-end', 'Trial ends', instant(content.trialEnd))],
  }
  if (content.status !== 'trialing' || content.trialEnd === null)
    return refuse(title, `The subscription is ${content.status}: there is no trial.`, 'Only a running trial can be extended.', base)
  if (wish.until <= content.trialEnd || wish.until <= at)
    return refuse(title, 'That is no later than it ends now.', 'Name a later instant.', base)
  return describe(title, {
    ...base,
    rows: [{ name: 'trial-end', label: 'Trial ends', before: instant(content.trialEnd), after: instant(wish.until) }],
    effectAt: wish.until,
    order: { kind: 'trial.extend', subscription: wish.subscription, until: wish.until },
  })
}

function describeCoupon(wish: WishOf<'coupon.apply'>, found: FoundSubscription): Described {
  const { content, name } = found
  const title = `Apply the coupon ${wish.coupon} to ${name}`
  const count = content.discounts.length
  const base = {
    product: found.offer?.product ?? null,
    saw: [...sawSubscription(found), seen('discounts', 'Discounts', { kind: 'number', number: count })],
  }
  if (!RUNNING.has(content.status)) return refuse(title, `The subscription is ${content.status}.`, 'Only what runs takes a coupon.', base)
  return describe(title, {
    ...base,
    rows: [
      { name: 'discounts', label: 'Discounts', before: { kind: 'number', number: count }, after: { kind: 'number', number: count + 1 } },
    ],
    order: { kind: 'coupon.apply', subscription: wish.subscription, coupon: wish.coupon },
  })
}
