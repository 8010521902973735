import { expect, test } from 'vitest'
import { toEvent } from '../../../../src-main/providers/stripe/toEvent.ts'

const event = (type: string, object: unknown) => ({
  id: 'evt_1',
  object: 'event',
  type,
  created: 1_790_003_705,
  api_version: '2019-02-19',
  data: { object, previous_attributes: { cancel_at: null } },
})

test.each<[type: string, body: object, kind: string, ref: string]>([
  ['customer.updated', { object: 'customer', id: 'cus_1' }, 'customer', 'cus_1'],
  ['product.updated', { object: 'product', id: 'prod_1' }, 'product', 'prod_1'],
  ['price.created', { object: 'price', id: 'price_1' }, 'price', 'price_1'],
  ['customer.subscription.updated', { object: 'subscription', id: 'sub_1' }, 'subscription', 'sub_1'],
  ['customer.subscription.deleted', { object: 'subscription', id: 'sub_1' }, 'subscription', 'sub_1'],
  ['invoice.paid', { object: 'invoice', id: 'in_1' }, 'invoice', 'in_1'],
  ['payment_intent.succeeded', { object: 'payment_intent', id: 'pi_1' }, 'payment', 'pi_1'],
  ['checkout.session.completed', { object: 'checkout.session', id: 'cs_1' }, 'checkout', 'cs_1'],
  ['refund.failed', { object: 'refund', id: 're_1' }, 'refund', 're_1'],
  ['charge.dispute.closed', { object: 'dispute', id: 'dp_1', payment_intent: 'pi_1' }, 'dispute', 'dp_1'],
  ['charge.refunded', { object: 'charge', id: 'ch_1', payment_intent: 'pi_1' }, 'payment', 'pi_1'],
  ['charge.refunded', { object: 'charge', id: 'ch_1', payment_intent: { id: 'pi_1' } }, 'payment', 'pi_1'],
  ['invoice_payment.paid', { object: 'invoice_payment', id: 'inpay_1', invoice: 'in_1' }, 'invoice', 'in_1'],
  ['invoiceitem.created', { object: 'invoiceitem', id: 'ii_1', invoice: 'in_1' }, 'invoice', 'in_1'],
  ['customer.discount.created', { object: 'discount', id: 'di_1', subscription: 'sub_1', customer: 'cus_1' }, 'subscription', 'sub_1'],
  ['customer.discount.deleted', { object: 'discount', id: 'di_1', subscription: null, customer: 'cus_1' }, 'customer', 'cus_1'],
])('%s names what to fetch again: %j', (type, body, kind, ref) => {
  expect(toEvent(event(type, body))).toMatchObject({ ref: 'evt_1', type, at: 1_790_003_705_000, object: { kind, ref } })
})

test.each<[type: string, body: unknown]>([
  ['invoice.upcoming', { object: 'invoice', subscription: 'sub_1' }],
  ['charge.succeeded', { object: 'charge', id: 'ch_1', payment_intent: null }],
  ['charge.succeeded', { object: 'charge', id: 'ch_1', payment_intent: { id: 7 } }],
  ['invoiceitem.created', { object: 'invoiceitem', id: 'ii_1', invoice: null }],
  ['coupon.updated', { object: 'coupon', id: 'half' }],
  ['balance.available', { object: 'balance' }],
  ['customer.updated', { object: 'customer', id: '' }],
  ['customer.updated', { object: 'customer', id: 7 }],
  ['customer.updated', { id: 'cus_1' }],
  ['customer.updated', { object: 'constructor', id: 'cus_1' }],
  ['customer.updated', null],
  ['customer.updated', ['cus_1']],
])('%s about nothing that is mirrored names nothing: %j', (type, body) => {
  expect(toEvent(event(type, body))).toMatchObject({ ref: 'evt_1', object: null })
})

test.each([
  ['customer.deleted', true],
  ['product.deleted', true],
  ['price.deleted', true],
  ['invoice.deleted', true],
  // It ended, and is still there.
  ['customer.subscription.deleted', false],
  ['customer.discount.deleted', false],
  ['invoice.voided', false],
])('%s says that the object is gone: %s', (type, isDeletion) => {
  expect(toEvent(event(type, { object: 'customer', id: 'cus_1' }))?.isDeletion).toBe(isDeletion)
})

test.each<[what: string, item: unknown]>([
  ['nothing', null],
  ['text', 'evt_1'],
  ['a list', []],
  ['no id', { ...event('customer.updated', {}), id: undefined }],
  ['no type', { ...event('customer.updated', {}), type: null }],
  ['no time', { ...event('customer.updated', {}), created: null }],
  ['a time beyond the calendar', { ...event('customer.updated', {}), created: 1e300 }],
])('what is no event is none: %s', (_, item) => {
  expect(toEvent(item)).toBeNull()
})

test('the body of an event is not believed', () => {
  const told = toEvent(event('customer.updated', { object: 'customer', id: 'cus_1', name: 'SECRET' }))
  expect(JSON.stringify(told)).not.toContain('SECRET')
})
