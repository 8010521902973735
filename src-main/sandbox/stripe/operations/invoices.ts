import { toSubscriptionDraft } from '../billing/composeInvoice.ts'
import { finalizeInvoice } from '../billing/finalizeInvoice.ts'
import { openInvoice } from '../billing/openInvoice.ts'
import { attemptInvoice, dropInvoice, findMethod, markPaid } from '../billing/payInvoice.ts'
import { AUTHENTICATION_REQUIRED } from '../payments/declines.ts'
import { render } from '../wire/render.ts'
import { renderInvoice, renderInvoicePayment, renderLine } from '../wire/renderInvoice.ts'
import { renderFailure } from '../wire/renderPayments.ts'
import type { InvoiceRecord } from '../world/billingRecords.ts'
import { change, get, schedule, tell } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, pairs, part, said, text, whole } from '../world/params.ts'
import { Refusal, refuse } from '../world/refusal.ts'
import { attach } from './customers.ts'
import { type Operation, read, write } from './operation.ts'
import { PAGING, range, toPage } from './page.ts'
import { DISCOUNTS } from './readDiscounts.ts'
import { list, retrieve } from './shelfOperations.ts'

const METHOD = oneOf('charge_automatically', 'send_invoice')
const STATUS = oneOf('draft', 'open', 'paid', 'uncollectible', 'void')

