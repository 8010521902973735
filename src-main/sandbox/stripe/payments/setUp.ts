import { change, put, tell, type World } from '../world/createWorld.ts'
import type { PaymentFailure, PaymentMethodRecord, SetupIntentRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'
import { closeSession } from './closeSession.ts'
import { toDecline } from './declines.ts'

/** An intent to keep a payment method for later, of which nobody has asked anything yet. */
export function createSetup(
  world: World,
  setup: Pick<SetupIntentRecord, 'customer'> &
    Partial<Pick<SetupIntentRecord, 'payment_method' | 'description' | 'metadata' | 'usage' | 'own'>>,
): SetupIntentRecord {
  const record: SetupIntentRecord = {
    id: world.ids.next('seti_'),
    created: world.now,
    status: setup.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    description: null,
    metadata: {},
    payment_method: null,
    usage: 'off_session',
    last_setup_error: null,
    cancellation_reason: null,
    own: { session: null },
    ...setup,
  }
  return put(world, 'setup_intent', record, 'setup_intent.created')
}

/** Asks a payment method's bank whether it may be kept. One that may is the customer's from now on. */
export function confirmSetup(
  world: World,
  setup: SetupIntentRecord,
  method: PaymentMethodRecord,
): 'succeeded' | 'failed' | 'requires_action' {
  const { behaviour } = method.own
  change(world, 'setup_intent', setup, { payment_method: method.id, last_setup_error: null })
  if (behaviour.kind === 'declines' && (behaviour.until === null || behaviour.until > world.now)) {
    failSetup(world, setup, toDecline(behaviour.code))
    return 'failed'
  }
  if (behaviour.kind === 'requires_action') {
    change(world, 'setup_intent', setup, { status: 'requires_action' })
    tell(world, 'setup_intent.requires_action', 'setup_intent', setup)
    return 'requires_action'
  }
  succeedSetup(world, setup)
  return 'succeeded'
}

export function succeedSetup(world: World, setup: SetupIntentRecord): void {
  const method = setup.payment_method === null ? null : world.shelves.payment_method.find(setup.payment_method)
  if (method && setup.customer !== null) giveMethod(world, method, setup.customer)
  change(world, 'setup_intent', setup, { status: 'succeeded' })
  tell(world, 'setup_intent.succeeded', 'setup_intent', setup)
  const session = setup.own.session === null ? null : world.shelves['checkout.session'].find(setup.own.session)
  if (session?.status === 'open') closeSession(world, session, { customer: setup.customer })
}

export function failSetup(world: World, setup: SetupIntentRecord, failure: PaymentFailure): void {
  change(world, 'setup_intent', setup, { status: 'requires_payment_method', last_setup_error: failure, payment_method: null })
  tell(world, 'setup_intent.setup_failed', 'setup_intent', setup)
}

export function cancelSetup(world: World, setup: SetupIntentRecord, reason: string | null): void {
  if (setup.status === 'succeeded' || setup.status === 'canceled') return
  change(world, 'setup_intent', setup, { status: 'canceled', cancellation_reason: reason })
  tell(world, 'setup_intent.canceled', 'setup_intent', setup)
}

/** Makes a payment method a customer's. Throws a `Refusal` where it is another's. */
export function giveMethod(world: World, method: PaymentMethodRecord, customer: string): void {
  if (method.customer === customer) return
  if (method.customer !== null)
    throw refuse(
      'The payment method you provided has already been attached to a customer.',
      'payment_method',
      'payment_method_unexpected_state',
    )
  change(world, 'payment_method', method, { customer })
  world.shelves.payment_method.adopt(method, customer)
  tell(world, 'payment_method.attached', 'payment_method', method)
}
