import { addDiscount, removeDiscount } from '../billing/discounts.ts'
import { endSubscription } from '../billing/endSubscription.ts'
import { isDecline } from '../payments/declines.ts'
import { giveMethod } from '../payments/setUp.ts'
import { render } from '../wire/render.ts'
import { renderCustomer } from '../wire/renderCustomer.ts'
import { change, get, put, tell, type World } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, pairs, part, said, text, whole } from '../world/params.ts'
import type { Behaviour, CustomerRecord, PaymentMethodRecord } from '../world/paymentRecords.ts'
import { refuse, refuseMissing } from '../world/refusal.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const FIELDS = {
  name: text,
  email: text,
  phone: text,
  description: text,
  metadata: pairs,
  balance: whole,
  address: anything,
  shipping: anything,
  tax_exempt: text,
  preferred_locales: anything,
  invoice_prefix: text,
  invoice_settings: part({ default_payment_method: text, custom_fields: anything, footer: text, rendering_options: anything }),
}

export const CUSTOMERS: Readonly<Record<string, Operation>> = {
  'customers.list': list(
    'customer',
    '/v1/customers',
    { email: text, test_clock: text },
    (customer, { email }) => !email || customer.email === email,
  ),
  'customers.retrieve': read('GET /v1/customers/:id', {}, (world, _params, id) => {
    const customer = world.shelves.customer.find(id)
    if (!customer) throw refuseMissing('customer', id)
    return renderCustomer(customer)
  }),
  'customers.create': write('POST /v1/customers', { ...FIELDS, payment_method: text, test_clock: text }, (world, params) => {
    const customer = put(
      world,
      'customer',
      {
        id: world.ids.next('cus_', 13),
        created: world.now,
        name: params.name ?? null,
        email: params.email ?? null,
        phone: params.phone ?? null,
        description: params.description ?? null,
        balance: params.balance ?? 0,
        currency: null,
        delinquent: false,
        invoice_prefix: params.invoice_prefix ?? world.ids.next('', 7).slice(1).toUpperCase(),
        next_invoice_sequence: 1,
        metadata: mergePairs({}, params.metadata),
        address: params.address ?? null,
        default_payment_method: null,
        discount: null,
      },
      'customer.created',
    )
    const method = params.payment_method ?? params.invoice_settings?.default_payment_method
    if (method) setMethod(world, customer, attach(world, method, customer.id))
    return renderCustomer(customer)
  }),
  'customers.update': write('POST /v1/customers/:id', { ...FIELDS, coupon: text, default_source: text }, (world, params, id) => {
    const customer = get(world, 'customer', id)
    const { name, email, phone, description, address, balance, invoice_prefix, metadata } = params
    const method = params.invoice_settings?.default_payment_method
    const to = said({
      name,
      email,
      phone,
      description,
      address,
      balance: balance ?? undefined,
      invoice_prefix: invoice_prefix ?? undefined,
      metadata: metadata === undefined ? undefined : mergePairs(customer.metadata, metadata),
      default_payment_method: method ? attach(world, method, customer.id).id : method,
    })
    change(world, 'customer', customer, to, 'customer.updated')
    if (params.coupon)
      change(world, 'customer', customer, {
        discount: addDiscount(world, { coupon: params.coupon, promotion_code: null }, { customer: id }),
      })
    return renderCustomer(customer)
  }),
  'customers.delete': write('DELETE /v1/customers/:id', {}, (world, _params, id) => {
    const customer = get(world, 'customer', id)
    for (const subscription of world.shelves.subscription.of(id)) endSubscription(world, subscription, null)
    change(world, 'customer', customer, { deleted: true })
    tell(world, 'customer.deleted', 'customer', customer)
    return renderCustomer(customer)
  }),
  'customers.deleteDiscount': write('DELETE /v1/customers/:id/discount', {}, (world, _params, id) => {
    const { discount } = get(world, 'customer', id)
    if (discount === null) throw refuseMissing('discount', id)
    removeDiscount(world, discount)
    return { id: discount, object: 'discount', deleted: true }
  }),
  'paymentMethods.retrieve': retrieve('payment_method', '/v1/payment_methods'),
  'paymentMethods.list': list('payment_method', '/v1/payment_methods', { type: text }),
  'paymentMethods.attach': write('POST /v1/payment_methods/:id/attach', { customer: text }, (world, params, id) => {
    const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
    return render(world, 'payment_method', attach(world, id, customer.id))
  }),
  /** Gives a customer another card, and what it will do when it is charged; `none` takes it away. */
  'customers.setCard': happen(
    { kind: oneOf('ok', 'declines', 'requires_action', 'delayed', 'none'), code: text, until: whole, days: whole, fails: flag },
    (world, params, id) => {
      const customer = get(world, 'customer', id)
      const kind = must(params.kind, 'kind')
      if (kind === 'none') change(world, 'customer', customer, { default_payment_method: null }, 'customer.updated')
      else setMethod(world, customer, addMethod(world, toBehaviour(kind, params), customer.id))
      return renderCustomer(customer)
    },
  ),
}

