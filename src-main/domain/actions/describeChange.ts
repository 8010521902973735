import type { PriceInterval } from '../../../src-shared/model/catalog.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { WishOf } from '../../../src-shared/model/wish.ts'
import type { ActionWorld } from './actionWorld.ts'
import { type Described, describe, instant, money, refuse, seen, text } from './described.ts'
import { type FoundSubscription, RUNNING, sawSubscription } from './findSubscription.ts'
import { listGains, listLossWords } from './listGains.ts'

const WORDS: Readonly<Record<PriceInterval, string>> = {
  month: 'by the month',
  quarter: 'by the quarter',
  year: 'by the year',
  once: 'once',
}

/** What a change of a subscription's plan would do. */
export function describeChange(world: ActionWorld, wish: WishOf<'subscription.change'>, found: FoundSubscription): Described {
  const { content, item, offer, catalog, name } = found
  const target = world.catalogOf(wish.offer.product)
  const plan = target && Object.hasOwn(target.plans, wish.offer.plan) ? target.plans[wish.offer.plan] : undefined
  const title = `Change ${name} to ${plan?.name ?? wish.offer.plan} ${WORDS[wish.offer.interval]} ${wish.when === 'now' ? 'now' : 'at the period’s end'}`
  const base = { product: wish.offer.product, saw: sawSubscription(found) }
  if (!target || !plan) return refuse(title, 'The catalog has no such plan.', 'Choose one of its plans.', base)
  if (!RUNNING.has(content.status) && content.status !== 'unpaid')
    return refuse(title, `The subscription is ${content.status}: its plan cannot be changed.`, 'Start a new one.', base)
  const price = world.findPrice(wish.provider, wish.offer, content.currency)
  if (!price || price.ref === null)
    return refuse(
      title,
      `${PROVIDER_TITLES[wish.provider]} has no price of ${plan.name} ${WORDS[wish.offer.interval]} in ${content.currency}.`,
      'Name the price in the catalog, or give the price its lookup key at the provider.',
      base,
    )
  if (price.ref === item.price) return refuse(title, 'It has this plan and this price already.', 'Choose another.', base)
  const check = world.check(wish.offer.product, wish.offer.plan)
  const amount = { amount: price.amount * (item.quantity ?? 1), currency: price.currency }
  const current = offer && catalog && Object.hasOwn(catalog.plans, offer.id) ? (catalog.plans[offer.id] ?? null) : null
  const effectAt = wish.when === 'now' ? world.at : item.periodEnd
  const described = describe(title, {
    ...base,
    check,
    saw: [
      ...base.saw,
      seen('period-end', 'Period ends', instant(item.periodEnd)),
      seen('target', 'Price of the new plan', money(amount)),
      seen('verdict', 'Check', text(check.verdict)),
    ],
    rows: [
      { name: 'plan', label: 'Plan', before: text(name), after: text(`${target.name} ${plan.name}`) },
      { name: 'price', label: `Amount ${WORDS[wish.offer.interval]}`, before: money(found.price), after: money(amount) },
      {
        name: 'period-end',
        label: 'Period ends',
        before: instant(item.periodEnd),
        after: wish.when === 'now' && offer?.interval !== wish.offer.interval ? text('a new period begins') : instant(item.periodEnd),
      },
    ],
    gained: listGains(target, current, plan),
    lost: listLossWords(target, current, plan),
    amount,
    atMost: amount,
    dueNow: wish.proration === 'none' || wish.when === 'period-end' ? { amount: 0, currency: amount.currency } : null,
    takesEffect: wish.when,
    effectAt,
    needsReason: check.verdict === 'unknown',
    needsAcknowledgement: check.kind === 'downgrade',
    order: {
      kind: 'subscription.change',
      subscription: wish.subscription,
      item: item.ref,
      price: price.ref,
      quantity: item.quantity,
      when: wish.when,
      proration: wish.proration,
    },
  })
  if (check.verdict === 'blocked')
    return {
      ...described,
      order: null,
      refusal: { reason: `The downgrade is blocked: ${check.steps.join('; ')}.`, hint: 'Do these first, or stay on the plan.' },
    }
  if (check.verdict === 'period-end' && wish.when === 'now')
    return {
      ...described,
      order: null,
      refusal: {
        reason: 'More is used of this period than the new plan allows.',
        hint: 'Change at the period’s end: what is used begins anew then.',
      },
    }
  return described
}
