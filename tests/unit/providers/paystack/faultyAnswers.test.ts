import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { connectPaystack } from '../../../../src-main/providers/paystack/connectPaystack.ts'
import type { Answer, Provider } from '../../../../src-main/providers/provider.ts'
import type { FaultName } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { addCustomer, addPayment, addSubscription, DAY_MS, KEY, openPaystack } from '../../sandbox/paystack/openPaystack.ts'

const GOING_ON = freely()

let sandbox: Awaited<ReturnType<typeof openPaystack>>
let provider: Provider

beforeEach(async () => {
  sandbox = await openPaystack()
  provider = connectPaystack(KEY, 'test', sandbox.server.baseUrl)
  const customer = addCustomer(sandbox)
  for (let serial = 1; serial <= 130; serial++) {
    sandbox.pass(60_000)
    addPayment(sandbox, customer.email, `inv-${serial}`)
  }
})

/** What becomes of each way to ask. */
function askAll(): Promise<Answer<unknown>[]> {
  return Promise.all([
    provider.identify(GOING_ON),
    provider.listPage('payments', fromStart(), GOING_ON),
    provider.fetchObject('payment', 'inv-1', GOING_ON),
  ])
}

async function answerWith(reply: (response: ServerResponse) => void): Promise<Provider> {
  const server = createServer((_, response) => reply(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return connectPaystack(KEY, 'test', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

test.each([
  ['error-page', 'unavailable'],
  ['reset', 'unavailable'],
  ['truncated-gzip', 'unavailable'],
  ['truncated-json', 'unavailable'],
  ['revoked-key', 'unauthorized'],
  ['no-permission', 'forbidden'],
  ['wrong-mode', 'wrong-mode'],
  ['rate-limited', 'rate-limited'],
] as const)('%s is %s, and nothing of it is believed', async (fault: FaultName, kind) => {
  sandbox.faults.set(fault)
  for (const answer of await askAll()) {
    expect(answer).toMatchObject({ ok: false, error: { kind } })
    expect(JSON.stringify(answer)).not.toContain(KEY)
  }
  sandbox.faults.clear()
  for (const answer of await askAll()) expect(answer.ok).toBe(true)
})

test('a slow drip is read to its end', async () => {
  sandbox.faults.set('slow-drip')
  expect(await provider.listPage('payments', fromStart(), GOING_ON)).toMatchObject({ ok: true, value: { objects: { length: 100 } } })
})

test('a key that is revoked in the middle of a list ends it there', async () => {
  const first = await provider.listPage('payments', fromStart(), GOING_ON)
  sandbox.faults.set('revoked-key')
  expect(await provider.listPage('payments', fromStart(first.ok ? first.value.next : null), GOING_ON)).toMatchObject({
    error: { kind: 'unauthorized' },
  })
})

test('another key than the account’s is refused', async () => {
  const other = connectPaystack('sk_test_another', 'test', sandbox.server.baseUrl)
  expect(await other.identify(GOING_ON)).toMatchObject({ ok: false, error: { kind: 'unauthorized' } })
})

test.each(['payments', 'refunds'] as const)('a list of %s without an end is no list', async (stream) => {
  for (let serial = 1; serial <= 130; serial++) sandbox.paystack.act('refunds.create', { transaction: `inv-${serial}` })
  const first = await provider.listPage(stream, fromStart(), GOING_ON)
  const after = first.ok ? first.value.next : null
  expect(after).not.toBeNull()
  sandbox.faults.set('repeated-page')
  expect(await provider.listPage(stream, fromStart(after), GOING_ON)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  sandbox.faults.clear()
  sandbox.faults.set('empty-page')
  expect(await provider.listPage(stream, fromStart(after), GOING_ON)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  sandbox.faults.clear()
  sandbox.faults.set('deleted-cursor')
  if (stream === 'payments') expect(await provider.listPage(stream, fromStart(after), GOING_ON)).toMatchObject({ ok: false })
})

test('what never answers is stopped, and is told as that', async () => {
  sandbox.faults.set('stall')
  const stopping = new AbortController()
  const asked = provider.listPage('payments', fromStart(), freely(stopping.signal))
  await expect.poll(() => sandbox.faults.counts().stall).toBe(1)
  stopping.abort()
  expect(await asked).toEqual({ ok: false, error: { kind: 'cancelled', detail: 'It was stopped.' } })
})

test('advice on when to come back is taken where it is any', async () => {
  const advice = new Set<number | null>()
  sandbox.faults.set('rate-limited', { seed: 'advice' })
  for (let index = 0; index < 40; index++) {
    const answer = await provider.listPage('prices', fromStart(), GOING_ON)
    if (answer.ok || answer.error.kind !== 'rate-limited') throw new Error('it was let in')
    advice.add(answer.error.retryAfterMs)
  }
  expect([...advice].sort()).toEqual([0, 1000, 3000, 500, null])
})

test('nothing that answers is told as that', async () => {
  await sandbox.server.stop()
  expect(await provider.identify(GOING_ON)).toMatchObject({
    error: { kind: 'unavailable', detail: expect.stringContaining('nothing answers') },
  })
})

describe('a server that is none of Paystack’s', () => {
  const ask = async (stranger: Provider) => [
    await stranger.identify(GOING_ON),
    await stranger.listPage('payments', fromStart(), GOING_ON),
    await stranger.fetchObject('payment', 'r-1', GOING_ON),
    await stranger.fetchCustomer('CUS_1', new Set(['payments']), GOING_ON),
  ]

  test.each([
    'null',
    '7',
    '"text"',
    '[]',
    '{}',
    '<html>',
    '',
    '{"status":true}',
    '{"status":true,"data":7}',
    '{"status":true,"data":null,"meta":[]}',
  ])('is no end of the program: %s', async (body) => {
    const stranger = await answerWith((response) => response.end(body))
    for (const answer of await ask(stranger)) expect(answer).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  })

  test.each([
    [500, '{"status":false,"message":"Something broke"}', 'unavailable'],
    [502, '<html>', 'unavailable'],
    [403, '<html>Attention required</html>', 'unavailable'],
    [403, '{"status":false,"message":"Not allowed"}', 'forbidden'],
    [401, '<html>', 'unauthorized'],
    [404, '<html>', 'unreadable'],
    [404, '{"status":false,"message":"Nothing there"}', 'missing'],
    [400, '{"status":false,"message":"Transaction reference not found"}', 'missing'],
    [400, '{"status":false,"message":"Nope","code":"transaction_not_found"}', 'missing'],
    [400, '{"status":false,"message":"Bad sk_test_sandbox0000000000000001","code":"missing_params"}', 'unreadable'],
    [200, '{"status":false,"message":"No"}', 'unreadable'],
    [429, '<html>', 'rate-limited'],
  ] as const)('%i %s is %s', async (status, body, kind) => {
    const stranger = await answerWith((response) => response.writeHead(status).end(body))
    for (const answer of await ask(stranger)) {
      expect(answer).toMatchObject({ ok: false, error: { kind } })
      expect(JSON.stringify(answer)).not.toContain(KEY)
    }
  })

  test('is not followed to another place, with the key or without', async () => {
    const asked: string[] = []
    const stranger = await answerWith((response) => {
      asked.push(response.req.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await stranger.identify(GOING_ON)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
    expect(asked).toEqual(['/customer?perPage=1&page=1'])
  })

  test('that sends without an end is not listened to for ever', async () => {
    const stranger = await answerWith((response) => {
      const chunk = Buffer.alloc(1_000_000, 0x20)
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', pour)
      pour()
    })
    expect(await stranger.identify(GOING_ON)).toMatchObject({ error: { kind: 'unreadable', detail: expect.stringContaining('too long') } })
  })

  test('that does not know how to narrow a list is not listed to its end', async () => {
    const customer = { id: 1, customer_code: 'CUS_1', integration: 5, createdAt: '2027-01-01T00:00:00Z' }
    const stranger = await answerWith((response) => {
      const url = response.req.url ?? ''
      const other = { reference: 'r', status: 'success', amount: 1, currency: 'NGN', created_at: '2027-01-01T00:00:00Z', id: 1 }
      const data = url.startsWith('/customer/') ? customer : [{ ...other, customer: { customer_code: 'CUS_2' } }]
      response.end(JSON.stringify({ status: true, data, meta: { page: 1, pageCount: 1 } }))
    })
    const answer = await stranger.fetchCustomer('CUS_1', new Set(['payments']), GOING_ON)
    expect(answer).toMatchObject({ error: { kind: 'unreadable', detail: expect.stringContaining('not asked for') } })
  })

  test('tells no time: then it is ours that counts', async () => {
    const stranger = await answerWith((response) => {
      response.sendDate = false
      response.end(JSON.stringify({ status: true, data: [], meta: { next: null } }))
    })
    const before = Date.now()
    const answer = await stranger.listPage('payments', fromStart(), GOING_ON)
    expect(answer.ok && answer.value.answeredAt >= before && answer.value.answeredAt <= Date.now()).toBe(true)
  })

  test('that knows no cursors is read by pages', async () => {
    const asked: string[] = []
    const stranger = await answerWith((response) => {
      asked.push(response.req.url ?? '')
      const page = Number(new URLSearchParams((response.req.url ?? '').split('?')[1]).get('page') ?? 1)
      const data = [{ id: page, customer_code: `CUS_${page}`, domain: 'test', createdAt: '2027-01-01T00:00:00Z' }]
      response.end(JSON.stringify({ status: true, data, meta: { total: '3', perPage: '1', page: String(page) } }))
    })
    const refs: string[] = []
    let after: string | null = null
    do {
      const answer = await stranger.listPage('customers', fromStart(after), GOING_ON)
      if (!answer.ok) throw new Error(answer.error.detail)
      refs.push(...answer.value.objects.map((object) => object.ref))
      after = answer.value.next
    } while (after !== null)
    expect(refs).toEqual(['CUS_1', 'CUS_2', 'CUS_3'])
    expect(asked[1]).toBe('/customer?perPage=100&page=2')
  })
})

test('a server that counts no pages is not asked for them in a circle', async () => {
  const stranger = await answerWith((response) =>
    response.end(JSON.stringify({ status: true, data: [{}], meta: { page: 1, pageCount: 9 } })),
  )
  expect(await stranger.listPage('prices', fromStart('page=4'), GOING_ON)).toMatchObject({
    error: { kind: 'unreadable', detail: expect.stringContaining('another page') },
  })
})

test('what is asked for by dots or by nothing leads to no other path: nothing is asked', async () => {
  const asked: string[] = []
  const stranger = await answerWith((response) => {
    asked.push(response.req.url ?? '')
    response.end('{}')
  })
  for (const ref of ['', '.', '..'])
    expect(await stranger.fetchObject('payment', ref, GOING_ON)).toMatchObject({ error: { kind: 'missing' } })
  expect(asked).toEqual([])
  await stranger.fetchObject('payment', '../customer?x=1#y', GOING_ON)
  expect(asked).toEqual(['/transaction/verify/..%2Fcustomer%3Fx%3D1%23y'])
})

test('subscriptions of live data are refused before anything more is asked about them', async () => {
  addSubscription(sandbox, 'ada@example.org')
  sandbox.pass(70 * DAY_MS)
  sandbox.faults.set('wrong-mode', { path: '/subscription' })
  expect(await provider.listPage('subscriptions', fromStart(), GOING_ON)).toMatchObject({ error: { kind: 'wrong-mode' } })
  expect(sandbox.server.requests.filter((request) => request.startsWith('GET /subscription'))).toHaveLength(1)
})

test('a subscription whose history is cut on its way stops the list, and comes whole when it is asked again', async () => {
  addSubscription(sandbox, 'ada@example.org')
  sandbox.pass(70 * DAY_MS)
  sandbox.faults.set('truncated-json', { path: '/subscription/' })
  const list = () => provider.listPage('subscriptions', fromStart(), GOING_ON)
  expect(await list()).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
  sandbox.faults.clear()
  expect(await list()).toMatchObject({ ok: true, value: { objects: { length: 4 }, unreadable: [] } })
})

test('a subscription whose history cannot be read is parked, and the others are read', async () => {
  const row = (code: string, payments_count: number) => ({
    ...{ id: 9, domain: 'test', status: 'active', subscription_code: code, amount: 1, createdAt: '2026-11-20T09:14:24Z', payments_count },
    ...{ next_payment_date: null, most_recent_invoice: null, customer: { customer_code: 'CUS_1' } },
    plan: { plan_code: 'PLN_1', interval: 'monthly', currency: 'NGN', amount: 1 },
  })
  const stranger = await answerWith((response) => {
    const data = response.req.url?.startsWith('/subscription/') ? [] : [row('SUB_1', 4), row('SUB_2', 0)]
    response.end(JSON.stringify({ status: true, data, meta: { page: 1, pageCount: 1 } }))
  })
  const answer = await stranger.listPage('subscriptions', fromStart(), GOING_ON)
  expect(answer).toMatchObject({ ok: true, value: { objects: [{ ref: 'SUB_2' }], unreadable: [{ kind: 'subscription', ref: 'SUB_1' }] } })
})