interface Card {
  code?: string | null | undefined
  until?: number | null | undefined
  days?: number | null | undefined
  fails?: boolean | null | undefined
}

export function toBehaviour(kind: Behaviour['kind'], { code, until, days, fails }: Card): Behaviour {
  switch (kind) {
    case 'declines':
      if (code && !isDecline(code)) throw refuse(`No such decline code: ${code}`, 'code')
      return { kind, code: code ?? 'generic_decline', until: until ?? null }
    case 'delayed':
      return { kind, days: days ?? 4, fails: fails ?? false }
    default:
      return { kind }
  }
}

/** Stripe's payment methods for tests, by what they do. */
const TEST_METHODS: Readonly<Record<string, Behaviour>> = {
  pm_card_visa: { kind: 'ok' },
  pm_card_mastercard: { kind: 'ok' },
  pm_card_chargeDeclined: { kind: 'declines', code: 'generic_decline', until: null },
  pm_card_chargeCustomerFail: { kind: 'declines', code: 'generic_decline', until: null },
  pm_card_visa_chargeDeclinedInsufficientFunds: { kind: 'declines', code: 'insufficient_funds', until: null },
  pm_card_chargeDeclinedExpiredCard: { kind: 'declines', code: 'expired_card', until: null },
  pm_card_threeDSecure2Required: { kind: 'requires_action' },
  pm_card_authenticationRequired: { kind: 'requires_action' },
  pm_usBankAccount: { kind: 'delayed', days: 4, fails: false },
}

/** A payment method of a customer's: one that is known, or a new one of Stripe's test names. */
export function attach(world: World, id: string, customer: string | null): PaymentMethodRecord {
  const behaviour = TEST_METHODS[id]
  if (behaviour) return addMethod(world, behaviour, customer)
  const method = findMethod(world, id)
  if (customer !== null) giveMethod(world, method, customer)
  return method
}

/** A payment method that is known, or a new one of Stripe's test names that is nobody's yet. */
export function findMethod(world: World, id: string): PaymentMethodRecord {
  const behaviour = TEST_METHODS[id]
  if (behaviour) return addMethod(world, behaviour, null)
  const method = world.shelves.payment_method.find(id)
  if (!method) throw refuseMissing('PaymentMethod', id, 'payment_method')
  return method
}

export function addMethod(world: World, behaviour: Behaviour, customer: string | null): PaymentMethodRecord {
  const id = world.ids.next('pm_')
  return put(
    world,
    'payment_method',
    { id, created: world.now, customer, metadata: {}, own: { behaviour } },
    customer ? 'payment_method.attached' : undefined,
  )
}

function setMethod(world: World, customer: CustomerRecord, { id }: PaymentMethodRecord): void {
  change(world, 'customer', customer, { default_payment_method: id }, 'customer.updated')
}
