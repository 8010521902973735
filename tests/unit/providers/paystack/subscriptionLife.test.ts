import { beforeEach, describe, expect, test } from 'vitest'
import type { MirroredBilled } from '../../../../src-main/domain/mirrored.ts'
import { connectPaystack } from '../../../../src-main/providers/paystack/connectPaystack.ts'
import type { Provider } from '../../../../src-main/providers/provider.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { addCustomer, addSubscription, at, DAY_MS, KEY, openPaystack } from '../../sandbox/paystack/openPaystack.ts'

type Subscription = Extract<MirroredBilled, { kind: 'subscription' }>
type Invoice = Extract<MirroredBilled, { kind: 'invoice' }>

let sandbox: Awaited<ReturnType<typeof openPaystack>>
let provider: Provider
let customer: { code: string; email: string }

beforeEach(async () => {
  sandbox = await openPaystack({ startsAt: '2027-01-31T09:20:00Z' })
  provider = connectPaystack(KEY, 'test', sandbox.server.baseUrl)
  customer = addCustomer(sandbox)
})

/** The only subscription, and its invoices from the first on. */
async function look(): Promise<{ subscription: Subscription; invoices: Invoice[] }> {
  const answer = await provider.listPage('subscriptions', fromStart(), freely())
  if (!answer.ok) throw new Error(answer.error.detail)
  expect(answer.value.unreadable).toEqual([])
  const subscription = answer.value.objects.find((object) => object.kind === 'subscription')
  if (!subscription) throw new Error('no subscription')
  const invoices = answer.value.objects.filter((object): object is Invoice => object.kind === 'invoice')
  return { subscription, invoices: invoices.sort((a, b) => (a.content.lines[0]?.start ?? 0) - (b.content.lines[0]?.start ?? 0)) }
}

test('begins with a payment, whose invoice is its first', async () => {
  const { plan, reference } = addSubscription(sandbox, customer.email)
  const { subscription, invoices } = await look()
  expect(subscription).toMatchObject({ customer: customer.code, partOf: null, createdAt: at('2027-01-31T09:20:00Z') })
  expect(subscription.content).toMatchObject({
    status: 'active',
    currency: 'NGN',
    startedAt: at('2027-01-31T09:20:00Z'),
    anchor: at('2027-01-31T09:20:00Z'),
    cancelsAtPeriodEnd: false,
    items: [
      {
        ref: subscription.ref,
        price: plan,
        quantity: 1,
        terms: { amount: 500_000, interval: { unit: 'month', count: 1 } },
        periodStart: at('2027-01-31T09:00:00Z'),
        periodEnd: at('2027-02-28T09:00:00Z'),
      },
    ],
  })
  expect(invoices).toMatchObject([
    {
      ref: expect.stringMatching(/^INV_/),
      customer: customer.code,
      partOf: subscription.ref,
      content: {
        status: 'paid',
        reason: 'start',
        total: 500_000,
        amountDue: 500_000,
        amountPaid: 500_000,
        paidAt: at('2027-01-31T09:20:00Z'),
        lines: [{ price: plan, amount: 500_000, start: at('2027-01-31T09:00:00Z'), end: at('2027-02-28T09:00:00Z') }],
      },
    },
  ])
  const paid = await provider.fetchObject('payment', reference, freely())
  const via = paid.ok && paid.value.object.kind === 'payment' ? paid.value.object.content.via : null
  expect(invoices[0]?.content.payments).toEqual([{ payment: via?.id, isPaid: true, paidAt: at('2027-01-31T09:20:00Z') }])
})

test('is renewed on the 28th, and a first listing gets all of its invoices', async () => {
  addSubscription(sandbox, customer.email)
  sandbox.passTo('2027-05-01T00:00:00Z')
  const { subscription, invoices } = await look()
  expect(invoices.map(({ content }) => [content.reason, content.status, content.lines[0]?.start])).toEqual([
    ['start', 'paid', at('2027-01-31T09:00:00Z')],
    ['renewal', 'paid', at('2027-02-28T09:00:00Z')],
    ['renewal', 'paid', at('2027-03-28T09:00:00Z')],
    ['renewal', 'paid', at('2027-04-28T09:00:00Z')],
  ])
  expect(subscription.content.items[0]).toMatchObject({ periodStart: at('2027-04-28T09:00:00Z'), periodEnd: at('2027-05-28T09:00:00Z') })
})

test('is asked for by itself where it was charged more than once, and only then', async () => {
  addSubscription(sandbox, customer.email)
  await look()
  expect(sandbox.server.requests).toHaveLength(1)
  sandbox.pass(40 * DAY_MS)
  await look()
  expect(sandbox.server.requests.slice(1)).toEqual([
    'GET /subscription?perPage=20&page=1',
    expect.stringMatching(/^GET \/subscription\/SUB_/),
  ])
})

test('has an invoice for the next period days before: it is open, and the period is still the old one', async () => {
  addSubscription(sandbox, customer.email)
  sandbox.passTo('2027-02-26T00:00:00Z')
  const { subscription, invoices } = await look()
  expect(invoices.map(({ content }) => [content.status, content.isFailing])).toEqual([
    ['paid', false],
    ['open', false],
  ])
  expect(subscription.content.items[0]).toMatchObject({ periodStart: at('2027-01-31T09:20:00Z'), periodEnd: at('2027-02-28T09:00:00Z') })
})

