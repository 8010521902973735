import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { at, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

/** 30 a month since 1 April: one a day. */
async function openApril(cancel_at?: string, terms: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe } = sandbox
  const { customer, price } = await makeCompany(client, stripe, { amount: 3000 })
  const { id } = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...(cancel_at === undefined ? {} : { cancel_at: at(cancel_at) }),
    ...terms,
  })
  const retrieve = () => client.subscriptions.retrieve(id)
  return {
    ...sandbox,
    id,
    customer,
    retrieve,
    endAt: (iso: string | null, proration_behavior?: Stripe.SubscriptionUpdateParams.ProrationBehavior) =>
      client.subscriptions.update(id, {
        cancel_at: iso === null ? '' : at(iso),
        ...(proration_behavior === undefined ? {} : { proration_behavior }),
      }),
    periodEnd: async () => toIsoSeconds((await retrieve()).items.data[0]?.current_period_end),
    totals: async () => (await client.invoices.list({ subscription: id })).data.map(({ total }) => total),
    pending: async () =>
      (await client.invoiceItems.list({ customer: customer.id, pending: true })).data.map(({ amount, period, proration }) => [
        amount,
        toIsoSeconds(period.start)?.slice(0, 10),
        toIsoSeconds(period.end)?.slice(0, 10),
        proration,
      ]),
  }
}

test('an end in the middle of a period cuts it, gives back the rest, and bills that at the end', async () => {
  const { client, customer, passTo, endAt, periodEnd, pending, totals, retrieve } = await openApril()
  passTo('2027-04-06T00:00:00Z')
  await endAt('2027-04-21T00:00:00Z')
  expect(await periodEnd()).toBe('2027-04-21T00:00:00Z')
  expect(await pending()).toEqual([[-1000, '2027-04-21', '2027-05-01', true]])
  expect(await totals()).toEqual([3000])
  passTo('2027-04-21T00:00:00Z')
  const ended = await retrieve()
  expect([ended.status, toIsoSeconds(ended.ended_at), ended.cancellation_details?.reason]).toEqual([
    'canceled',
    '2027-04-21T00:00:00Z',
    'cancellation_requested',
  ])
  expect(await totals()).toEqual([-1000, 3000])
  expect(await client.customers.retrieve(customer.id)).toMatchObject({ balance: -1000 })
  passTo('2027-07-01T00:00:00Z')
  expect(await totals()).toEqual([-1000, 3000])
})

test('the rest is given back at once where that is asked', async () => {
  const { passTo, endAt, totals, pending } = await openApril()
  passTo('2027-04-06T00:00:00Z')
  await endAt('2027-04-11T00:00:00Z', 'always_invoice')
  expect([await totals(), await pending()]).toEqual([[-2000, 3000], []])
  passTo('2027-05-11T00:00:00Z')
  expect(await totals()).toEqual([-2000, 3000])
})

test('without prorations nothing is cut and nothing given back', async () => {
  const { passTo, endAt, periodEnd, totals, retrieve } = await openApril()
  await endAt('2027-04-21T00:00:00Z', 'none')
  expect(await periodEnd()).toBe('2027-05-01T00:00:00Z')
  passTo('2027-04-21T00:00:00Z')
  expect([(await retrieve()).status, await totals()]).toEqual(['canceled', [3000]])
})

test('an end that is taken back charges what was given back, and the next month is whole', async () => {
  const { passTo, endAt, periodEnd, totals, retrieve } = await openApril()
  passTo('2027-04-06T00:00:00Z')
  await endAt('2027-04-21T00:00:00Z')
  passTo('2027-04-12T00:00:00Z')
  await endAt(null)
  expect([await periodEnd(), (await retrieve()).cancel_at]).toEqual(['2027-05-01T00:00:00Z', null])
  passTo('2027-05-01T01:00:00Z')
  expect(await totals()).toEqual([3000, 3000])
})

