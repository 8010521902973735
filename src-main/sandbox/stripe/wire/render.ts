import type { EventRecord } from '../world/createEventLog.ts'
import type { World } from '../world/createWorld.ts'
import type { Kind, Records } from '../world/records.ts'
import {
  renderCoupon,
  renderDiscount,
  renderFeature,
  renderMeter,
  renderPrice,
  renderProduct,
  renderPromotionCode,
} from './renderCatalog.ts'
import { renderAlert, renderGrant, renderTransaction } from './renderCredits.ts'
import { renderCustomer, renderPaymentMethod } from './renderCustomer.ts'
import { renderInvoice, renderInvoiceItem, renderInvoicePayment } from './renderInvoice.ts'
import { renderCharge, renderDispute, renderPaymentIntent, renderRefund, renderSetupIntent } from './renderPayments.ts'
import { renderSchedule } from './renderSchedule.ts'
import { renderSession } from './renderSession.ts'
import { renderSubscription } from './renderSubscription.ts'
import type { Wire } from './wire.ts'

const RENDERERS: { [K in Kind]: (world: World, record: Records[K]) => Wire } = {
  customer: (_world, record) => renderCustomer(record),
  product: (_world, record) => renderProduct(record),
  price: (_world, record) => renderPrice(record),
  coupon: (world, record) => renderCoupon(record, world.now),
  promotion_code: renderPromotionCode,
  discount: (_world, record) => renderDiscount(record),
  payment_method: (_world, record) => renderPaymentMethod(record),
  subscription: renderSubscription,
  subscription_schedule: (_world, record) => renderSchedule(record),
  invoice: renderInvoice,
  invoiceitem: (_world, record) => renderInvoiceItem(record),
  invoice_payment: (_world, record) => renderInvoicePayment(record),
  payment_intent: (_world, record) => renderPaymentIntent(record),
  setup_intent: (_world, record) => renderSetupIntent(record),
  charge: (_world, record) => renderCharge(record),
  refund: (_world, record) => renderRefund(record),
  dispute: (_world, record) => renderDispute(record),
  'checkout.session': renderSession,
  'billing.meter': (_world, record) => renderMeter(record),
  'billing.alert': (_world, record) => renderAlert(record),
  'billing.credit_grant': (_world, record) => renderGrant(record),
  'billing.credit_balance_transaction': (_world, record) => renderTransaction(record),
  'entitlements.feature': (_world, record) => renderFeature(record),
}

/** An object in the shape of 2026-10-28.endive, with ids where Stripe sends ids unless asked. */
export function render<K extends Kind>(world: World, kind: K, record: Records[K]): Wire {
  return RENDERERS[kind](world, record)
}

/** The account's old API version, in which it renders its events. */
const OLD_VERSION = '2019-12-03'

export function renderEvent({ id, type, created, request, object, previous }: EventRecord): Wire {
  return {
    id,
    object: 'event',
    api_version: OLD_VERSION,
    created,
    data: { object, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: 0,
    request: request ?? { id: null, idempotency_key: null },
    type,
  }
}
