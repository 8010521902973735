import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { render } from '../../../src-main/sandbox/stripe/wire/render.ts'
import type { Kind } from '../../../src-main/sandbox/stripe/world/records.ts'
import { createSeeded, fillLively, passSeconds, tryAct } from './livelyStripe.ts'
import { DAY } from './openSandbox.ts'
import { readDeclaredFields } from './readDeclaredFields.ts'

/** Where the SDK declares each kind of object, and under which name. */
const DECLARED: Record<Kind, [file: string, name: string]> = {
  customer: ['Customers', 'Customer'],
  product: ['Products', 'Product'],
  price: ['Prices', 'Price'],
  coupon: ['Coupons', 'Coupon'],
  discount: ['Discounts', 'Discount'],
  payment_method: ['PaymentMethods', 'PaymentMethod'],
  subscription: ['Subscriptions', 'Subscription'],
  invoice: ['Invoices', 'Invoice'],
  invoiceitem: ['InvoiceItems', 'InvoiceItem'],
  invoice_payment: ['InvoicePayments', 'InvoicePayment'],
  payment_intent: ['PaymentIntents', 'PaymentIntent'],
  charge: ['Charges', 'Charge'],
  refund: ['Refunds', 'Refund'],
  dispute: ['Disputes', 'Dispute'],
  'checkout.session': ['Checkout/Sessions', 'Session'],
  'billing.meter': ['Billing/Meters', 'Meter'],
  'entitlements.feature': ['Entitlements/Features', 'Feature'],
}

const world = (() => {
  const stripe = createSeeded()
  fillLively(stripe)
  passSeconds(stripe, 70 * DAY)
  const paid = stripe.world.shelves.charge.all.filter(({ status }) => status === 'succeeded')
  tryAct(stripe, 'refunds.create', { charge: paid[0]?.id })
  tryAct(stripe, 'refunds.fail', {}, stripe.world.shelves.refund.all[0]?.id ?? '')
  tryAct(stripe, 'disputes.open', { charge: paid[1]?.id })
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
  discount: 'Stripe.Discount',
  payment_method: 'Stripe.PaymentMethod',
  subscription: 'Stripe.Subscription',
  invoice: 'Stripe.Invoice',
  invoiceitem: 'Stripe.InvoiceItem',
  invoice_payment: 'Stripe.InvoicePayment',
  payment_intent: 'Stripe.PaymentIntent',
  charge: 'Stripe.Charge',
  refund: 'Stripe.Refund',
  dispute: 'Stripe.Dispute',
  'checkout.session': 'Stripe.Checkout.Session',
  'billing.meter': 'Stripe.Billing.Meter',
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