test('whose charge fails is past due, and says why', async () => {
  addSubscription(sandbox, customer.email)
  sandbox.paystack.act('customers.setBankAnswer', { answer: 'Insufficient Funds' }, customer.code)
  sandbox.passTo('2027-03-01T00:00:00Z')
  const { subscription, invoices } = await look()
  expect(subscription.content).toMatchObject({ status: 'past-due', endedAt: null })
  const failed = invoices[1]?.content
  expect(failed).toMatchObject({ status: 'open', isFailing: true, attempts: 1, amountPaid: 0, paidAt: null, reason: 'renewal' })
  expect(failed?.payments).toEqual([{ payment: expect.stringMatching(/^\d+$/), isPaid: false, paidAt: null }])
  const answer = await provider.listPage('payments', fromStart(), freely())
  const payments = answer.ok ? answer.value.objects.filter((object) => object.kind === 'payment') : []
  expect(payments.find(({ content }) => content.via?.id === failed?.payments[0]?.payment)?.content).toMatchObject({
    status: 'failed',
    failure: 'Insufficient Funds',
    failedAt: at('2027-02-28T09:00:00Z'),
    amountReceived: 0,
  })
  sandbox.paystack.act('customers.setBankAnswer', { answer: 'ok' }, customer.code)
  sandbox.passTo('2027-03-29T00:00:00Z')
  const later = await look()
  expect(later.subscription.content.status).toBe('active')
  expect(later.invoices.map(({ content }) => content.status)).toEqual(['paid', 'open', 'paid'])
})

describe('that is disabled', () => {
  async function disable(): Promise<void> {
    const { subscription } = await look()
    const { body } = await sandbox.ask('GET', `/subscription/${subscription.ref}`)
    const done = await sandbox.ask('POST', '/subscription/disable', { code: subscription.ref, token: body.data.email_token })
    expect(done.status).toBe(200)
  }

  test('runs to the end of what is paid, and was not ended before it', async () => {
    addSubscription(sandbox, customer.email)
    sandbox.passTo('2027-02-10T00:00:00Z')
    await disable()
    expect((await look()).subscription.content).toMatchObject({
      status: 'active',
      cancelsAtPeriodEnd: true,
      cancelAt: at('2027-02-28T09:00:00Z'),
      endedAt: null,
    })
    sandbox.passTo('2027-03-10T00:00:00Z')
    const { subscription, invoices } = await look()
    expect(subscription.content).toMatchObject({ status: 'canceled', cancelsAtPeriodEnd: false, endedAt: at('2027-02-28T09:00:00Z') })
    expect(invoices).toHaveLength(1)
  })

  test('has nobody collect the invoice that was made for the next period', async () => {
    addSubscription(sandbox, customer.email)
    sandbox.passTo('2027-02-26T00:00:00Z')
    await disable()
    expect((await look()).invoices.map(({ content }) => content.status)).toEqual(['paid', 'void'])
    sandbox.passTo('2027-03-10T00:00:00Z')
    const { subscription, invoices } = await look()
    expect(invoices.map(({ content }) => content.status)).toEqual(['paid', 'void'])
    expect(subscription.content).toMatchObject({
      status: 'canceled',
      endedAt: at('2027-02-28T09:00:00Z'),
      items: [{ periodStart: at('2027-01-31T09:20:00Z'), periodEnd: at('2027-02-28T09:00:00Z') }],
    })
  })

  test('while it is not paid ends at once', async () => {
    addSubscription(sandbox, customer.email)
    sandbox.paystack.act('customers.setBankAnswer', { answer: 'Declined' }, customer.code)
    sandbox.passTo('2027-03-10T00:00:00Z')
    await disable()
    expect((await look()).subscription.content).toMatchObject({ status: 'canceled', endedAt: at('2027-03-10T00:00:00Z') })
  })
})

test('of so many payments ends with the period of the last', async () => {
  const plan = sandbox.paystack.act('plans.create', { name: 'Twice', amount: 100, interval: 'monthly', invoice_limit: 2 })
  sandbox.paystack.act('transactions.initialize', { email: customer.email, amount: 1, reference: 'twice', plan: plan['plan_code'] })
  sandbox.paystack.act('payments.pay', {}, 'twice')
  sandbox.passTo('2027-03-10T00:00:00Z')
  expect((await look()).subscription.content).toMatchObject({
    status: 'active',
    cancelsAtPeriodEnd: true,
    cancelAt: at('2027-03-28T09:00:00Z'),
  })
  sandbox.passTo('2027-04-10T00:00:00Z')
  expect((await look()).subscription.content).toMatchObject({ status: 'canceled', endedAt: at('2027-03-28T09:00:00Z') })
})

test('that starts later has the first period before it', async () => {
  const { plan } = addSubscription(sandbox, customer.email)
  const later = await openPaystack({ startsAt: '2027-01-31T09:20:00Z' })
  const other = addCustomer(later)
  addSubscription(later, other.email)
  expect(plan).toBe(String((await later.ask('GET', '/plan')).body.data[0].plan_code))
  const made = await later.ask('POST', '/subscription', { customer: other.code, plan, start_date: '2027-03-05T10:00:00Z' })
  const fetched = await connectPaystack(KEY, 'test', later.server.baseUrl).fetchObject(
    'subscription',
    made.body.data.subscription_code,
    freely(),
  )
  const object = fetched.ok ? fetched.value.object : null
  expect(object?.kind === 'subscription' ? object.content : null).toMatchObject({
    startedAt: at('2027-03-05T10:00:00Z'),
    items: [{ periodStart: at('2027-03-05T10:00:00Z'), periodEnd: at('2027-04-05T10:00:00Z') }],
  })
})
