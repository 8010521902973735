/** What every side of the bench is let in with. */
export const BENCH_KEY = 'sk_test_bench00000000000000000001'

/** The name under which the console asks for it. */
export const KEY_NAME = 'TIERDESK_BENCH_KEY'

export const ZONE = 'Africa/Nairobi'

/** What Stripe takes a second with a test key, of one endpoint and of all together. */
export const TEST_KEY_LIMITS = { endpoint: 25, account: 25 }

/** As the console lists them, and in its order: each with what it asks for. */
export const LISTS = [
  { kind: 'product', path: '/v1/products', asked: '' },
  { kind: 'price', path: '/v1/prices', asked: '' },
  { kind: 'customer', path: '/v1/customers', asked: '' },
  {
    kind: 'subscription',
    path: '/v1/subscriptions',
    asked: '&status=all&expand[0]=data.discounts.source.coupon&expand[1]=data.items.data.discounts',
  },
  { kind: 'invoice', path: '/v1/invoices', asked: '&expand[0]=data.payments' },
  { kind: 'payment', path: '/v1/payment_intents', asked: '&expand[0]=data.latest_charge' },
  { kind: 'checkout', path: '/v1/checkout/sessions', asked: '&expand[0]=data.line_items' },
  { kind: 'refund', path: '/v1/refunds', asked: '' },
  { kind: 'dispute', path: '/v1/disputes', asked: '' },
] as const

const LIST_PATHS: ReadonlySet<string> = new Set(LISTS.map(({ path }) => path))

/** Whether a request was for a page of objects, as against one object, the account or events. */
export function isPage(path: string): boolean {
  return LIST_PATHS.has(path)
}
