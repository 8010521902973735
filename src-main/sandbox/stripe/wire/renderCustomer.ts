import type { CustomerRecord, PaymentMethodRecord } from '../world/paymentRecords.ts'
import type { Wire } from './wire.ts'

export function renderCustomer({ default_payment_method, deleted, ...customer }: CustomerRecord): Wire {
  if (deleted) return { id: customer.id, object: 'customer', deleted: true }
  return {
    object: 'customer',
    ...customer,
    customer_account: null,
    default_source: null,
    invoice_settings: { custom_fields: null, default_payment_method, footer: null, rendering_options: null },
    livemode: false,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

export function renderPaymentMethod({ own, ...method }: PaymentMethodRecord): Wire {
  const isDebit = own.behaviour.kind === 'delayed'
  return {
    object: 'payment_method',
    ...method,
    allow_redisplay: 'unspecified',
    billing_details: NO_DETAILS,
    customer_account: null,
    livemode: false,
    type: isDebit ? 'us_bank_account' : 'card',
    ...(isDebit ? { us_bank_account: DEBIT } : { card: CARD }),
  }
}

export const NO_DETAILS = { address: null, email: null, name: null, phone: null, tax_id: null }

export const CARD = {
  brand: 'visa',
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  display_brand: 'visa',
  exp_month: 8,
  exp_year: 2034,
  fingerprint: 'Xt5EWLLDS7FJjR1c',
  funding: 'credit',
  generated_from: null,
  last4: '4242',
  networks: { available: ['visa'], preferred: null },
  regulated_status: 'unregulated',
  three_d_secure_usage: { supported: true },
  wallet: null,
}

const DEBIT = {
  account_holder_type: 'company',
  account_type: 'checking',
  bank_name: 'STRIPE TEST BANK',
  financial_connections_account: null,
  fingerprint: 'FFDMA0jJDFjDf0aS',
  last4: '6789',
  networks: { preferred: 'ach', supported: ['ach'] },
  routing_number: '110000000',
  status_details: {},
}
