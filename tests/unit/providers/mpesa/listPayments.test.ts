import { expect, test } from 'vitest'
import type { MirroredBilled } from '../../../../src-main/domain/mirrored.ts'
import { connectMpesa } from '../../../../src-main/providers/mpesa/connectMpesa.ts'
import type { ObjectPage, PageAsk } from '../../../../src-main/providers/provider.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { fromStart } from '../../../fixtures/freely.ts'
import { at, get, HOUR, MINUTE, openMpesa, PHONE, SECOND, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'

type Opened = Awaited<ReturnType<typeof openMpesa>>

/** All pages of a list, from what is asked for on. */
async function listAll({ provider, way }: Pick<Opened, 'provider' | 'way'>, ask: PageAsk = fromStart()) {
  const pages: ObjectPage[] = []
  let after = ask.after
  do {
    const page = get(await provider.listPage('payments', { ...ask, after }, way))
    pages.push(page)
    after = page.next
  } while (after !== null)
  return { pages, refs: pages.flatMap(({ objects }) => objects.flatMap((object) => (object.kind === 'deleted' ? [] : [object.ref]))) }
}

test('a payment is what the customer did, at the instant at which it was done', async () => {
  const opened = await openMpesa()
  const receipt = opened.pay({ amount: 4500, name: 'ADA LOVELACE' })
  opened.pass(MINUTE)
  const [page] = (await listAll(opened)).pages
  expect(page?.unreadable).toEqual([])
  const paidAt = at('2026-11-20T07:45:00Z')
  expect(page?.objects).toEqual([
    {
      ...{
        kind: 'payment',
        ref: receipt,
        customer: null,
        partOf: null,
        createdAt: paidAt,
        json: expect.stringContaining('"trxDate":"2026-11-20T10:45:00Z"'),
      },
      content: {
        ...{ status: 'succeeded', amount: 450_000, amountReceived: 450_000, currency: 'KES', succeededAt: paidAt },
        ...{ failedAt: null, failure: null, plan: null, interval: null, description: null },
        via: {
          ...{ id: null, channel: 'paybill', receipt, reference: 'INV1001', payerName: 'ADA LOVELACE' },
          ...{ payerPhone: '2547*****149', account: null },
        },
      },
    },
  ])
  expect(page?.oldestAt).toBe(paidAt)
  expect(page?.answeredAt).toBe(at('2026-11-20T07:46:00Z'))
})

test('pages are counted by rows, newest first, until one is empty', async () => {
  const opened = await openMpesa({ settings: { pageSize: 10 } })
  const paid = Array.from({ length: 25 }, (_, index) => {
    opened.pass(MINUTE)
    return opened.pay({ reference: `C${index}` })
  })
  const { pages, refs } = await listAll(opened)
  expect(pages.map(({ objects }) => objects.length)).toEqual([10, 10, 5, 0])
  expect(refs).toEqual(paid.toReversed())
})

test.each(['list', 'text', 'failure'] as const)('nothing was paid, told as a %s', async (emptyPull) => {
  const { provider, way } = await openMpesa({ settings: { emptyPull } })
  expect(get(await provider.listPage('payments', fromStart(), way))).toMatchObject({
    objects: [],
    unreadable: [],
    next: null,
    oldestAt: null,
  })
})

test('only what is asked for is listed, in Nairobi’s time', async () => {
  const opened = await openMpesa()
  const receipts = [0, 1, 2, 3].map(() => {
    opened.pass(HOUR)
    return opened.pay()
  })
  const { refs } = await listAll(opened, { from: at('2026-11-20T09:00:00Z'), until: at('2026-11-20T11:00:00Z'), after: null })
  expect(refs).toEqual([receipts[2], receipts[1]])
})

test('nothing older than two days is asked for, and nothing at all where all of it is', async () => {
  const opened = await openMpesa()
  opened.pay()
  opened.pass(24 * HOUR)
  const second = opened.pay()
  opened.pass(30 * HOUR)
  expect((await listAll(opened, { from: toInstant(0), until: null, after: null })).refs).toEqual([second])
  const asked = opened.server.counts.get('POST /pulltransactions/v1/query')
  expect((await listAll(opened, { from: toInstant(0), until: at('2026-11-20T08:00:00Z'), after: null })).pages).toHaveLength(1)
  expect(opened.server.counts.get('POST /pulltransactions/v1/query')).toBe(asked)
})

test('a list from the edge of two days is gone on with where it was, and begun again where it has waited too long', async () => {
  const opened = await openMpesa({ settings: { pageSize: 1 } })
  opened.pass(HOUR)
  const first = opened.pay()
  opened.pass(MINUTE)
  const second = opened.pay()
  opened.pass(HOUR)
  const page = get(await opened.provider.listPage('payments', fromStart(), opened.way))
  expect(page.objects).toMatchObject([{ ref: second }])
  opened.pass(4 * MINUTE)
  const next = get(await opened.provider.listPage('payments', fromStart(page.next), opened.way))
  expect(next.objects).toMatchObject([{ ref: first }])
  opened.pass(10 * MINUTE)
  const again = get(await opened.provider.listPage('payments', fromStart(next.next), opened.way))
  expect(again.objects).toMatchObject([{ ref: second }])
})

test('a payment of after our clock stopped is in the list that goes until now', async () => {
  const opened = await openMpesa()
  // A clock that stands still: only Daraja's own tells that an hour has passed.
  const provider = connectMpesa('GxKey0001:sEcret0001', 'test', opened.server.baseUrl, { shortCode: SHORT_CODE }, () => 0)
  await provider.identify(opened.way)
  opened.pass(30 * MINUTE)
  const receipt = opened.pay()
  opened.pass(SECOND)
  expect((await listAll({ provider, way: opened.way })).refs).toEqual([receipt])
})

test('transactions are pulled by GET with a body where Daraja wants that', async () => {
  const byPost = await openMpesa({ settings: { pullMethod: 'GET' } })
  const refused = await byPost.provider.listPage('payments', fromStart(), byPost.way)
  expect(refused).toMatchObject({ ok: false, error: { kind: 'missing', detail: expect.stringContaining('set pullMethod to GET') } })
  const byGet = await openMpesa({ settings: { pullMethod: 'GET' }, connection: { pullMethod: 'GET' } })
  const receipt = byGet.pay()
  expect((await listAll(byGet)).refs).toEqual([receipt])
  expect(byGet.server.counts.get('GET /pulltransactions/v1/query')).toBe(2)
})

test('a short code that is not registered says what is to be done', async () => {
  const { provider, way } = await openMpesa({ isPullRegistered: false })
  const refused = await provider.listPage('payments', fromStart(), way)
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'forbidden', detail: expect.stringMatching(/^Short code 600123 .* register it once/) },
  })
})

test('what is paid to a till, and what a phone was asked for, are payments like others', async () => {
  const opened = await openMpesa({ till: '5123456' })
  opened.pay({ reference: '' })
  const { pages } = await listAll(opened)
  const [payment] = pages.flatMap(({ objects }) => objects as MirroredBilled[])
  expect(payment?.content).toMatchObject({ via: { channel: 'till', reference: null, payerPhone: `${PHONE.slice(0, 4)}*****149` } })
})
