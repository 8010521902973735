import type { Money } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { Wish, WishOf } from '../../../src-shared/model/wish.ts'
import { takeKind } from '../billing/takeKind.ts'
import type { BilledFactOf } from '../companyFacts.ts'
import { normalisePhone } from '../mpesa/normalisePhone.ts'
import type { ActionWorld } from './actionWorld.ts'
import { type Described, describe, instant, money, refuse, seen, text } from './described.ts'

export function describeInvoice(world: ActionWorld, wish: Extract<Wish, { invoice: string }>): Described {
  const isRetry = wish.kind === 'invoice.retry'
  const bare = isRetry ? 'Try to collect an invoice' : 'Void an invoice'
  const found = world.billing.invoices.find(({ provider, ref }) => provider === wish.provider && ref === wish.invoice)
  if (!found)
    return refuse(
      bare,
      `${PROVIDER_TITLES[wish.provider]} has no invoice ${wish.invoice} of this company.`,
      'Sync the company, or name another.',
    )
  const { status, amountDue, amountPaid, currency, number, attempts } = found.content
  const title = `${isRetry ? 'Collect' : 'Void'} invoice ${number ?? wish.invoice}`
  const due: Money = { amount: amountDue - amountPaid, currency }
  const saw = [seen('status', 'Status', text(status)), seen('due', 'Due', money(due))]
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'See what else is offered.', { saw })
  if (status !== 'open' && !(status === 'uncollectible' && !isRetry))
    return refuse(title, `The invoice is ${status}.`, isRetry ? 'Only an open invoice is collected.' : 'Only an open invoice is voided.', {
      saw,
    })
  return describe(title, {
    saw: isRetry ? [...saw, seen('attempts', 'Attempts', { kind: 'number', number: attempts })] : saw,
    rows: [
      { name: 'status', label: 'Status', before: text(status), after: text(isRetry ? 'paid, if it is not declined' : 'void') },
      { name: 'due', label: 'Due', before: money(due), after: money({ amount: 0, currency }) },
    ],
    lost: isRetry ? [] : ['Nobody is asked for it any more'],
    amount: due,
    atMost: isRetry ? due : null,
    dueNow: isRetry ? due : { amount: 0, currency },
    effectAt: world.at,
    needsReason: !isRetry,
    needsAcknowledgement: !isRetry,
    order: { kind: wish.kind, invoice: wish.invoice },
  })
}

export function describeRefund(world: ActionWorld, wish: WishOf<'payment.refund'>): Described {
  const paid = findPaid(world, wish)
  if (!paid)
    return refuse(
      'Refund a payment',
      `${PROVIDER_TITLES[wish.provider]} has no payment ${wish.payment} of this company that was made.`,
      'Choose one that succeeded.',
    )
  const { currency, amountReceived } = paid.content
  const left = { amount: amountReceived - sumReturned(world, paid), currency }
  const amount = { amount: wish.amount ?? left.amount, currency }
  const isWhole = amount.amount === left.amount
  const title = `Refund ${isWhole ? (left.amount === amountReceived ? 'a payment in full' : 'what is left of a payment') : 'a part of a payment'}`
  const saw = [seen('paid', 'Paid', money({ amount: amountReceived, currency })), seen('left', 'Left of it', money(left))]
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'It has to be given back by another way.', { saw })
  if (left.amount <= 0) return refuse(title, 'All of it went back already.', 'There is nothing left to refund.', { saw })
  if (amount.amount > left.amount)
    return refuse(title, 'That is more than is left of it.', 'Name a smaller amount, or leave it out for all of it.', { saw })
  const after = { amount: left.amount - amount.amount, currency }
  const isOnce = world.billing.purchases.some(
    ({ ref, provider }) => provider === wish.provider && (ref === wish.payment || ref === paid.ref),
  )
  return describe(title, {
    saw,
    rows: [
      { name: 'left', label: 'Left of the payment', before: money(left), after: money(after) },
      {
        name: 'refunded',
        label: 'Given back',
        before: money({ amount: amountReceived - left.amount, currency }),
        after: money({ amount: amountReceived - after.amount, currency }),
      },
    ],
    lost: isOnce && after.amount === 0 ? ['What the payment bought ends with it'] : [],
    amount,
    dueNow: { amount: -amount.amount, currency },
    effectAt: world.at,
    warnings: isOnce || after.amount > 0 ? [] : ['A subscription goes on: its refund changes nothing of it.'],
    needsReason: true,
    needsAcknowledgement: isOnce && after.amount === 0,
    order: { kind: 'payment.refund', payment: paid.ref, amount, cause: wish.cause },
  })
}

