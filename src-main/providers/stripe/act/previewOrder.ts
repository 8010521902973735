import Stripe from 'stripe'
import { fromSeconds, type Instant, toSeconds } from '../../../../src-shared/model/instant.ts'
import type { Order, OrderOf } from '../../../domain/actions/order.ts'
import type { OrderPreview } from '../../acting.ts'
import type { Form, StripeAnswer } from '../createStripeClient.ts'
import { getCurrency, getItems, getWhole, readInstant, readText, readWhole, type Wire } from '../readWire.ts'
import { toDiscounts } from './applyCoupon.ts'
import type { Line } from './line.ts'
import { post, toChange, toNewItems, toPath, toTrial } from './toWrite.ts'

const PATH = '/v1/invoices/create_preview'
/** An invoice that is made later than this is not made at once. */
const AT_ONCE_SECONDS = 60

/** A subscription that ends bills nothing any more, and Stripe has no invoice to show. */
const NO_INVOICE: OrderPreview = { dueNow: null, dueNext: null, nextAt: null, lines: [] }

/** What an order would cost, by Stripe's own reckoning; null where it costs nothing by itself. Throws what the client throws. */
export async function previewOrder({ client }: Line, order: Order, at: Instant): Promise<OrderPreview | null> {
  switch (order.kind) {
    case 'subscription.create':
      return preview({ customer: order.customer, subscription_details: toNewItems(order) })
    case 'subscription.change':
      if (order.when === 'period-end') return previewLater(order)
      return preview({ subscription: order.subscription, subscription_details: toChange(order, { at }) })
    case 'trial.extend':
      return preview({ subscription: order.subscription, subscription_details: toTrial(order) })
    case 'subscription.resume':
      return preview({ subscription: order.subscription, subscription_details: { resume_at: 'now' } })
    case 'coupon.apply': {
      const subscription = await ask(toPath(order.subscription), ['discounts'])
      return preview({ subscription: order.subscription, discounts: toDiscounts(subscription, order.coupon) })
    }
    case 'subscription.cancel':
      // Nothing is given back, and what waits for an invoice is dropped.
      return order.when === 'now' ? toNothing(getCurrency(await ask(toPath(order.subscription)))) : null
    case 'invoice.retry': {
      const invoice = await ask(`/v1/invoices/${encodeURIComponent(order.invoice)}`)
      const currency = getCurrency(invoice)
      const amount = readWhole(invoice, 'amount_remaining') ?? getWhole(invoice, 'amount_due')
      return { dueNow: { amount, currency }, dueNext: null, nextAt: null, lines: toLines(invoice) }
    }
    case 'payment.refund': {
      const { amount, currency } = order.amount
      return { dueNow: { amount: -amount, currency }, dueNext: null, nextAt: null, lines: [] }
    }
    default:
      return null
  }

  async function ask(path: string, expand: readonly string[] = []): Promise<Wire> {
    return (await client.ask(path, { expand })).body
  }

  async function preview(form: Form): Promise<OrderPreview> {
    try {
      return toPreview(await client.tell(post(PATH, form), null))
    } catch (error) {
      if (error instanceof Stripe.errors.StripeError && error.code === 'invoice_upcoming_none') return NO_INVOICE
      throw error
    }
  }

  /** What comes again and again from the end of the period on. */
  async function previewLater({ subscription, item, price, quantity }: OrderOf<'subscription.change'>): Promise<OrderPreview> {
    const items = [{ id: item, price, ...(quantity === null ? {} : { quantity }) }]
    const now = await ask(toPath(subscription))
    const { body } = await client.tell(post(PATH, { subscription, preview_mode: 'recurring', subscription_details: { items } }), null)
    const changed = getItems(now, 'items').find((each) => readText(each, 'id') === item)
    return {
      ...toNothing(getCurrency(body)),
      dueNext: { amount: getWhole(body, 'amount_due'), currency: getCurrency(body) },
      nextAt: changed ? readInstant(changed, 'current_period_end') : null,
      lines: toLines(body),
    }
  }
}

/** An invoice that would be made now is charged now; a later one is the next. */
function toPreview({ body, answeredAt }: StripeAnswer): OrderPreview {
  const currency = getCurrency(body)
  const total = getWhole(body, 'total')
  // What is owed to the customer is kept for them, and not charged.
  const due = { amount: total < 0 ? total : getWhole(body, 'amount_due'), currency }
  const made = getWhole(body, 'created')
  const lines = toLines(body)
  if (made <= toSeconds(answeredAt) + AT_ONCE_SECONDS) return { dueNow: due, dueNext: null, nextAt: null, lines }
  return { dueNow: { amount: 0, currency }, dueNext: due, nextAt: fromSeconds(made), lines }
}

function toNothing(currency: string): OrderPreview {
  return { dueNow: { amount: 0, currency }, dueNext: null, nextAt: null, lines: [] }
}

function toLines(invoice: Wire): OrderPreview['lines'] {
  const currency = getCurrency(invoice)
  return getItems(invoice, 'lines').map((line) => ({
    text: readText(line, 'description') ?? '',
    amount: { amount: getWhole(line, 'amount'), currency },
  }))
}