export const INVOICES: Readonly<Record<string, Operation>> = {
  'invoices.list': list(
    'invoice',
    '/v1/invoices',
    { subscription: text, status: STATUS, collection_method: METHOD, due_date: range },
    (invoice, { subscription, status, collection_method }) =>
      (!subscription || invoice.own.subscription === subscription) &&
      (!status || invoice.status === status) &&
      (!collection_method || invoice.collection_method === collection_method),
  ),
  'invoices.retrieve': retrieve('invoice', '/v1/invoices'),
  'invoices.listLines': read('GET /v1/invoices/:id/lines', PAGING, (world, params, id) => {
    const invoice = get(world, 'invoice', id)
    // In the order in which they stand on it.
    const all = invoice.lines.map((line) => ({ ...line, created: 0 })).reverse()
    const url = `/v1/invoices/${id}/lines`
    return toPage(all, params, url, { render: ({ created: _created, ...line }) => renderLine(id, invoice.currency, line) })
  }),
  'invoices.create': write(
    'POST /v1/invoices',
    {
      customer: text,
      subscription: text,
      currency: text,
      auto_advance: flag,
      collection_method: METHOD,
      days_until_due: whole,
      description: text,
      metadata: pairs,
      discounts: DISCOUNTS,
      default_payment_method: text,
      pending_invoice_items_behavior: oneOf('include', 'exclude'),
      automatic_tax: anything,
      footer: text,
    },
    (world, params) => {
      const subscription = params.subscription ? get(world, 'subscription', params.subscription, 'subscription') : null
      const customer = get(world, 'customer', must(params.customer ?? subscription?.customer, 'customer'), 'customer')
      const terms = {
        lines: [],
        reason: 'manual',
        period: { start: world.now, end: world.now },
        isAdvancing: params.auto_advance === true,
        collection_method: params.collection_method ?? 'charge_automatically',
        daysUntilDue: params.days_until_due ?? null,
        description: params.description ?? null,
        metadata: mergePairs({}, params.metadata),
        default_payment_method: params.default_payment_method ?? null,
      } as const
      const draft = subscription
        ? toSubscriptionDraft(world, subscription, terms)
        : {
            ...terms,
            customer,
            subscription: null,
            currency: params.currency ?? customer.currency ?? 'usd',
            discounts: customer.discount === null ? [] : [customer.discount],
          }
      const invoice = openInvoice(world, draft, subscription !== null || params.pending_invoice_items_behavior === 'include')
      if (subscription) tell(world, 'customer.subscription.updated', 'subscription', subscription)
      return renderInvoice(world, invoice)
    },
  ),
  'invoices.update': write(
    'POST /v1/invoices/:id',
    {
      description: text,
      metadata: pairs,
      auto_advance: flag,
      collection_method: METHOD,
      days_until_due: whole,
      due_date: whole,
      default_payment_method: text,
      footer: text,
    },
    (world, params, id) => {
      const invoice = get(world, 'invoice', id)
      const { description, metadata, auto_advance, collection_method } = params
      const isWaiting = auto_advance === true && invoice.status === 'draft'
      const to = said({
        description,
        metadata: metadata === undefined ? undefined : mergePairs(invoice.metadata, metadata),
        auto_advance: auto_advance ?? undefined,
        collection_method: collection_method ?? undefined,
        automatically_finalizes_at: isWaiting
          ? world.now + world.settings.finalizesAfterSeconds
          : auto_advance === false
            ? null
            : undefined,
      })
      if (invoice.status !== 'draft' && collection_method)
        throw refuse('Finalized invoices cannot be updated in this way.', 'collection_method')
      if (isWaiting) schedule(world, world.now + world.settings.finalizesAfterSeconds, 'finalize', id)
      change(world, 'invoice', invoice, to, 'invoice.updated')
      return renderInvoice(world, invoice)
    },
  ),
  'invoices.delete': write('DELETE /v1/invoices/:id', {}, (world, _params, id) => {
    const invoice = get(world, 'invoice', id)
    if (invoice.status !== 'draft' || invoice.own.subscription)
      throw refuse('You can only delete draft invoices that are not part of a subscription.')
    change(world, 'invoice', invoice, { deleted: true })
    for (const item of world.shelves.invoiceitem.of(invoice.customer)) if (item.invoice === id) item.deleted = true
    tell(world, 'invoice.deleted', 'invoice', invoice)
    return { id, object: 'invoice', deleted: true }
  }),
  'invoices.finalize': write('POST /v1/invoices/:id/finalize', { auto_advance: flag }, (world, params, id) => {
    const invoice = get(world, 'invoice', id)
    if (!isDraft(invoice))
      throw refuse("This invoice is already finalized, you can't re-finalize a non-draft invoice.", undefined, 'invoice_not_editable')
    if (params.auto_advance != null) invoice.auto_advance = params.auto_advance
    finalizeInvoice(world, invoice, 'wait')
    // What advances by itself is charged about an hour after it was finalised by hand.
    if (invoice.status === 'open' && invoice.auto_advance && invoice.collection_method === 'charge_automatically') {
      const next_payment_attempt = world.now + world.settings.finalizesAfterSeconds
      change(world, 'invoice', invoice, { next_payment_attempt }, 'invoice.updated')
      schedule(world, next_payment_attempt, 'retry', id)
    }
    return renderInvoice(world, invoice)
  }),
  'invoices.pay': write(
    'POST /v1/invoices/:id/pay',
    { payment_method: text, paid_out_of_band: flag, off_session: flag, forgive: flag, source: text },
    (world, params, id) => {
      const invoice = get(world, 'invoice', id)
      if (invoice.status === 'draft') finalizeInvoice(world, invoice, 'wait')
      else if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
        throw refuse(invoice.status === 'paid' ? 'Invoice is already paid' : `Invoice is ${invoice.status}`, undefined, 'invoice_not_open')
      }
      if (!isOpen(invoice)) return renderInvoice(world, invoice)
      if (params.paid_out_of_band) {
        markPaid(world, invoice, 'out-of-band')
        return renderInvoice(world, invoice)
      }
      const method = params.payment_method ? attach(world, params.payment_method, invoice.customer).id : findMethod(world, invoice)
      if (method === null)
        throw refuse('There is no `default_payment_method` set on this Customer or Invoice. Please set one.', undefined, 'resource_missing')
      const outcome = attemptInvoice(world, invoice, method)
      if (outcome === 'succeeded' || outcome === 'processing') return renderInvoice(world, invoice)
      const intent = invoice.own.payment === null ? null : world.shelves.payment_intent.find(invoice.own.payment)
      const failure = intent?.last_payment_error ?? AUTHENTICATION_REQUIRED
      throw new Refusal(402, { ...renderFailure(failure), ...(intent ? { payment_intent: render(world, 'payment_intent', intent) } : {}) })
    },
  ),
  'invoices.send': write('POST /v1/invoices/:id/send', {}, (world, _params, id) => {
    const invoice = get(world, 'invoice', id)
    if (invoice.status === 'draft') finalizeInvoice(world, invoice, 'wait')
    else tell(world, 'invoice.sent', 'invoice', invoice)
    return renderInvoice(world, invoice)
  }),
  'invoices.void': write('POST /v1/invoices/:id/void', {}, (world, _params, id) => {
    const invoice = get(world, 'invoice', id)
    if (!isOpen(invoice)) throw refuse(`You can only pass in open invoices. This invoice isn't open.`)
    dropInvoice(world, invoice, 'void')
    return renderInvoice(world, invoice)
  }),
  'invoices.markUncollectible': write('POST /v1/invoices/:id/mark_uncollectible', {}, (world, _params, id) => {
    const invoice = get(world, 'invoice', id)
    if (invoice.status !== 'open') throw refuse(`You can only pass in open invoices. This invoice isn't open.`)
    dropInvoice(world, invoice, 'uncollectible')
    return renderInvoice(world, invoice)
  }),
  'invoicePayments.retrieve': retrieve('invoice_payment', '/v1/invoice_payments'),
  'invoicePayments.list': read(
    'GET /v1/invoice_payments',
    {
      ...PAGING,
      created: range,
      invoice: text,
      status: oneOf('open', 'paid', 'canceled'),
      payment: part({ type: text, payment_intent: text }),
    },
    (world, params) => {
      const intent = params.payment?.payment_intent ? world.shelves.payment_intent.find(params.payment.payment_intent) : null
      const of = params.invoice ?? intent?.own.invoice ?? null
      const shelf = world.shelves.invoice_payment
      const known =
        of === null
          ? params.payment
            ? []
            : shelf.all
          : (world.shelves.invoice.find(of)?.own.payments ?? []).flatMap((each) => shelf.find(each) ?? [])
      return toPage(known, params, '/v1/invoice_payments', {
        fits: (payment) => (!params.status || payment.status === params.status) && (!intent || payment.payment_intent === intent.id),
        render: renderInvoicePayment,
      })
    },
  ),
}

function isOpen({ status }: InvoiceRecord): boolean {
  return status === 'open' || status === 'uncollectible'
}

function isDraft({ status }: InvoiceRecord): boolean {
  return status === 'draft'
}
