import type { InvoiceItemRecord, InvoicePaymentRecord, InvoiceRecord, LineRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import { toList } from './toList.ts'
import type { Wire } from './wire.ts'

export function renderInvoice(
  world: World,
  { own, lines, deleted: _deleted, automatically_finalizes_at, ...invoice }: InvoiceRecord,
): Wire {
  const customer = own.written?.customer ?? world.shelves.customer.find(invoice.customer)
  const subscription = own.subscription === null ? null : world.shelves.subscription.find(own.subscription)
  const isFinal = invoice.status_transitions.finalized_at !== null
  const page = `https://invoice.stripe.com/i/${world.accountId}/test_${invoice.id}`
  return {
    object: 'invoice',
    ...invoice,
    ...CONSTANT,
    account_name: 'Lantern Works',
    automatically_finalizes_at: invoice.status === 'draft' ? automatically_finalizes_at : null,
    customer_address: customer?.address ?? null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    hosted_invoice_url: isFinal ? page : null,
    invoice_pdf: isFinal ? `${page}/pdf` : null,
    lines: toList(
      lines.map((line) => renderLine(invoice.id, invoice.currency, line)),
      world.settings.innerListLimit,
      `/v1/invoices/${invoice.id}/lines`,
    ),
    parent: subscription && {
      quote_details: null,
      subscription_details: {
        metadata: own.written?.metadata ?? subscription.metadata,
        subscription: subscription.id,
        ...(own.prorated === null ? {} : { subscription_proration_date: own.prorated }),
      },
      type: 'subscription_details',
    },
    subtotal_excluding_tax: invoice.subtotal,
    total_excluding_tax: invoice.total,
    total_pretax_credit_amounts: lines.flatMap(renderPretaxCredits),
    webhooks_delivered_at: isFinal ? invoice.created : null,
  }
}

const CONSTANT = {
  account_country: 'US',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_shipping: 0,
  application: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: 'none',
  customer_tax_ids: [],
  default_source: null,
  default_tax_rates: [],
  footer: null,
  from_invoice: null,
  issuer: { type: 'self' },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  on_behalf_of: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  test_clock: null,
  total_taxes: [],
}

export function renderLine(invoice: string, currency: string, line: LineRecord): Wire {
  const { price, product, unit_amount_decimal, invoice_item, subscription_item, subscription, proration, credit_amounts, ...rest } = line
  return {
    object: 'line_item',
    ...rest,
    currency,
    discountable: !proration,
    discounts: [],
    invoice,
    livemode: false,
    parent: toLineParent(line),
    pretax_credit_amounts: renderPretaxCredits(line),
    pricing: price === null ? null : { price_details: { price, product }, type: 'price_details', unit_amount_decimal },
    quantity_decimal: line.quantity === null ? null : String(line.quantity),
    subscription,
    subtotal: line.amount,
    taxes: [],
  }
}

/** What is taken off before tax: discounts and billing credits. */
function renderPretaxCredits({ discount_amounts, credit_amounts }: LineRecord): Wire[] {
  return [
    ...discount_amounts.map(({ amount, discount }) => ({ amount, discount, type: 'discount' })),
    ...credit_amounts.map(({ amount, transaction }) => ({
      amount,
      credit_balance_transaction: transaction,
      type: 'credit_balance_transaction',
    })),
  ]
}

function toLineParent({ subscription_item, subscription, invoice_item, proration }: LineRecord): Wire | null {
  if (subscription_item !== null) {
    const details = { invoice_item, proration, proration_details: { credited_items: null }, subscription, subscription_item }
    return { invoice_item_details: null, subscription_item_details: details, type: 'subscription_item_details' }
  }
  if (invoice_item === null) return null
  const details = { invoice_item, proration, proration_details: { credited_items: null }, subscription }
  return { invoice_item_details: details, subscription_item_details: null, type: 'invoice_item_details' }
}

export function renderInvoiceItem({ own: _own, created, deleted: _deleted, ...item }: InvoiceItemRecord): Wire {
  const { subscription, price, product, unit_amount_decimal, ...rest } = item
  return {
    object: 'invoiceitem',
    ...rest,
    customer_account: null,
    date: created,
    discountable: !item.proration,
    discounts: [],
    livemode: false,
    net_amount: item.amount,
    parent:
      subscription === null
        ? null
        : { subscription_details: { subscription, subscription_item: _own.subscription_item }, type: 'subscription_details' },
    pricing: price === null ? null : { price_details: { price, product }, type: 'price_details', unit_amount_decimal },
    quantity_decimal: String(item.quantity),
    tax_rates: [],
    test_clock: null,
  }
}

export function renderInvoicePayment({ payment_intent, ...payment }: InvoicePaymentRecord): Wire {
  return {
    object: 'invoice_payment',
    ...payment,
    is_default: true,
    livemode: false,
    payment: { payment_intent, type: 'payment_intent' },
  }
}
