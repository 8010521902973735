import { AUTHENTICATION_FAILED } from '../payments/declines.ts'
import { cancelSetup, confirmSetup, createSetup, failSetup, succeedSetup } from '../payments/setUp.ts'
import { render } from '../wire/render.ts'
import { renderFailure, renderSetupIntent } from '../wire/renderPayments.ts'
import type { Wire } from '../wire/wire.ts'
import { change, get, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, oneOf, pairs, said, text } from '../world/params.ts'
import type { PaymentMethodRecord, SetupIntentRecord } from '../world/paymentRecords.ts'
import { Refusal, refuse } from '../world/refusal.ts'
import { findMethod } from './customers.ts'
import { happen, type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const CONFIRM = { payment_method: text, return_url: text, mandate_data: anything, payment_method_options: anything, use_stripe_sdk: flag }

export const SETUP_INTENTS: Readonly<Record<string, Operation>> = {
  'setupIntents.list': list(
    'setup_intent',
    '/v1/setup_intents',
    { payment_method: text },
    (setup, { payment_method }) => !payment_method || setup.payment_method === payment_method,
  ),
  'setupIntents.retrieve': retrieve('setup_intent', '/v1/setup_intents'),
  'setupIntents.create': write(
    'POST /v1/setup_intents',
    {
      ...CONFIRM,
      customer: text,
      confirm: flag,
      description: text,
      metadata: pairs,
      usage: oneOf('off_session', 'on_session'),
      automatic_payment_methods: anything,
      allowed_payment_method_types: listOf(text),
      payment_method_types: listOf(text),
    },
    (world, params) => {
      const customer = params.customer ? get(world, 'customer', params.customer, 'customer').id : null
      const method = params.payment_method ? findMethod(world, params.payment_method) : null
      if (params.confirm && !method) throw toMissing()
      const setup = createSetup(world, {
        customer,
        payment_method: method?.id ?? null,
        description: params.description ?? null,
        metadata: mergePairs({}, params.metadata),
        usage: params.usage ?? 'off_session',
      })
      return params.confirm && method ? confirm(world, setup, method) : renderSetupIntent(setup)
    },
  ),
  'setupIntents.update': write(
    'POST /v1/setup_intents/:id',
    { customer: text, description: text, metadata: pairs, payment_method: text },
    (world, params, id) => {
      const setup = get(world, 'setup_intent', id)
      const method = params.payment_method ? findMethod(world, params.payment_method).id : undefined
      if (method) mustBeOpen(setup)
      const to = said({
        customer: params.customer ? get(world, 'customer', params.customer, 'customer').id : undefined,
        description: params.description,
        metadata: params.metadata === undefined ? undefined : mergePairs(setup.metadata, params.metadata),
        payment_method: method,
        status: method ? ('requires_confirmation' as const) : undefined,
      })
      change(world, 'setup_intent', setup, to)
      return renderSetupIntent(setup)
    },
  ),
  'setupIntents.confirm': write('POST /v1/setup_intents/:id/confirm', CONFIRM, (world, params, id) => {
    const setup = get(world, 'setup_intent', id)
    const method = params.payment_method
      ? findMethod(world, params.payment_method)
      : setup.payment_method === null
        ? null
        : get(world, 'payment_method', setup.payment_method)
    if (!method) throw toMissing()
    return confirm(world, setup, method)
  }),
  'setupIntents.cancel': write('POST /v1/setup_intents/:id/cancel', { cancellation_reason: text }, (world, params, id) => {
    const setup = get(world, 'setup_intent', id)
    mustBeOpen(setup)
    cancelSetup(world, setup, params.cancellation_reason ?? 'requested_by_customer')
    return renderSetupIntent(setup)
  }),
  /** The payer answers their bank's question, or fails to. */
  'setupIntents.authenticate': happen({ allowed: flag }, (world, params, id) => {
    const setup = get(world, 'setup_intent', id)
    if (setup.status !== 'requires_action') return renderSetupIntent(setup)
    if (params.allowed === false) failSetup(world, setup, { ...AUTHENTICATION_FAILED, code: 'setup_intent_authentication_failure' })
    else succeedSetup(world, setup)
    return renderSetupIntent(setup)
  }),
}

/** What the bank refuses is answered with 402. */
function confirm(world: World, setup: SetupIntentRecord, method: PaymentMethodRecord): Wire {
  mustBeOpen(setup)
  const outcome = confirmSetup(world, setup, method)
  if (outcome !== 'failed' || !setup.last_setup_error) return renderSetupIntent(setup)
  throw new Refusal(402, { ...renderFailure(setup.last_setup_error), setup_intent: render(world, 'setup_intent', setup) })
}

function mustBeOpen({ status }: SetupIntentRecord): void {
  if (status === 'succeeded' || status === 'canceled')
    throw refuse(
      `This SetupIntent has a status of ${status} and cannot be changed in this way.`,
      undefined,
      'setup_intent_unexpected_state',
    )
}

function toMissing(): Refusal {
  return refuse("You cannot confirm this SetupIntent because it's missing a payment method.", undefined, 'setup_intent_unexpected_state')
}
