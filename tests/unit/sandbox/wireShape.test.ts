import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { render } from '../../../src-main/sandbox/stripe/wire/render.ts'
import type { Kind } from '../../../src-main/sandbox/stripe/world/records.ts'
import { createSeeded, fillLively, passSeconds, START, tryAct } from './livelyStripe.ts'
import { DAY } from './openSandbox.ts'
import { readDeclaredFields } from './readDeclaredFields.ts'

/** Where the SDK declares each kind of object, and under which name. */
const DECLARED: Record<Kind, [file: string, name: string]> = {
  customer: ['Customers', 'Customer'],
  product: ['Products', 'Product'],
  price: ['Prices', 'Price'],
  coupon: ['Coupons', 'Coupon'],
  promotion_code: ['PromotionCodes', 'PromotionCode'],
  discount: ['Discounts', 'Discount'],
  payment_method: ['PaymentMethods', 'PaymentMethod'],
  subscription: ['Subscriptions', 'Subscription'],
  subscription_schedule: ['SubscriptionSchedules', 'SubscriptionSchedule'],
  invoice: ['Invoices', 'Invoice'],
  invoiceitem: ['InvoiceItems', 'InvoiceItem'],
  invoice_payment: ['InvoicePayments', 'InvoicePayment'],
  payment_intent: ['PaymentIntents', 'PaymentIntent'],
  setup_intent: ['SetupIntents', 'SetupIntent'],
  charge: ['Charges', 'Charge'],
  refund: ['Refunds', 'Refund'],
  dispute: ['Disputes', 'Dispute'],
  'checkout.session': ['Checkout/Sessions', 'Session'],
  'billing.meter': ['Billing/Meters', 'Meter'],
  'billing.alert': ['Billing/Alerts', 'Alert'],
  'billing.credit_grant': ['Billing/CreditGrants', 'CreditGrant'],
  'billing.credit_balance_transaction': ['Billing/CreditBalanceTransactions', 'CreditBalanceTransaction'],
  'entitlements.feature': ['Entitlements/Features', 'Feature'],
}

const world = (() => {
  const stripe = createSeeded()
  fillLively(stripe)
  const meter = stripe.world.shelves['billing.meter'].all[0]?.id
  const metered = stripe.world.shelves.price.all.find(({ recurring }) => recurring?.meter === meter)?.id
  for (const [index, { id: customer }] of stripe.world.shelves.customer.all.entries()) {
    const scope = index % 2 === 0 ? { price_type: 'metered' } : { prices: [{ id: metered }] }
    const terms = { amount: { type: 'monetary', monetary: { currency: 'usd', value: 120 } }, applicability_config: { scope } }
    stripe.act('creditGrants.create', { customer, ...terms, ...(index % 3 === 0 ? { expires_at: START + 40 * DAY, name: 'Trial' } : {}) })
  }
  stripe.act('alerts.create', { title: 'Many', alert_type: 'usage_threshold', usage_threshold: { gte: 5, meter, recurrence: 'one_time' } })
  passSeconds(stripe, 70 * DAY)
  const paid = stripe.world.shelves.charge.all.filter(({ status }) => status === 'succeeded')
  tryAct(stripe, 'refunds.create', { charge: paid[0]?.id })
  tryAct(stripe, 'refunds.fail', {}, stripe.world.shelves.refund.all[0]?.id ?? '')
  tryAct(stripe, 'disputes.open', { charge: paid[1]?.id })
  stripe.act('promotionCodes.create', { promotion: { type: 'coupon', coupon: 'KEPT' }, code: 'HELLO' })
  stripe.act('promotionCodes.create', {
    promotion: { type: 'coupon', coupon: 'THIRD' },
    expires_at: START + 200 * DAY,
    max_redemptions: 3,
    restrictions: { first_time_transaction: true, minimum_amount: 500, minimum_amount_currency: 'usd' },
  })
  for (const { id, customer, items } of stripe.world.shelves.subscription.all.slice(0, 4)) {
    tryAct(stripe, 'schedules.create', { from_subscription: id })
    tryAct(stripe, 'schedules.create', {
      customer,
      start_date: START + 90 * DAY,
      phases: [
        { items: [{ price: items[0]?.price, quantity: 2 }], duration: { interval: 'month', interval_count: 2 }, trial: true },
        { items: [{ price: items[0]?.price }], discounts: [{ coupon: 'KEPT' }], invoice_settings: { days_until_due: 9 } },
      ],
    })
  }
  const [payer] = stripe.world.shelves.customer.all
  for (const payment_method of ['pm_card_visa', 'pm_card_chargeDeclined', 'pm_card_authenticationRequired', 'pm_usBankAccount'])
    tryAct(stripe, 'setupIntents.create', { customer: payer?.id, payment_method, confirm: true })
  stripe.act('sessions.create', { mode: 'setup', customer: payer?.id })
  tryAct(stripe, 'invoiceItems.create', { customer: paid[0]?.customer, amount: 5, currency: 'usd' })
  return stripe.world
})()

