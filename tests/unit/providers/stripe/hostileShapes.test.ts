import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import { mapBilled } from '../../../../src-main/providers/stripe/mapBilled.ts'
import { mapCustomer } from '../../../../src-main/providers/stripe/mapCustomer.ts'
import { readStripeObject } from '../../../../src-main/providers/stripe/readStripeObject.ts'
import { toEvent } from '../../../../src-main/providers/stripe/toEvent.ts'
import { UnreadableAnswer, WrongMode } from '../../../../src-main/providers/stripe/toProviderError.ts'
import type { WireObject } from '../../../fixtures/expandStripe.ts'
import { makeCustomer } from '../../../fixtures/startStripe.ts'
import {
  makeCheckoutSession,
  makeCoupon,
  makeDiscount,
  makeDispute,
  makeInvoice,
  makePaymentIntent,
  makePrice,
  makeProduct,
  makeRefund,
  makeSubscription,
} from '../../../fixtures/stripeObjects.ts'

const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const MONTHLY = makePrice({ id: 'price_1' })
const THIRD = makeDiscount({ id: 'di_1', coupon: makeCoupon({ id: 'third', percentOff: 33 }) })

/** The kinds that Stripe has. */
type StripeKind = Exclude<BilledKind, 'account' | 'push'>

const SOUND: Readonly<Record<StripeKind, WireObject>> = {
  product: makeProduct({ id: 'prod_1' }),
  price: MONTHLY,
  subscription: makeSubscription({ id: 'sub_1', items: [{ price: MONTHLY, discounts: [THIRD] }], discounts: [THIRD] }),
  invoice: makeInvoice({ id: 'in_1', lines: [{ amount: 4500 }, { amount: 5, item: null }], payments: ['pi_1'] }),
  payment: makePaymentIntent({ id: 'pi_1', failure: 'Declined' }),
  checkout: makeCheckoutSession({ id: 'cs_1', lines: [{ price: MONTHLY, amount: 4500 }] }),
  refund: makeRefund({ id: 're_1' }),
  dispute: makeDispute({ id: 'dp_1' }),
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    0.5,
    1e300,
    9_007_199_254_740_991,
    true,
    [],
    {},
    [[]],
    { id: 7 },
    { data: 5 },
    { data: [null] },
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString', { __proto__: null, id: 'x' }, { has_more: true }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Every place inside an object, as the names that lead to it. */
function listPlaces(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inside]) => listPlaces(inside, [...path, name]))]
}

function put(value: unknown, [name, ...rest]: readonly string[], spoilt: unknown): unknown {
  if (name === undefined) return spoilt
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === name ? put(each, rest, spoilt) : each))
  const object = value as Record<string, unknown>
  return { ...object, [name]: put(object[name], rest, spoilt) }
}

test.each(Object.keys(SOUND) as StripeKind[])('a %s with anything in any place is read, or refused as unreadable', (kind) => {
  const places = listPlaces(SOUND[kind]).filter((path) => path.length > 0)
  const spoil = fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(spoil, (spoils) => {
      // A place within what was spoilt before is gone.
      const spoilt = spoils.reduce<unknown>((object, [path, value]) => (has(object, path) ? put(object, path, value) : object), SOUND[kind])
      try {
        const read = mapBilled(kind, spoilt as Record<string, unknown>)
        expect(readStripeObject(kind, read.json)).toEqual(read)
        expectSound(read)
      } catch (error) {
        if (!(error instanceof UnreadableAnswer)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test('any JSON at all is refused as unreadable', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(SOUND) as StripeKind[])), fc.oneof(fc.json(), fc.string()), (kind, json) => {
      expect(() => readStripeObject(kind, json)).toThrow(UnreadableAnswer)
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test('a customer with anything in any field is read, or refused', () => {
  const fields = Object.keys(makeCustomer(1))
  fc.assert(
    fc.property(fc.constantFrom(...fields), junk, (name, value) => {
      try {
        expectSound(mapCustomer({ ...makeCustomer(1), [name]: value }, 'test'))
      } catch (error) {
        if (!(error instanceof UnreadableAnswer || error instanceof WrongMode)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test('an event with anything in any place names something or nothing', () => {
  const sound = {
    id: 'evt_1',
    type: 'x',
    created: 1,
    data: { object: { object: 'discount', id: 'di_1', subscription: 'sub_1', customer: 'cus_1' } },
  }
  const places = listPlaces(sound)
  fc.assert(
    fc.property(fc.constantFrom(...places), junk, fc.constantFrom('discount', 'charge', 'invoice', 'invoiceitem'), (path, value, word) => {
      const told = toEvent(put(put(sound, ['data', 'object', 'object'], word), path, value))
      if (told?.object) expect(typeof told.object.ref).toBe('string')
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) && has((value as Record<string, unknown>)[name], rest)
}

/** Whatever was read, its numbers are whole and its instants can be written. */
function expectSound(read: object): void {
  JSON.stringify(read, (name, value: unknown) => {
    if (typeof value === 'number') expect(Number.isSafeInteger(value), name).toBe(true)
    if (typeof value === 'number' && /At$|^(start|end|anchor|trialStart|trialEnd)$/.test(name)) new Date(value).toISOString()
    return value
  })
}
