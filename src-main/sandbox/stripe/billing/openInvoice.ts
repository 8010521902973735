import type { InvoiceItemRecord, InvoiceRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import { change, put, schedule, type World } from '../world/createWorld.ts'
import { composeInvoice, type Draft } from './composeInvoice.ts'
import { listActive, removeDiscount } from './discounts.ts'
import { noteBilled } from './noteBilled.ts'

/** Puts a draft on its shelf, with what waited for it, and plans when it is finalised. */
export function openInvoice(world: World, draft: Draft, takesPending = true): InvoiceRecord {
  const pending = !takesPending ? [] : listPending(world, draft.customer.id, draft.subscription?.id ?? null)
  const composed = composeInvoice(world, { ...draft, lines: [...draft.lines, ...pending.map(toPendingLine)] })
  const id = world.ids.next('in_')
  const lines = composed.lines.map((line) => ({ ...line, id: world.ids.next('il_') }))
  const invoice = put(world, 'invoice', { ...composed, id, lines }, 'invoice.created')
  for (const item of pending) change(world, 'invoiceitem', item, { invoice: id })
  const { subscription } = draft
  if (subscription) subscription.items = noteBilled(subscription.items, invoice)
  for (const { coupon, discount } of listActive(
    world,
    invoice.total_discount_amounts.map((each) => each.discount),
  )) {
    // What is taken off once is taken off this one.
    if (coupon.duration === 'once') removeDiscount(world, discount.id)
  }
  if (invoice.automatically_finalizes_at !== null) schedule(world, invoice.automatically_finalizes_at, 'finalize', id)
  if (subscription) change(world, 'subscription', subscription, { latest_invoice: id })
  return invoice
}

/** What waits for the next invoice of a subscription, or of a customer where there is none. */
export function listPending(world: World, customer: string, subscription: string | null): readonly InvoiceItemRecord[] {
  return world.shelves.invoiceitem
    .of(customer)
    .filter((item) => item.invoice === null && !item.deleted && (item.subscription === null || item.subscription === subscription))
}

function toPendingLine(item: InvoiceItemRecord): NewLine {
  return {
    amount: item.amount,
    description: item.description ?? '',
    period: item.period,
    price: item.price,
    product: item.product,
    unit_amount_decimal: item.unit_amount_decimal,
    quantity: item.quantity,
    subscription: item.subscription,
    subscription_item: item.own.subscription_item,
    invoice_item: item.id,
    proration: item.proration,
    discount_amounts: [],
    credit_amounts: [],
    metadata: item.metadata,
  }
}

/** Keeps lines for the next invoice, each as an invoice item. */
export function keepPending(world: World, subscription: SubscriptionRecord, lines: readonly NewLine[]): void {
  for (const line of lines) {
    put(
      world,
      'invoiceitem',
      {
        id: world.ids.next('ii_'),
        created: world.now,
        customer: subscription.customer,
        subscription: subscription.id,
        amount: line.amount,
        currency: subscription.currency,
        description: line.description,
        period: line.period,
        price: line.price,
        product: line.product,
        unit_amount_decimal: line.unit_amount_decimal,
        quantity: line.quantity ?? 1,
        proration: line.proration,
        invoice: null,
        metadata: {},
        own: { subscription_item: line.subscription_item },
      },
      'invoiceitem.created',
    )
  }
}

/** Adds a line to a draft. */
export function addToDraft(world: World, invoice: InvoiceRecord, item: InvoiceItemRecord): void {
  const total = invoice.total + item.amount
  const owed = total < 0 ? 0 : Math.max(0, total + invoice.starting_balance)
  const to: Partial<InvoiceRecord> = {
    lines: [...invoice.lines, { ...toPendingLine(item), id: world.ids.next('il_') }],
    subtotal: invoice.subtotal + item.amount,
    total,
    amount_due: owed,
    amount_remaining: owed,
  }
  change(world, 'invoice', invoice, to, 'invoice.updated')
}