/** The payment that succeeded: named itself, or by the invoice that it paid. */
function findPaid({ billing }: ActionWorld, { provider, payment }: WishOf<'payment.refund'>): BilledFactOf<'payment'> | null {
  const payments = takeKind(billing.facts.billed, 'payment').filter(
    (fact) => fact.provider === provider && fact.content.status === 'succeeded',
  )
  const invoice = billing.invoices.find((each) => each.provider === provider && each.ref === payment)
  const ofInvoice = invoice?.content.payments.find((each) => each.isPaid && each.payment !== null)?.payment
  const viaCheckout = takeKind(billing.facts.billed, 'checkout').find(
    (each) => each.provider === provider && each.content.invoice === payment,
  )?.content.payment
  const refs = [payment, ofInvoice, viaCheckout]
  return payments.find(({ ref, content }) => refs.includes(ref) || (content.via?.id != null && refs.includes(content.via.id))) ?? null
}

/** What went back of a payment, or is on its way: what failed gave nothing back. */
function sumReturned({ billing }: ActionWorld, paid: BilledFactOf<'payment'>): number {
  if (paid.content.isReversed) return paid.content.amountReceived
  const names = [paid.ref, paid.content.via?.id ?? null]
  return takeKind(billing.facts.billed, 'refund')
    .filter(({ provider, content }) => provider === paid.provider && content.payment !== null && names.includes(content.payment))
    .filter(({ content }) => content.status === 'succeeded' || content.status === 'pending')
    .reduce((sum, { content }) => sum + content.amount, 0)
}

export function describePush(world: ActionWorld, wish: WishOf<'payment.push'>): Described {
  const phone = normalisePhone(wish.phone)
  const catalog = world.catalogOf(wish.offer.product)
  const sold = catalog && (catalog.plans[wish.offer.plan] ?? catalog.packs[wish.offer.plan])
  const title = `Ask ${phone ?? 'a phone'} to pay for ${sold?.name ?? wish.offer.plan}`
  const obstacle = world.findObstacle(wish.provider, wish.kind)
  if (obstacle !== null) return refuse(title, obstacle, 'Ask for the payment in another way.')
  if (phone === null)
    return refuse('Ask a phone to pay', 'That is no Kenyan mobile number.', 'Write it as 0712 345 678 or +254 712 345 678.')
  const price = catalog && world.findPrice(wish.provider, wish.offer, 'KES')
  if (!catalog || !sold || !price)
    return refuse(title, 'It has no price in Kenyan shillings.', 'Give the catalog one, or choose what has one.')
  const { plan, status, endsAt, period } = world.entitlementOf(wish.offer.product)
  const end = endsAt ?? period?.end ?? null
  const amount = { amount: price.amount, currency: price.currency }
  const isPlan = Object.hasOwn(catalog.plans, wish.offer.plan)
  const now = plan !== null && Object.hasOwn(catalog.plans, plan) ? catalog.plans[plan] : undefined
  return describe(title, {
    product: wish.offer.product,
    saw: [seen('plan', 'Plan', text(plan)), seen('status', 'Status', text(status)), seen('price', 'Price', money(amount))],
    rows: isPlan
      ? [
          { name: 'plan', label: 'Plan, once it is paid', before: text(now?.name ?? plan), after: text(sold.name) },
          { name: 'ends', label: 'Runs until', before: instant(end), after: text('a new term from the payment on') },
        ]
      : [],
    amount,
    dueNow: amount,
    atMost: amount,
    effectAt: null,
    warnings:
      isPlan && end !== null && end > world.at && plan !== catalog.freePlan
        ? ['It begins a new term at the payment: the rest of the running one lapses.']
        : [],
    order: { kind: 'payment.push', phone, amount, reference: world.code, description: toDescription(sold.name) },
  })
}

/** What a phone has room for: thirteen plain characters. */
function toDescription(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9 ]/g, '')
      .slice(0, 13)
      .trim() || 'Payment'
  )
}
