import { afterIntent, authenticate, settleDebit } from '../billing/afterIntent.ts'
import { cancelIntent, chargeIntent, createIntent } from '../payments/chargeIntent.ts'
import { closeDispute, failRefund, openDispute, refundCharge } from '../payments/returns.ts'
import { render } from '../wire/render.ts'
import { renderDispute, renderFailure, renderPaymentIntent, renderRefund } from '../wire/renderPayments.ts'
import type { Wire } from '../wire/wire.ts'
import { change, get, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, must, oneOf, pairs, said, text, whole } from '../world/params.ts'
import type { ChargeRecord, PaymentIntentRecord } from '../world/paymentRecords.ts'
import { Refusal, refuse } from '../world/refusal.ts'
import { attach } from './customers.ts'
import { happen, type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const REASON = oneOf('duplicate', 'fraudulent', 'requested_by_customer')

const CONFIRM = { payment_method: text, off_session: flag, return_url: text, receipt_email: text, setup_future_usage: text }

export const PAYMENTS: Readonly<Record<string, Operation>> = {
  'paymentIntents.list': list('payment_intent', '/v1/payment_intents', {}),
  'paymentIntents.retrieve': retrieve('payment_intent', '/v1/payment_intents'),
  'paymentIntents.create': write(
    'POST /v1/payment_intents',
    {
      ...CONFIRM,
      amount: whole,
      currency: text,
      customer: text,
      confirm: flag,
      description: text,
      metadata: pairs,
      automatic_payment_methods: anything,
      allowed_payment_method_types: listOf(text),
      payment_method_types: listOf(text),
      capture_method: text,
      error_on_requires_action: flag,
    },
    (world, params) => {
      const amount = must(params.amount, 'amount')
      if (amount < 1) throw refuse('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
      const customer = params.customer ? get(world, 'customer', params.customer, 'customer') : null
      const method = params.payment_method ? attach(world, params.payment_method, customer?.id ?? null).id : null
      const intent = createIntent(world, {
        amount,
        currency: must(params.currency, 'currency').toLowerCase(),
        customer: customer?.id ?? null,
        description: params.description ?? null,
        metadata: mergePairs({}, params.metadata),
        payment_method: method,
        receipt_email: params.receipt_email ?? null,
        setup_future_usage: params.setup_future_usage ?? null,
        status: method === null ? 'requires_payment_method' : 'requires_confirmation',
      })
      return params.confirm ? confirm(world, intent, method ?? customer?.default_payment_method ?? null) : renderPaymentIntent(intent)
    },
  ),
  'paymentIntents.update': write(
    'POST /v1/payment_intents/:id',
    { ...CONFIRM, amount: whole, description: text, metadata: pairs },
    (world, params, id) => {
      const intent = get(world, 'payment_intent', id)
      if (intent.status === 'succeeded' && params.amount != null)
        throw refuse('You cannot change the amount of a PaymentIntent that has succeeded.', 'amount')
      const { description, metadata, amount } = params
      const method = params.payment_method ? attach(world, params.payment_method, intent.customer).id : undefined
      const to = said({
        description,
        amount: amount ?? undefined,
        payment_method: method,
        metadata: metadata === undefined ? undefined : mergePairs(intent.metadata, metadata),
      })
      change(
        world,
        'payment_intent',
        intent,
        method && intent.status === 'requires_payment_method' ? { ...to, status: 'requires_confirmation' } : to,
      )
      return renderPaymentIntent(intent)
    },
  ),
  'paymentIntents.confirm': write('POST /v1/payment_intents/:id/confirm', CONFIRM, (world, params, id) => {
    const intent = get(world, 'payment_intent', id)
    const customer = intent.customer === null ? null : world.shelves.customer.find(intent.customer)
    const method = params.payment_method
      ? attach(world, params.payment_method, intent.customer).id
      : (intent.payment_method ?? customer?.default_payment_method ?? null)
    return confirm(world, intent, method)
  }),
  'paymentIntents.cancel': write('POST /v1/payment_intents/:id/cancel', { cancellation_reason: text }, (world, params, id) => {
    const intent = get(world, 'payment_intent', id)
    if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing') throw toUnexpected(intent)
    cancelIntent(world, intent, params.cancellation_reason ?? 'requested_by_customer')
    return renderPaymentIntent(intent)
  }),
  /** The payer answers their bank's question, or fails to. */
  'paymentIntents.authenticate': happen({ allowed: flag }, (world, params, id) => {
    const intent = get(world, 'payment_intent', id)
    authenticate(world, intent, params.allowed !== false)
    return renderPaymentIntent(intent)
  }),
  /** A debit that is under way arrives now, and not in days. */
  'paymentIntents.settle': happen({}, (world, _params, id) => {
    const intent = get(world, 'payment_intent', id)
    settleDebit(world, intent)
    return renderPaymentIntent(intent)
  }),
  'charges.list': list(
    'charge',
    '/v1/charges',
    { payment_intent: text },
    (charge, { payment_intent }) => !payment_intent || charge.payment_intent === payment_intent,
  ),
  'charges.retrieve': retrieve('charge', '/v1/charges'),
  'refunds.list': list(
    'refund',
    '/v1/refunds',
    { charge: text, payment_intent: text },
    (refund, { charge, payment_intent }) =>
      (!charge || refund.charge === charge) && (!payment_intent || refund.payment_intent === payment_intent),
  ),
  'refunds.retrieve': retrieve('refund', '/v1/refunds'),
  'refunds.create': write(
    'POST /v1/refunds',
    { charge: text, payment_intent: text, amount: whole, reason: REASON, metadata: pairs },
    (world, params) => {
      const charge = findCharge(world, params)
      return renderRefund(refundCharge(world, charge, params.amount ?? null, params.reason ?? null, mergePairs({}, params.metadata)))
    },
  ),
  'refunds.update': write('POST /v1/refunds/:id', { metadata: pairs }, (world, params, id) => {
    const refund = get(world, 'refund', id)
    change(world, 'refund', refund, { metadata: mergePairs(refund.metadata, params.metadata) }, 'refund.updated')
    return renderRefund(refund)
  }),
  'refunds.fail': happen({ reason: text }, (world, params, id) => {
    const refund = get(world, 'refund', id)
    failRefund(world, refund, params.reason ?? 'expired_or_canceled_card')
    return renderRefund(refund)
  }),
  'disputes.list': list(
    'dispute',
    '/v1/disputes',
    { charge: text, payment_intent: text },
    (dispute, { charge, payment_intent }) =>
      (!charge || dispute.charge === charge) && (!payment_intent || dispute.payment_intent === payment_intent),
  ),
  'disputes.retrieve': retrieve('dispute', '/v1/disputes'),
  'disputes.open': happen({ charge: text, payment_intent: text, reason: text }, (world, params) =>
    renderDispute(openDispute(world, findCharge(world, params), params.reason ?? 'fraudulent')),
  ),
  'disputes.close': happen({ status: oneOf('won', 'lost') }, (world, params, id) => {
    const dispute = get(world, 'dispute', id)
    closeDispute(world, dispute, must(params.status, 'status'))
    return renderDispute(dispute)
  }),
}

/** Charges an intent on request: what the bank refuses is answered with 402. */
function confirm(world: World, intent: PaymentIntentRecord, method: string | null): Wire {
  if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing') throw toUnexpected(intent)
  if (method === null)
    throw refuse(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      undefined,
      'payment_intent_unexpected_state',
    )
  const outcome = chargeIntent(world, intent, method)
  afterIntent(world, intent, outcome)
  if (outcome !== 'failed' || !intent.last_payment_error) return renderPaymentIntent(intent)
  throw new Refusal(402, { ...renderFailure(intent.last_payment_error), payment_intent: render(world, 'payment_intent', intent) })
}

function toUnexpected({ status }: PaymentIntentRecord): Refusal {
  return refuse(
    `This PaymentIntent has a status of ${status} and cannot be changed in this way.`,
    undefined,
    'payment_intent_unexpected_state',
  )
}

function findCharge(
  world: World,
  params: { charge?: string | null | undefined; payment_intent?: string | null | undefined },
): ChargeRecord {
  if (params.charge) return get(world, 'charge', params.charge, 'charge')
  const intent = get(world, 'payment_intent', must(params.payment_intent, 'payment_intent'), 'payment_intent')
  if (intent.latest_charge === null) throw refuse(`PaymentIntent ${intent.id} does not have a successful charge.`, 'payment_intent')
  return get(world, 'charge', intent.latest_charge, 'charge')
}
