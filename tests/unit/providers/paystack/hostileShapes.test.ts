import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import { connectPaystack } from '../../../../src-main/providers/paystack/connectPaystack.ts'
import { UnreadableAnswer, WrongMode } from '../../../../src-main/providers/paystack/failures.ts'
import { mapCustomer } from '../../../../src-main/providers/paystack/mapCustomer.ts'
import { readObjects } from '../../../../src-main/providers/paystack/readObjects.ts'
import { readPaystackObject } from '../../../../src-main/providers/paystack/readPaystackObject.ts'
import { createPaystack } from '../../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createFaults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { addCustomer, addPayment, addSubscription, at, DAY_MS, KEY } from '../../sandbox/paystack/openPaystack.ts'

const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const KINDS = ['price', 'subscription', 'invoice', 'payment', 'refund', 'dispute', 'account'] as const satisfies BilledKind[]

/** One of each as the client keeps it, and the customer. */
const sound = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  const paystack = createPaystack({ startsAt: at('2027-01-04T09:00:00Z'), seed: 'seed', integration: 428_626 })
  const sandbox = { paystack }
  const customer = addCustomer(sandbox)
  addSubscription(sandbox, customer.email)
  paystack.advanceTo(at('2027-04-01T00:00:00Z'))
  addPayment(sandbox, customer.email, 'inv-1')
  paystack.act('refunds.create', { transaction: 'inv-1', amount: 5 })
  paystack.act('disputes.raise', {}, 'inv-1')
  paystack.act('accounts.create', { customer: customer.code })
  const wait = () => Promise.resolve()
  const server = await servePaystack({ paystack, key: KEY, now: () => paystack.now(), wallMs: () => DAY_MS, wait, faults: createFaults() })
  const provider = connectPaystack(KEY, 'test', server.baseUrl)
  for (const stream of provider.streams) {
    const answer = await provider.listPage(stream, fromStart(), freely())
    for (const object of answer.ok ? answer.value.objects : [])
      if (object.kind !== 'deleted') sound.set(object.kind, JSON.parse(object.json))
  }
  await server.stop()
})

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 0.5, 1e300, 9_007_199_254_740_991, true, [], {}, [[]], { id: 7 }, { data: [null] }),
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    'toString',
    '9999999999999',
    '0000-01-01',
    '9999-12-31T23:59:59Z',
    'active',
    'failed',
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Every place inside an object, as the names that lead to it. */
function listPlaces(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inside]) => listPlaces(inside, [...path, name]))]
}

function put(value: unknown, [name, ...rest]: readonly string[], spoilt: unknown): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return spoilt
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === name ? put(each, rest, spoilt) : each))
  return { ...value, [name]: put((value as Record<string, unknown>)[name], rest, spoilt) }
}

function getSound(kind: string): Record<string, unknown> {
  const object = sound.get(kind)
  if (!object) throw new Error(`no ${kind} was listed`)
  return object
}

test.each(KINDS)('a %s with anything in any place is read, or refused as unreadable', (kind) => {
  const whole = getSound(kind)
  const places = listPlaces(whole).filter((path) => path.length > 0)
  const spoil = fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 3 })
  let readable = 0
  fc.assert(
    fc.property(spoil, (spoils) => {
      const json = JSON.stringify(spoils.reduce<unknown>((object, [path, value]) => put(object, path, value), whole))
      try {
        const object = readPaystackObject(kind, json)
        expectSound(object)
        readable++
      } catch (error) {
        if (!(error instanceof UnreadableAnswer)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_500 },
  )
  expect(readable).toBeGreaterThan(100)
})

test('any JSON at all is refused as unreadable', () => {
  fc.assert(
    fc.property(fc.constantFrom<BilledKind>(...KINDS, 'product', 'checkout', 'push'), fc.oneof(fc.json(), fc.string()), (kind, json) => {
      expect(() => readPaystackObject(kind, json)).toThrow(UnreadableAnswer)
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test('a customer, and a subscription with its invoices, with anything in any field is read, parked or refused', () => {
  const customer = { ...getSound('customer'), domain: 'test' }
  const subscription = { ...getSound('subscription'), invoices_history: [getSound('invoice')] }
  fc.assert(
    fc.property(fc.constantFrom(...listPlaces(customer)), fc.constantFrom(...listPlaces(subscription)), junk, (of, within, value) => {
      try {
        expectSound(mapCustomer(put(customer, of, value), 'test'))
        expectSound(readObjects('subscription', 'subscription_code', put(subscription, within, value), 'test').objects)
      } catch (error) {
        if (!(error instanceof UnreadableAnswer || error instanceof WrongMode)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_500 },
  )
})

/** Whatever was read, its numbers are whole and its instants can be written. */
function expectSound(read: object): void {
  JSON.stringify(read, (name, value: unknown) => {
    if (typeof value === 'number') expect(Number.isSafeInteger(value), name).toBe(true)
    if (typeof value === 'number' && /At$|^(start|end|anchor|periodStart|periodEnd)$/.test(name)) new Date(value).toISOString()
    return value
  })
}
