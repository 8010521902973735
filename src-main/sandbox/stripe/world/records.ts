import type { InvoiceItemRecord, InvoicePaymentRecord, InvoiceRecord, SubscriptionRecord } from './billingRecords.ts'
import type {
  CouponRecord,
  DiscountRecord,
  FeatureRecord,
  MeterRecord,
  PriceRecord,
  ProductRecord,
  PromotionCodeRecord,
} from './catalogRecords.ts'
import type { AlertRecord, CreditGrantRecord, CreditTransactionRecord } from './creditRecords.ts'
import type {
  ChargeRecord,
  CustomerRecord,
  DisputeRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  RefundRecord,
  SessionRecord,
  SetupIntentRecord,
} from './paymentRecords.ts'
import type { ScheduleRecord } from './scheduleRecords.ts'

/*
 * What the sandbox holds of each object: only what differs from one to the next, under Stripe's own names. `own` is the sandbox's and
 * goes over no wire. What is always the same is added where an object is rendered.
 */

/** Every kind of object that has an id and a place in a list. */
export interface Records {
  customer: CustomerRecord
  product: ProductRecord
  price: PriceRecord
  coupon: CouponRecord
  promotion_code: PromotionCodeRecord
  discount: DiscountRecord
  payment_method: PaymentMethodRecord
  subscription: SubscriptionRecord
  subscription_schedule: ScheduleRecord
  invoice: InvoiceRecord
  invoiceitem: InvoiceItemRecord
  invoice_payment: InvoicePaymentRecord
  payment_intent: PaymentIntentRecord
  setup_intent: SetupIntentRecord
  charge: ChargeRecord
  refund: RefundRecord
  dispute: DisputeRecord
  'checkout.session': SessionRecord
  'billing.meter': MeterRecord
  'billing.alert': AlertRecord
  'billing.credit_grant': CreditGrantRecord
  'billing.credit_balance_transaction': CreditTransactionRecord
  'entitlements.feature': FeatureRecord
}

export type Kind = keyof Records