test.each(Object.entries(DECLARED) as [Kind, [string, string]][])(
  'each %s has every field that the SDK promises, and none that it does not know',
  (kind, [file, name]) => {
    const declared = readDeclaredFields(file, name)
    // What is deleted is a stub.
    const records = world.shelves[kind].all.filter((record) => !('deleted' in record))
    expect(records.length).toBeGreaterThan(0)
    for (const record of records) {
      const wire = render(world, kind, record as never)
      // What may be left out stands with a question mark in the SDK's declarations.
      expect([...declared.required].filter((field) => !(field in wire))).toEqual([])
      expect(Object.keys(wire).filter((field) => !declared.required.has(field) && !declared.optional.has(field))).toEqual([])
      for (const field of Object.keys(wire))
        if (!declared.nullable.has(field)) expect([field, wire[field] ?? null]).not.toEqual([field, null])
    }
  },
)

test.each([
  ['items.data', 'subscription', 'SubscriptionItems', 'SubscriptionItem'],
  ['lines.data', 'invoice', 'InvoiceLineItems', 'InvoiceLineItem'],
] as const)('so does what stands in %s of each %s', (path, kind, file, name) => {
  const declared = readDeclaredFields(file, name)
  for (const record of world.shelves[kind].all) {
    const list = render(world, kind, record as never)[path.split('.')[0] ?? ''] as { data: Record<string, unknown>[] }
    for (const each of list.data) {
      expect([...declared.required].filter((field) => !(field in each))).toEqual([])
      expect(Object.keys(each).filter((field) => !declared.required.has(field) && !declared.optional.has(field))).toEqual([])
    }
  }
})

const TYPES: Record<Kind, string> = {
  customer: 'Stripe.Customer',
  product: 'Stripe.Product',
  price: 'Stripe.Price',
  coupon: 'Stripe.Coupon',
  promotion_code: 'Stripe.PromotionCode',
  discount: 'Stripe.Discount',
  payment_method: 'Stripe.PaymentMethod',
  subscription: 'Stripe.Subscription',
  subscription_schedule: 'Stripe.SubscriptionSchedule',
  invoice: 'Stripe.Invoice',
  invoiceitem: 'Stripe.InvoiceItem',
  invoice_payment: 'Stripe.InvoicePayment',
  payment_intent: 'Stripe.PaymentIntent',
  setup_intent: 'Stripe.SetupIntent',
  charge: 'Stripe.Charge',
  refund: 'Stripe.Refund',
  dispute: 'Stripe.Dispute',
  'checkout.session': 'Stripe.Checkout.Session',
  'billing.meter': 'Stripe.Billing.Meter',
  'billing.alert': 'Stripe.Billing.Alert',
  'billing.credit_grant': 'Stripe.Billing.CreditGrant',
  'billing.credit_balance_transaction': 'Stripe.Billing.CreditBalanceTransaction',
  'entitlements.feature': 'Stripe.Entitlements.Feature',
}

/** The SDK's types as they go over the wire: decimals are text there. */
const WIRE = `import type Stripe from 'stripe'
type Wire<T> = T extends Stripe.Decimal ? string
  : T extends readonly (infer Item)[] ? Wire<Item>[]
  : T extends object ? { [Name in keyof T]: Wire<T[Name]> } : T`

function typeCheck(lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-shapes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'shapes.ts'), [WIRE, ...lines].join('\n'))
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--exactOptionalPropertyTypes',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2023',
    '--lib',
    'es2024,dom',
    '--types',
    '',
  ]
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), [...options, 'shapes.ts'], { cwd: folder, encoding: 'utf8' })
  return stdout.slice(0, 2000)
}

function toLine(kind: Kind, wire: object, index: number): string {
  return `export const ${kind.replaceAll('.', '_')}${index}: Wire<${TYPES[kind]}> = ${JSON.stringify(wire)}`
}

test('the compiler takes each for what the SDK says that it is, to its innermost field', () => {
  const lines = (Object.keys(TYPES) as Kind[]).flatMap((kind) => {
    const records = world.shelves[kind].all.filter((record) => !('deleted' in record))
    const step = Math.max(1, Math.floor(records.length / 15))
    return records
      .filter((_, index) => index % step === 0)
      .map((record, index) => toLine(kind, render(world, kind, record as never), index))
  })
  expect(lines.length).toBeGreaterThan(100)
  expect(typeCheck(lines)).toBe('')
})

test('and refuses one with a field that is not there, deep within', () => {
  const [invoice] = world.shelves.invoice.all
  const wire = JSON.stringify(render(world, 'invoice', invoice as never)).replace('"proration_details"', '"proration_detail"')
  expect(typeCheck([toLine('invoice', JSON.parse(wire), 0)])).toContain('proration_detail')
})
