import { multiply } from '../billing/multiply.ts'
import { addToDraft } from '../billing/openInvoice.ts'
import { renderInvoiceItem } from '../wire/renderInvoice.ts'
import { change, get, put, tell } from '../world/createWorld.ts'
import { flag, mergePairs, must, pairs, part, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const PERIOD = part({ start: whole, end: whole })

export const INVOICE_ITEMS: Readonly<Record<string, Operation>> = {
  'invoiceItems.list': list(
    'invoiceitem',
    '/v1/invoiceitems',
    { invoice: text, pending: flag },
    (item, { invoice, pending }) => (!invoice || item.invoice === invoice) && (pending == null || (item.invoice === null) === pending),
  ),
  'invoiceItems.retrieve': retrieve('invoiceitem', '/v1/invoiceitems'),
  'invoiceItems.create': write(
    'POST /v1/invoiceitems',
    {
      customer: text,
      amount: whole,
      currency: text,
      description: text,
      invoice: text,
      subscription: text,
      quantity: whole,
      metadata: pairs,
      period: PERIOD,
      pricing: part({ price: text }),
      unit_amount_decimal: text,
      discountable: flag,
    },
    (world, params) => {
      const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
      const price = params.pricing?.price ? get(world, 'price', params.pricing.price, 'pricing[price]') : null
      const quantity = params.quantity ?? 1
      const unit = price?.unit_amount_decimal ?? params.unit_amount_decimal ?? null
      const amount = unit === null ? must(params.amount, 'amount') : multiply(unit, quantity)
      const invoice = params.invoice ? get(world, 'invoice', params.invoice, 'invoice') : null
      if (invoice && invoice.status !== 'draft') throw refuse('You can only add items to draft invoices.', 'invoice')
      const product = price && world.shelves.product.find(price.product)
      const item = put(
        world,
        'invoiceitem',
        {
          id: world.ids.next('ii_'),
          created: world.now,
          customer: customer.id,
          subscription: params.subscription ?? null,
          amount,
          currency: (price?.currency ?? params.currency ?? customer.currency ?? 'usd').toLowerCase(),
          description: params.description ?? product?.name ?? null,
          period: { start: params.period?.start ?? world.now, end: params.period?.end ?? world.now },
          price: price?.id ?? null,
          product: price?.product ?? null,
          unit_amount_decimal: unit ?? String(amount),
          quantity,
          proration: false,
          invoice: invoice?.id ?? null,
          metadata: mergePairs({}, params.metadata),
          own: { subscription_item: null },
        },
        'invoiceitem.created',
      )
      if (invoice) addToDraft(world, invoice, item)
      return renderInvoiceItem(item)
    },
  ),
  'invoiceItems.delete': write('DELETE /v1/invoiceitems/:id', {}, (world, _params, id) => {
    const item = get(world, 'invoiceitem', id)
    if (item.invoice !== null) throw refuse('You can only delete invoice items that no invoice has.')
    change(world, 'invoiceitem', item, { deleted: true })
    tell(world, 'invoiceitem.deleted', 'invoiceitem', item)
    return { id, object: 'invoiceitem', deleted: true }
  }),
}
