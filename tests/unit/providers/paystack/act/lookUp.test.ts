import { beforeEach, describe, expect, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { addPayment, addSubscription, DAY_MS } from '../../../sandbox/paystack/openPaystack.ts'
import { ACTION, openActing } from './openActing.ts'

const MINUTE_MS = 60_000

let opened: Awaited<ReturnType<typeof openActing>>

beforeEach(async () => {
  opened = await openActing()
  // What was there before is of another day.
  opened.pass(3 * DAY_MS)
})

interface Case {
  order(): Order
  /** Where the request goes that does something. */
  path: string
  kind: string
}

const CASES: Readonly<Record<string, Case>> = {
  create: {
    order: () => ({
      ...{ kind: 'subscription.create', customer: opened.customer.code, price: opened.plan, quantity: 1, trialEnd: null, startAt: null },
    }),
    path: '/subscription',
    kind: 'subscription',
  },
  cancel: {
    order: () => ({ kind: 'subscription.cancel', subscription: opened.subscription, when: 'period-end', at: null }),
    path: '/subscription/disable',
    kind: 'subscription',
  },
  refund: {
    order: () => ({ kind: 'payment.refund', payment: opened.payment, amount: { amount: 100_000, currency: 'NGN' }, cause: 'requested' }),
    path: '/refund',
    kind: 'refund',
  },
  link: {
    order: () => ({
      ...{ kind: 'link.payment', email: 'ada@example.org', amount: { amount: 750_000, currency: 'NGN' } },
      ...{ plan: 'estate-management.professional', reference: 'SUB-PROFESSIONAL-1' },
    }),
    path: '/transaction/initialize',
    kind: 'payment',
  },
  account: { order: () => ({ kind: 'account.create', customer: opened.customer.code }), path: '/dedicated_account', kind: 'account' },
}

const LOSSES = ['lost-answer', 'reset', 'truncated-json', 'truncated-gzip', 'unanswered'] as const

describe.each(Object.entries(CASES))('%s', (_, { order, path, kind }) => {
  test.each(LOSSES)('whose answer is lost on its way (%s) was done, is found, and was done once', async (fault) => {
    const request = opened.freeze(order())
    const sentAt = opened.paystack.now()
    expect(await opened.loseAnswer(request, fault, path)).toMatchObject({ kind: 'lost' })
    expect(Object.values(opened.effects())).toEqual([1])
    opened.pass(4 * MINUTE_MS)
    const ref = expect.any(String)
    expect(await opened.lookUp(request, sentAt)).toEqual({ kind: 'done', ref, touched: [{ kind, ref }] })
    expect(Object.values(opened.effects())).toEqual([1])
  })

  test('that was never heard of is absent, and done by the second request', async () => {
    const request = opened.freeze(order())
    expect(await opened.lookUp(request)).toEqual({ kind: 'absent' })
    expect(await opened.loseAnswer(request, 'stall', path)).toMatchObject({ kind: 'lost', error: { kind: 'cancelled' } })
    opened.pass(4 * MINUTE_MS)
    expect(await opened.lookUp(request)).toEqual({ kind: 'absent' })
    expect(opened.effects()).toEqual({})
    expect(await opened.send(request)).toMatchObject({ kind: 'accepted' })
    expect(Object.values(opened.effects())).toEqual([1])
  })

  test.each(['error-page', 'reset', 'rate-limited', 'revoked-key', 'wrong-mode'] as const)(
    'is neither done nor absent where Paystack does not answer (%s)',
    async (fault) => {
      const request = opened.freeze(order())
      await opened.send(request)
      opened.faults.set(fault)
      // A virtual account says nothing of its mode, but its customer does.
      expect(await opened.lookUp(request)).toMatchObject({ kind: 'unanswered' })
    },
  )
})

describe('a refund', () => {
  test('is found by the whole of our id, among others of the same payment', async () => {
    const refund = CASES['refund']?.order() as Order
    const mine = opened.freeze(refund)
    const other = opened.freeze(refund, `${ACTION}2`)
    opened.paystack.act('refunds.create', { transaction: opened.payment, amount: 5000, merchant_note: 'by hand' })
    await opened.send(other)
    expect(await opened.lookUp(mine)).toEqual({ kind: 'absent' })
    expect(await opened.lookUp(other)).toMatchObject({ kind: 'done' })
  })

  test('that Paystack could not carry out has failed', async () => {
    const request = opened.freeze(CASES['refund']?.order() as Order)
    const sent = await opened.send(request)
    opened.paystack.act('refunds.fail', {}, sent.kind === 'accepted' ? (sent.ref ?? '') : '')
    expect(await opened.lookUp(request)).toMatchObject({ kind: 'failed' })
  })

  test('is found on a later page', async () => {
    const reference = addPayment(opened, 'ada@example.org', 'inv-big', 10_000_000)
    const request = opened.freeze({
      ...{ kind: 'payment.refund', payment: reference, amount: { amount: 100, currency: 'NGN' }, cause: 'requested' },
    })
    await opened.send(request)
    opened.pass(MINUTE_MS)
    for (let index = 0; index < 150; index++) opened.paystack.act('refunds.create', { transaction: reference, amount: 100 })
    expect(await opened.lookUp(request)).toMatchObject({ kind: 'done' })
  })
})

describe('a subscription', () => {
  const create = () => CASES['create']?.order() as Order

  test('of another plan, or of another customer, is not it', async () => {
    const request = opened.freeze(create())
    addSubscription(opened, 'ada@example.org', 'annually')
    addSubscription(opened, 'bea@example.org', 'monthly', 'SUB-bea')
    expect(await opened.lookUp(request)).toEqual({ kind: 'absent' })
  })

  test('is nobody’s for sure where there are two', async () => {
    const request = opened.freeze(create())
    const sentAt = opened.paystack.now()
    await opened.send(request)
    opened.pass(MINUTE_MS)
    opened.paystack.act('subscriptions.create', { customer: opened.customer.code, plan: opened.plan })
    expect(await opened.lookUp(request, sentAt)).toMatchObject({ kind: 'unsure', reason: expect.stringContaining('Several') })
  })

  test('is it, by a clock of ours that is some minutes ahead; by one that is hours ahead, nobody knows', async () => {
    const request = opened.freeze(create())
    await opened.send(request)
    const madeAt = opened.paystack.now()
    expect(await opened.lookUp(request, toInstant(madeAt + 4 * MINUTE_MS))).toMatchObject({ kind: 'done' })
    expect(await opened.lookUp(request, toInstant(madeAt + 6 * MINUTE_MS))).toMatchObject({ kind: 'unsure' })
    expect(await opened.lookUp(request, toInstant(madeAt + 25 * 60 * MINUTE_MS))).toEqual({ kind: 'absent' })
  })

  test('that is to be switched on again: is off, is on, has ended, is gone', async () => {
    const request = opened.freeze({ kind: 'subscription.keep', subscription: opened.subscription })
    expect(await opened.lookUp(request)).toMatchObject({ kind: 'done' })
    opened.paystack.act('subscriptions.leave', {}, opened.subscription)
    expect(await opened.lookUp(request)).toEqual({ kind: 'absent' })
    expect(await opened.loseAnswer(request, 'reset', '/subscription/enable')).toMatchObject({ kind: 'lost' })
    expect(await opened.lookUp(request)).toMatchObject({ kind: 'done' })
    opened.paystack.act('subscriptions.leave', {}, opened.subscription)
    opened.pass(40 * DAY_MS)
    expect(await opened.lookUp(request)).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ended') })
    const gone = opened.freeze({ kind: 'subscription.keep', subscription: 'SUB_none' })
    expect(await opened.lookUp(gone)).toMatchObject({ kind: 'failed', reason: expect.stringContaining('does not have') })
  })
})

test('a payment of our reference and another amount is not surely ours', async () => {
  opened.paystack.act('transactions.initialize', { email: 'x@example.org', amount: 5, reference: 'SUB-PROFESSIONAL-1' })
  expect(await opened.lookUp(opened.freeze(CASES['link']?.order() as Order))).toMatchObject({ kind: 'unsure' })
})

test('an account that takes nothing any more was not opened by this', async () => {
  const request = opened.freeze(CASES['account']?.order() as Order)
  const sent = await opened.send(request)
  opened.paystack.act('accounts.deactivate', {}, sent.kind === 'accepted' ? (sent.ref ?? '') : '')
  expect(await opened.lookUp(request)).toEqual({ kind: 'absent' })
})
