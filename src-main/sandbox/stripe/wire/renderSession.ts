import type { World } from '../world/createWorld.ts'
import type { SessionLineRecord, SessionRecord } from '../world/paymentRecords.ts'
import { renderPrice } from './renderCatalog.ts'
import type { Wire } from './wire.ts'

export function renderSession(world: World, { own, ...session }: SessionRecord): Wire {
  const customer = session.customer === null ? null : world.shelves.customer.find(session.customer)
  const isOpen = session.status === 'open'
  return {
    object: 'checkout.session',
    ...session,
    ...CONSTANT,
    customer_creation: session.mode === 'payment' ? 'if_required' : 'always',
    customer_details:
      session.status === 'complete' && customer
        ? {
            address: null,
            business_name: null,
            email: customer.email,
            individual_name: null,
            name: customer.name,
            phone: customer.phone,
            tax_exempt: 'none',
            tax_ids: [],
          }
        : null,
    discounts: own.discounts.map(({ coupon, promotion_code }) => ({ coupon: promotion_code === null ? coupon : null, promotion_code })),
    total_details: { amount_discount: session.amount_subtotal - session.amount_total, amount_shipping: 0, amount_tax: 0 },
    url: isOpen ? `https://checkout.stripe.com/c/pay/${session.id}` : null,
  }
}

const CONSTANT = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null,
  integration_identifier: null,
  invoice_creation: null,
  livemode: false,
  locale: null,
  managed_payments: null,
  origin_context: null,
  payment_link: null,
  payment_method_collection: 'always',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
}

export function renderSessionLine(world: World, currency: string | null, line: SessionLineRecord): Wire {
  const price = world.shelves.price.find(line.price)
  const product = price && world.shelves.product.find(price.product)
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: line.discount,
    amount_subtotal: line.amount,
    amount_tax: 0,
    amount_total: line.amount - line.discount,
    currency,
    description: product?.name ?? null,
    metadata: {},
    price: price && renderPrice(price),
    quantity: line.quantity,
  }
}
