import { describe, expect, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { connectPaystack } from '../../../../../src-main/providers/paystack/connectPaystack.ts'
import { PROVIDER_ACTIONS } from '../../../../../src-shared/model/action.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { KEY } from '../../../sandbox/paystack/openPaystack.ts'
import { ACTION } from './openActing.ts'

const NAIRA = { amount: 250_000, currency: 'NGN' }
const AT = toInstant(Date.UTC(2027, 0, 4))
const { acting } = connectPaystack(KEY, 'test', 'http://127.0.0.1:1')

function freeze(order: Order, by = acting) {
  return by.freeze(order, { action: ACTION, at: AT })
}

test('what Paystack cannot do has a reason, and is not frozen either', () => {
  const can = PROVIDER_ACTIONS.filter((kind) => acting.findObstacle(kind) === null)
  expect(can).toEqual([
    'subscription.create',
    'subscription.cancel',
    'subscription.keep',
    'payment.refund',
    'link.payment',
    'account.create',
  ])
  for (const kind of PROVIDER_ACTIONS)
    if (!can.includes(kind)) expect(acting.findObstacle(kind)).toMatch(/^[A-Z][^.]*[^ ]\.( |$)|^[A-Z].*\.$/)
  expect(acting.findObstacle('subscription.change')).toMatch(/switch this one off and start one of the new plan/)
  const obstacle = acting.findObstacle('subscription.pause')
  expect(freeze({ kind: 'subscription.pause', subscription: 'SUB_1' })).toEqual({ ok: false, reason: obstacle })
})

test('its key may do all that it offers, which costs no request', async () => {
  const value = { subscriptions: true, refunds: true, checkouts: true, accounts: true }
  expect(await acting.probe(freely())).toEqual({ ok: true, value })
})

test('no second request is ever known for the first, what is lost is looked for, and a moment is waited for it', () => {
  expect(acting).toMatchObject({ sameKeyForMs: 0, absentAfterMs: 180_000 })
  expect(acting.lookUp).toBeDefined()
  // A page is told once, and nothing is reckoned beforehand.
  expect([acting.findLink, acting.preview]).toEqual([undefined, undefined])
})

describe('an order is refused before anything is kept', () => {
  const create = { kind: 'subscription.create', customer: 'CUS_1', price: 'PLN_1', quantity: 1, trialEnd: null, startAt: null } as const
  const link = { kind: 'link.payment', email: 'ada@example.org', amount: NAIRA, plan: 'estate.pro', reference: 'SUB-PRO-1' } as const
  const refund = { kind: 'payment.refund', payment: 'inv-1', amount: NAIRA, cause: 'requested' } as const
  test.each<[Order, RegExp]>([
    [{ kind: 'subscription.cancel', subscription: 'SUB_1', when: 'now', at: null }, /paid-up date only/],
    [{ kind: 'subscription.cancel', subscription: 'SUB_1', when: 'date', at: AT }, /paid-up date only/],
    [{ ...create, quantity: 2 }, /of one alone/],
    [{ ...create, trialEnd: AT }, /no trials/],
    [{ ...link, reference: 'SUB PRO/1' }, /letters, digits/],
    [{ ...link, email: 'nobody' }, /e-mail address/],
    [{ ...link, amount: { amount: 0, currency: 'NGN' } }, /above zero/],
    [{ ...refund, amount: { amount: 0.5, currency: 'NGN' } }, /above zero/],
  ])('%j', (order, reason) => {
    expect(freeze(order)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })

  test('and the same, done rightly, is kept', () => {
    for (const order of [create, link, refund]) expect(freeze(order)).toMatchObject({ ok: true })
  })
})

test('a request on the disk is the same for the same order, and holds no key', () => {
  const order: Order = { kind: 'payment.refund', payment: 'inv-1', amount: NAIRA, cause: 'duplicate' }
  const frozen = freeze(order)
  expect(frozen).toEqual(freeze(order))
  const note = `Tierdesk ${ACTION}: paid twice`
  const request = { kind: 'payment.refund', action: ACTION, payment: 'inv-1', amount: 250_000, currency: 'NGN', note }
  expect(frozen).toEqual({ ok: true, request: JSON.stringify(request) })
  expect(JSON.stringify(frozen)).not.toContain(KEY)
})

test('an account of a live business is at a bank that Paystack offers, and not at the one for tests', () => {
  const live = connectPaystack('sk_live_sandbox0000000000000001', 'live', null).acting
  const order: Order = { kind: 'account.create', customer: 'CUS_1' }
  expect(freeze(order)).toMatchObject({ request: expect.stringContaining('"bank":"test-bank"') })
  expect(freeze(order, live)).toMatchObject({ request: expect.stringContaining('"bank":null') })
})