test('an end that moves back and forth moves what is given back with it', async () => {
  const { passTo, endAt, periodEnd, pending, totals } = await openApril()
  await endAt('2027-04-21T00:00:00Z')
  await endAt('2027-04-11T00:00:00Z')
  await endAt('2027-04-26T00:00:00Z')
  expect(await periodEnd()).toBe('2027-04-26T00:00:00Z')
  expect((await pending()).map(([amount, start, end]) => [amount, start, end])).toEqual([
    [1500, '2027-04-11', '2027-04-26'],
    [-1000, '2027-04-11', '2027-04-21'],
    [-1000, '2027-04-21', '2027-05-01'],
  ])
  await endAt('2027-06-11T00:00:00Z')
  expect(await periodEnd()).toBe('2027-05-01T00:00:00Z')
  passTo('2027-06-30T00:00:00Z')
  // A whole April that was cut and restored, a whole May, and ten of June's thirty days.
  expect(await totals()).toEqual([1000, 3000, 3000])
})

test('an end in a later period cuts that one as it is renewed, whatever is said of prorations', async () => {
  const { client, id, passTo, endAt, periodEnd, totals, pending, retrieve } = await openApril()
  await endAt('2027-05-16T00:00:00Z', 'none')
  expect([await pending(), await periodEnd()]).toEqual([[], '2027-05-01T00:00:00Z'])
  passTo('2027-05-01T01:00:00Z')
  expect(await periodEnd()).toBe('2027-05-16T00:00:00Z')
  const [last] = (await client.invoices.list({ subscription: id })).data
  // Fifteen of May's thirty-one days.
  expect([last?.total, toIsoSeconds(last?.lines.data[0]?.period.end)]).toEqual([1452, '2027-05-16T00:00:00Z'])
  passTo('2027-06-16T00:00:00Z')
  expect([(await retrieve()).status, await totals()]).toEqual(['canceled', [1452, 3000]])
})

test('an end in a period that was sold short and is taken back charges the rest of the month', async () => {
  const { passTo, endAt, periodEnd, totals, pending } = await openApril()
  await endAt('2027-05-16T00:00:00Z')
  passTo('2027-05-02T00:00:00Z')
  await endAt(null)
  expect([await periodEnd(), await pending()]).toEqual(['2027-06-01T00:00:00Z', [[1548, '2027-05-16', '2027-06-01', true]]])
  passTo('2027-06-01T01:00:00Z')
  expect(await totals()).toEqual([4548, 1452, 3000])
})

test('a subscription that is made to end within its first month pays for what it gets', async () => {
  const cut = await openApril('2027-04-16T00:00:00Z')
  expect([await cut.totals(), await cut.periodEnd()]).toEqual([[1500], '2027-04-16T00:00:00Z'])
  cut.passTo('2027-05-16T00:00:00Z')
  expect(await cut.totals()).toEqual([1500])
  const whole = await openApril('2027-04-16T00:00:00Z', { proration_behavior: 'none' })
  expect([await whole.totals(), await whole.periodEnd()]).toEqual([[3000], '2027-05-01T00:00:00Z'])
  whole.passTo('2027-05-16T00:00:00Z')
  expect([(await whole.retrieve()).status, await whole.totals()]).toEqual(['canceled', [3000]])
})

test('an end at the period end cuts nothing, however it is named', async () => {
  const { client, id, endAt, pending, periodEnd, passTo, totals } = await openApril()
  await endAt('2027-04-11T00:00:00Z')
  // What is named by the period is the whole one, and not what is left of it.
  const named = await client.subscriptions.update(id, { cancel_at: 'min_period_end' })
  expect([toIsoSeconds(named.cancel_at), await periodEnd()]).toEqual(['2027-05-01T00:00:00Z', '2027-05-01T00:00:00Z'])
  expect((await pending()).map(([amount]) => amount)).toEqual([2000, -2000])
  passTo('2027-05-01T00:00:00Z')
  expect(await totals()).toEqual([0, 3000])
})

test('what is left is given back once: an end today after an end that was planned', async () => {
  const { client, id, passTo, endAt, totals } = await openApril()
  await endAt('2027-04-21T00:00:00Z')
  passTo('2027-04-11T00:00:00Z')
  await client.subscriptions.cancel(id, { prorate: true, invoice_now: true })
  // Ten days were used, of thirty that were paid.
  expect(await totals()).toEqual([-2000, 3000])
})

test('a trial is not cut', async () => {
  const { passTo, endAt, retrieve, totals, pending } = await openApril(undefined, { trial_period_days: 20 })
  await endAt('2027-04-11T00:00:00Z')
  expect(await pending()).toEqual([])
  passTo('2027-04-11T00:00:00Z')
  expect([(await retrieve()).status, await totals()]).toEqual(['canceled', [0]])
})
