import type {
  ChargeRecord,
  DisputeRecord,
  PaymentFailure,
  PaymentIntentRecord,
  RefundRecord,
  SetupIntentRecord,
} from '../world/paymentRecords.ts'
import { CARD, NO_DETAILS } from './renderCustomer.ts'
import type { Wire } from './wire.ts'

export function renderPaymentIntent({ own: _own, last_payment_error, ...intent }: PaymentIntentRecord): Wire {
  return {
    object: 'payment_intent',
    ...intent,
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    capture_method: 'automatic',
    client_secret: `${intent.id}_secret_sandbox`,
    confirmation_method: 'automatic',
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: last_payment_error && renderFailure(last_payment_error),
    livemode: false,
    managed_payments: null,
    next_action: intent.status === 'requires_action' ? ASKS_BANK : null,
    on_behalf_of: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    review: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_data: null,
    transfer_group: null,
  }
}

export function renderSetupIntent({ own: _own, last_setup_error, ...setup }: SetupIntentRecord): Wire {
  return {
    object: 'setup_intent',
    ...setup,
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    client_secret: `${setup.id}_secret_sandbox`,
    customer_account: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: last_setup_error && renderFailure(last_setup_error),
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    next_action: setup.status === 'requires_action' ? ASKS_BANK : null,
    on_behalf_of: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
  }
}

const ASKS_BANK = {
  type: 'use_stripe_sdk',
  use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: 'https://hooks.stripe.com/3d_secure' },
}

/** A refusal of a card, as it stands in a payment intent and in an answer of 402. */
export function renderFailure({ code, decline_code, message }: PaymentFailure): Wire & { type: string; message: string } {
  return {
    type: 'card_error',
    code,
    ...(decline_code === null ? {} : { decline_code }),
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    message,
  }
}

export function renderCharge({ failure, ...charge }: ChargeRecord): Wire {
  const isPaid = charge.status === 'succeeded'
  return {
    object: 'charge',
    ...charge,
    amount_captured: charge.status === 'failed' ? 0 : charge.amount,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: isPaid ? charge.id.replace('ch_', 'txn_') : null,
    billing_details: NO_DETAILS,
    calculated_statement_descriptor: 'LANTERN WORKS',
    captured: charge.status !== 'failed',
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: failure ? '05' : null,
      network_status: failure ? 'declined_by_network' : 'approved_by_network',
      reason: failure?.decline_code ?? null,
      risk_level: 'normal',
      seller_message: failure ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
      type: failure ? 'issuer_declined' : 'authorized',
    },
    paid: charge.status !== 'failed',
    payment_method_details: { card: toChargedCard(charge.amount, failure !== null), type: 'card' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: isPaid ? `https://pay.stripe.com/receipts/${charge.id}` : null,
    refunded: charge.amount_refunded === charge.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_data: null,
    transfer_group: null,
  }
}

function toChargedCard(amount: number, isRefused: boolean): Wire {
  const { display_brand: _display, generated_from: _generated, networks: _networks, three_d_secure_usage: _usage, ...card } = CARD
  return {
    ...card,
    amount_authorized: isRefused ? null : amount,
    authorization_code: isRefused ? null : '123456',
    electronic_commerce_indicator: null,
    extended_authorization: { status: 'disabled' },
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: isRefused ? null : '104557651805572',
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    three_d_secure: null,
    transaction_link_id: null,
  }
}

export function renderRefund({ failure_reason, ...refund }: RefundRecord): Wire {
  return {
    object: 'refund',
    ...refund,
    balance_transaction: refund.id.replace('re_', 'txn_'),
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    ...(failure_reason === null ? {} : { failure_reason, failure_balance_transaction: refund.id.replace('re_', 'txn_f') }),
    payment_method: null,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
  }
}

export function renderDispute({ due_by, ...dispute }: DisputeRecord): Wire {
  const isOver = dispute.status === 'won' || dispute.status === 'lost'
  return {
    object: 'dispute',
    ...dispute,
    balance_transactions: [],
    enhanced_eligibility_types: [],
    evidence: EVIDENCE,
    evidence_details: {
      due_by: isOver ? null : due_by,
      enhanced_eligibility: {},
      has_evidence: dispute.status !== 'needs_response',
      past_due: false,
      submission_count: dispute.status === 'needs_response' ? 0 : 1,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    payment_method_details: { card: { brand: 'visa', network: 'visa', case_type: 'chargeback', network_reason_code: '10' }, type: 'card' },
  }
}

const EVIDENCE = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
