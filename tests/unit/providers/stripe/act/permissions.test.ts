import { expect, test } from 'vitest'
import { openActing } from './openActing.ts'

const AREAS = ['subscriptions', 'invoices', 'refunds', 'checkouts', 'portal'] as const

test('a full key may do everything, and asking leaves nothing behind', async () => {
  const { acting, way, stripe, effects } = await openActing()
  const before = stripe.dump()
  expect(await acting.probe(way)).toEqual({ ok: true, value: Object.fromEntries(AREAS.map((area) => [area, true])) })
  expect([stripe.dump(), effects()]).toEqual([before, []])
})

test('a key that only reads may do nothing, and reads on', async () => {
  const { acting, way, faults, customer, client } = await openActing()
  faults.set('read-only-key')
  expect(await acting.probe(way)).toEqual({ ok: true, value: Object.fromEntries(AREAS.map((area) => [area, false])) })
  expect((await client.customers.list()).data.map(({ id }) => id)).toEqual([customer])
})

test('a key that may do some things is told apart by area', async () => {
  const { acting, way, faults } = await openActing()
  faults.set('no-permission', { path: '/v1/refunds' })
  expect(await acting.probe(way)).toMatchObject({ ok: true, value: { refunds: false, subscriptions: true, portal: true } })
})

test.each([
  ['revoked-key', 'unauthorized'],
  ['rate-limited', 'rate-limited'],
  ['error-page', 'unavailable'],
] as const)('%s says nothing of what the key may do', async (fault, kind) => {
  const { acting, way, faults } = await openActing()
  faults.set(fault)
  expect(await acting.probe(way)).toMatchObject({ ok: false, error: { kind } })
})

test('the address of a checkout is asked for anew as long as it is open, and a page of the portal has none', async () => {
  const { acting, way, order, customer, prices, stripe } = await openActing()
  const sent = await order({ kind: 'link.checkout', customer, price: prices.small, quantity: 1, isRecurring: true })
  const [ref, link] = sent.kind === 'accepted' ? [sent.ref ?? '', sent.link] : []
  expect(link).toMatch(/^https:\/\/checkout\.stripe\.com\//)
  expect(await acting.findLink?.('link.checkout', ref ?? '', way)).toEqual({ ok: true, value: link })
  stripe.act('sessions.expire', {}, ref ?? '')
  expect(await acting.findLink?.('link.checkout', ref ?? '', way)).toEqual({ ok: true, value: null })
  expect(await acting.findLink?.('link.portal', 'bps_1', way)).toEqual({ ok: true, value: null })
  const page = await order({ kind: 'link.portal', customer }, 'another')
  expect(page).toMatchObject({ kind: 'accepted', touched: [], link: expect.stringMatching(/^https:\/\/billing\.stripe\.com\//) })
})
