import { beforeEach, describe, expect, test } from 'vitest'
import type { MirroredObject } from '../../../../src-main/domain/mirrored.ts'
import { connectPaystack } from '../../../../src-main/providers/paystack/connectPaystack.ts'
import { readPaystackObject } from '../../../../src-main/providers/paystack/readPaystackObject.ts'
import type { Answer, ObjectPage, ObjectStream, PageAsk, Provider } from '../../../../src-main/providers/provider.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { addCustomer, addPayment, addSubscription, at, DAY_MS, KEY, openPaystack } from '../../sandbox/paystack/openPaystack.ts'

const GOING_ON = freely()

let sandbox: Awaited<ReturnType<typeof openPaystack>>
let provider: Provider

beforeEach(async () => {
  sandbox = await openPaystack()
  provider = connectPaystack(KEY, 'test', sandbox.server.baseUrl)
})

function get<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.detail}`)
  return answer.value
}

async function list(stream: ObjectStream, ask: PageAsk = fromStart()): Promise<ObjectPage> {
  return get(await provider.listPage(stream, ask, GOING_ON))
}

async function listAll(stream: ObjectStream): Promise<MirroredObject[]> {
  const all: MirroredObject[] = []
  let after: string | null = null
  do {
    const page = await list(stream, fromStart(after))
    all.push(...page.objects)
    after = page.next
  } while (after !== null)
  return all
}

/** One of everything. */
function fill() {
  const { paystack } = sandbox
  const customer = addCustomer(sandbox)
  const payment = addPayment(sandbox, customer.email, 'inv-1001-a1')
  const { plan } = addSubscription(sandbox, customer.email)
  const account = paystack.act('accounts.create', { customer: customer.code })
  const refund = paystack.act('refunds.create', { transaction: payment, amount: 1000, merchant_note: 'half a month' })
  const dispute = paystack.act('disputes.raise', { amount: 500 }, payment)
  return { customer, payment, plan, account, refund, dispute }
}

test('what others refer to is listed first, and nothing is asked for that Paystack does not have', async () => {
  expect(provider.streams).toEqual(['prices', 'customers', 'subscriptions', 'payments', 'refunds', 'disputes', 'accounts'])
  expect(provider).toMatchObject({ name: 'paystack', limits: { account: 2, endpoint: 2 }, polls: { horizonMs: null } })
  expect(await provider.listEvents(at('2027-01-01T00:00:00Z'), null, GOING_ON)).toMatchObject({ ok: false, error: { kind: 'missing' } })
  for (const kind of ['invoice', 'product', 'checkout', 'push'] as const)
    expect(await provider.fetchObject(kind, 'INV_1', GOING_ON)).toMatchObject({ ok: false, error: { kind: 'missing' } })
  expect(sandbox.server.requests).toEqual([])
})

test('each list that is polled is a stream, and each stream is polled in one way', () => {
  const { polls } = provider
  const polled = [...Object.keys(polls?.overlapMs ?? {}), ...Object.keys(polls?.everyMs ?? {})]
  expect(polled.sort()).toEqual([...provider.streams].sort())
  expect(Object.keys(polls?.dailyMs ?? {}).every((stream) => stream in (polls?.overlapMs ?? {}))).toBe(true)
})

describe('an account', () => {
  test('is the number that its customers bear', async () => {
    addCustomer(sandbox)
    expect(get(await provider.identify(GOING_ON))).toEqual({ ref: '428626', name: null })
    expect(sandbox.server.requests).toEqual(['GET /customer?perPage=1&page=1'])
  })

  test('is the number that its plans bear, where nobody has bought anything yet', async () => {
    sandbox.paystack.act('plans.create', { name: 'Starter', amount: 100, interval: 'monthly' })
    expect(get(await provider.identify(GOING_ON)).ref).toBe('428626')
  })

  test('that is empty cannot be told from another, and says what to do', async () => {
    const answer = await provider.identify(GOING_ON)
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'missing', detail: expect.stringContaining('make a plan or a customer first') },
    })
  })
})

describe('one of each kind', () => {
  test.each([
    ['prices', 'price'],
    ['customers', 'customer'],
    ['subscriptions', 'subscription'],
    ['payments', 'payment'],
    ['refunds', 'refund'],
    ['disputes', 'dispute'],
    ['accounts', 'account'],
  ] as const)('in %s is listed, fetched, read again from what is kept, and the same each time', async (stream, kind) => {
    fill()
    const { objects, unreadable } = await list(stream)
    expect(unreadable).toEqual([])
    const listed = objects.find((object) => object.kind === kind)
    if (!listed || listed.kind === 'deleted') throw new Error(`no ${kind}`)
    const fetched = get(await provider.fetchObject(kind, listed.ref, GOING_ON))
    expect(fetched.answeredAt).toBe(sandbox.paystack.now())
    expect({ ...fetched.object, json: '' }).toEqual({ ...listed, json: '' })
    if (listed.kind !== 'customer') expect(readPaystackObject(listed.kind, listed.json)).toEqual(listed)
    for (const { json } of [listed, fetched.object].filter((each) => each.kind !== 'deleted'))
      expect(json).not.toMatch(/AUTH_|email_token|access_code|checkout\.paystack/)
  })

  test('that was never there is missing', async () => {
    fill()
    for (const kind of ['price', 'customer', 'subscription', 'payment', 'refund', 'dispute', 'account'] as const)
      for (const ref of ['nothing', '999', '..', ''])
        expect(await provider.fetchObject(kind, ref, GOING_ON), `${kind} ${ref}`).toMatchObject({ ok: false, error: { kind: 'missing' } })
  })

  test('says what hangs on what', async () => {
    const { customer, payment } = fill()
    expect((await list('refunds')).objects).toMatchObject([
      {
        customer: customer.code,
        partOf: payment,
        content: { payment, amount: 1000, currency: 'NGN', status: 'pending', reason: 'half a month' },
      },
    ])
    expect((await list('disputes')).objects).toMatchObject([
      {
        customer: customer.code,
        partOf: payment,
        content: { payment, amount: 500, currency: 'NGN', status: 'open', reason: 'chargeback' },
      },
    ])
    expect((await list('accounts')).objects).toMatchObject([
      {
        customer: customer.code,
        content: { number: '9930000737', name: 'SANDBOX/ADA OBI', bank: 'Test Bank', currency: 'NGN', isActive: true },
      },
    ])
  })
})

describe('a list', () => {
  test.each(['customers', 'payments', 'prices', 'refunds'] as const)(
    'of %s is listed by pages, newest first, each once',
    async (stream) => {
      const { paystack } = sandbox
      addPayment(sandbox, 'ada@example.org', 'whole', 1_000_000)
      for (let serial = 1; serial <= 230; serial++) {
        sandbox.pass(60_000)
        if (stream === 'customers') addCustomer(sandbox, `payer${serial}`)
        if (stream === 'payments')
          paystack.act('transactions.initialize', { email: 'ada@example.org', amount: 100, reference: `r-${serial}` })
        if (stream === 'prices') paystack.act('plans.create', { name: `Plan ${serial}`, amount: 100, interval: 'monthly' })
        if (stream === 'refunds') paystack.act('refunds.create', { transaction: 'whole', amount: 1 })
      }
      sandbox.server.limit(null)
      const all = await listAll(stream)
      const refs = all.map((object) => object.ref)
      expect(new Set(refs).size).toBe(refs.length)
      expect(refs.length).toBeGreaterThanOrEqual(230)
      expect(sandbox.server.requests).toHaveLength(3)
      const made = all.map((object) => (object.kind === 'deleted' ? 0 : object.createdAt))
      expect(made).toEqual(made.toSorted((a, b) => b - a))
      expect((await list(stream)).oldestAt).toBe(made[99])
    },
  )

  test('goes by cursors where there are any, and by pages where there are none', async () => {
    fill()
    for (const stream of provider.streams) await list(stream)
    expect(sandbox.server.requests).toEqual([
      'GET /plan?perPage=100&page=1',
      'GET /customer?perPage=100&use_cursor=true',
      'GET /subscription?perPage=20&page=1',
      'GET /transaction?perPage=100&use_cursor=true',
      'GET /refund?perPage=100&page=1',
      'GET /dispute?perPage=100&page=1',
      'GET /dedicated_account?perPage=100&page=1',
    ])
  })

  test('is narrowed to when things were made, with a second to spare, but for accounts', async () => {
    fill()
    sandbox.pass(DAY_MS)
    addPayment(sandbox, 'ada@example.org', 'later')
    sandbox.pass(DAY_MS)
    addPayment(sandbox, 'ada@example.org', 'latest')
    const ask = { from: at('2027-01-05T09:00:00Z'), until: at('2027-01-06T08:00:00Z'), after: null }
    expect((await list('payments', ask)).objects.map((object) => object.ref)).toEqual(['later'])
    expect((await list('accounts', ask)).objects).toHaveLength(1)
    expect(sandbox.server.requests).toEqual([
      'GET /transaction?perPage=100&use_cursor=true&from=2027-01-05T08:59:59Z&to=2027-01-06T08:00:00Z',
      'GET /dedicated_account?perPage=100&page=1',
    ])
  })

  test('with one bad object parks it and reads the others', async () => {
    sandbox.paystack.act('plans.create', { name: 'By the hour', amount: 100, interval: 'hourly' })
    fill()
    const { objects, unreadable } = await list('prices')
    expect(objects).toHaveLength(1)
    expect(unreadable).toEqual([{ kind: 'price', ref: expect.stringMatching(/^PLN_/), reason: expect.stringContaining('its interval') }])
  })

  test('asks for leave before each request, by endpoint', async () => {
    const asked: string[] = []
    const { customer } = fill()
    sandbox.pass(70 * DAY_MS)
    const way = { signal: GOING_ON.signal, admit: async (endpoint: string) => void asked.push(endpoint) }
    get(await provider.listPage('subscriptions', fromStart(), way))
    get(await provider.fetchObject('customer', customer.code, way))
    get(await provider.fetchObject('payment', 'inv-1001-a1', way))
    expect(asked).toEqual(['/subscription', '/subscription/:id', '/customer/:id', '/transaction/verify/:id'])
  })
})

describe('a customer', () => {
  test('comes with all that hangs on it, and nobody else’s', async () => {
    const { customer, payment, refund } = fill()
    const other = addCustomer(sandbox, 'bola')
    addPayment(sandbox, other.email, 'other')
    const { fetched, unreadable } = get(await provider.fetchCustomer(customer.code, new Set(provider.streams), GOING_ON))
    expect(unreadable).toEqual([])
    const kinds = fetched.map(({ object }) => object.kind)
    expect(new Set(kinds)).toEqual(new Set(['customer', 'subscription', 'invoice', 'payment', 'account', 'refund']))
    const refs = fetched.map(({ object }) => object.ref)
    expect(refs).toEqual(expect.arrayContaining([customer.code, payment, String(refund['id'])]))
    expect(refs).not.toContain('other')
  })

  test('comes with what may be read, and no more is asked', async () => {
    const { customer } = fill()
    get(await provider.fetchCustomer(customer.code, new Set(['payments']), GOING_ON))
    expect(sandbox.server.requests.map((request) => request.split('?')[0])).toEqual([`GET /customer/${customer.code}`, 'GET /transaction'])
  })

  test('has its refunds of a month asked for, and older ones where the payment is reversed', async () => {
    const { customer, payment } = fill()
    sandbox.pass(40 * DAY_MS)
    const refund = () => sandbox.server.requests.filter((request) => request.startsWith('GET /refund'))
    get(await provider.fetchCustomer(customer.code, new Set(['payments', 'refunds']), GOING_ON))
    // The renewal of the subscription is of this month; the payment of the first day is not.
    expect(refund()).toHaveLength(1)
    sandbox.paystack.act('refunds.create', { transaction: payment })
    sandbox.pass(5 * DAY_MS)
    get(await provider.fetchCustomer(customer.code, new Set(['payments', 'refunds']), GOING_ON))
    expect(refund()).toHaveLength(3)
  })
})
