// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { COMPANY, day, makeEntitlement } from './makeAnswers.ts'
import { AT, openWhy, showCompany, toCells, toText } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const PAST = `${AT}&at=2026-11-01T00:00:00Z`
const never = () => new Promise(() => {})
const region = async (name: string) => within(await screen.findByRole('region', { name }))
const line = async () => toText((await screen.findByRole('heading', { level: 1 })).closest('header')?.querySelector('p'))

test('the head says how it stands, what it brings in, its nearest limit, its hours, and as of when', async () => {
  showCompany()
  expect(toText((await screen.findByRole('heading', { name: 'Baobab Ridge' })).parentElement)).toBe('Baobab RidgeGrace1 of 2')
  await waitFor(async () =>
    expect(await line()).toBe('accounts@baobab.testMRR 99.00USD150,000.00NGNPositions 51 of 50Over +1Hours 7h 45m leftas of 07:59:48'),
  )
})

test('the nearest limit opens what was used of it, and Plans the plans of its first product', async () => {
  const user = userEvent.setup()
  const { router } = showCompany()
  await user.click(await screen.findByTitle('Nearest limit: Positions of Trading'))
  expect(router.getState()).toMatchObject({ screen: 'usage', company: 'co_1', product: 'trading', metric: 'positions' })
  await user.click(screen.getByRole('button', { name: 'Plans' }))
  expect(router.getState()).toMatchObject({ screen: 'plans', company: 'co_1', product: 'trading' })
})

test('a company without anything says so, part by part', async () => {
  const bare = { ...COMPANY, email: null, phone: null, subscriptions: [], worst: null, hours: null, mrr: [], links: [], timeline: [] }
  showCompany({
    'companies.get': () => bare,
    'usage.against': () => ({ company: 'co_1', asOf: NOW, products: [] }),
    'payments.list': () => ({ items: [], next: null }),
    'hours.get': () => ({
      ...{ company: 'co_1', product: 'maintenance-hours', window: null, included: 0, used: 0, left: 0 },
      ...{ rollover: { left: 0, cap: 0 }, packs: [], available: 0, overage: 0, ledger: [] },
    }),
  })
  expect(await screen.findByText('It belongs to no product: it bought nothing, and nobody told of any use.')).toBeTruthy()
  expect(await screen.findByText('It has no hours: none of its plans brings any, and no pack was bought.')).toBeTruthy()
  expect(await screen.findByText('It paid nothing yet.')).toBeTruthy()
  expect(await screen.findByText(/^Its products count nothing\./)).toBeTruthy()
  expect(screen.getByText('No provider knows it.')).toBeTruthy()
  expect(await screen.findByText('None yet. N writes one.')).toBeTruthy()
  expect(await screen.findByText('Nothing happened yet.')).toBeTruthy()
  await waitFor(async () => expect(await line()).toBe('MRR noneas of 07:59:48'))
})

test('each product stands with plan, status, period and what staff should see', async () => {
  showCompany({
    'entitlements.get': ({ product }) =>
      product === 'trading'
        ? makeEntitlement({ plan: 'free', subscribedPlan: 'pro', status: 'canceled', endsAt: day(11, 14) })
        : makeEntitlement({
            ...{ product: 'maintenance-hours', plan: 'director', subscribedPlan: 'director', cancelAtPeriodEnd: true },
            notes: ['payment failed', 'double'],
            doubles: [{ fact: { provider: 'stripe', type: 'subscription', ref: 'sub_2' }, plan: 'director', status: 'active' }],
          }),
  })
  const subscriptions = await region('Subscriptions')
  await subscriptions.findByText('Maintenance hours')
  await waitFor(() => expect(subscriptions.getAllByRole('row')).toHaveLength(5))
  const rows = subscriptions.getAllByRole('row').slice(1)
  expect(rows.map((row) => toCells(row).slice(0, 4))).toEqual([
    ['Trading', 'Free', 'Canceled', '11 Nov – 11 Dec'],
    ['bought Pro'],
    ['Maintenance hours', 'Director', 'Ends 11 Dec', '11 Nov – 11 Dec'],
    ['payment failed · double: Director, active'],
  ])
})

test('why a plan is what it is: the answer, then facts and rules by time with their ids, then the catalog', async () => {
  showCompany()
  const element = await openWhy('Why Pro of Trading?')
  const popover = within(element)
  expect(toText(popover.getByText(/is on/))).toBe('Baobab Ridge is on Pro, active until 11 Dec 00:00.')
  expect([...element.querySelectorAll('li')].map(toText)).toEqual([
    '1 Feb 00:00Subscribed to Pro.allocate-on-startSsubscriptionsub_1',
    '11 Nov 00:00Renewed: counters at 0 for 11 Nov 00:00 to 11 Dec 00:00.renewSinvoicein_77',
  ])
  expect(popover.getByLabelText('Copy the invoice’s id')).toBeTruthy()
  expect(popover.getByText('Catalog version 3', { exact: false }).textContent).toBe('Catalog version 3, in force since 1 Sep 2026')
})

test.each([
  [{ plan: null, subscribedPlan: null, status: 'none' as const }, 'Why no plan of Trading?', /never bought one, and there is no free one/],
  [{ plan: 'free', subscribedPlan: null }, 'Why Free of Trading?', /is on Free, and never bought a plan/],
  [{ status: 'trialing' as const }, 'Why Pro of Trading?', /is on trial of Pro until 11 Dec 00:00/],
  [{ status: 'grace' as const, endsAt: day(11, 26) }, 'Why Pro of Trading?', /keeps Pro until 26 Nov 00:00, although a payment is overdue/],
  [{ status: 'paused' as const }, 'Why Pro of Trading?', /Pro is paused: its limits can be read/],
  [{ plan: 'free', status: 'expired' as const, endsAt: day(11, 14) }, 'Why Free of Trading?', /is on Free, because Pro expired\./],
  [
    {
      plan: 'free',
      status: 'canceled' as const,
      endsAt: day(11, 14),
      why: [{ at: day(11, 6), rule: 'fall-to-free', fact: null, text: 'Pro ended.' }],
    },
    'Why Free of Trading?',
    /is on Free, because Pro was canceled 6 Nov 00:00\./,
  ],
])('why, of %j', async (more, question, words) => {
  const other = makeEntitlement({ product: 'maintenance-hours' })
  showCompany({
    'entitlements.get': ({ product }) => (product === 'trading' ? makeEntitlement({ subscribedPlan: 'pro', ...more }) : other),
  })
  expect(toText(await openWhy(question))).toMatch(words)
})

test('subscriptions are saved with ids and instants', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  showCompany()
  await user.click(await (await region('Subscriptions')).findByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('subscriptions-co_1.csv')
  expect((await saved[0]?.text)?.trim().split('\r\n')).toEqual([
    expect.stringContaining('Company,Company id,Product,Plan,Bought,Status,Period start,Period end,Ends,Notes'),
    'Baobab Ridge,co_1,trading,pro,pro,active,2026-11-11T00:00:00Z,2026-12-11T00:00:00Z,,',
    'Baobab Ridge,co_1,maintenance-hours,director,director,grace,2026-11-11T00:00:00Z,2026-12-11T00:00:00Z,2026-11-26T00:00:00Z,payment failed',
  ])
})

test('until a company is there its shape is shown, and each part has its own', async () => {
  showCompany({ 'companies.get': never })
  expect((await screen.findByRole('region', { name: 'The company is loading' })).getAttribute('aria-busy')).toBe('true')
  cleanup()
  showCompany({ 'entitlements.get': never, 'usage.against': never, 'payments.list': never })
  await screen.findByRole('heading', { name: 'Baobab Ridge' })
  const busy = screen.getAllByRole('table').filter((table) => table.getAttribute('aria-busy') === 'true')
  expect(busy).toHaveLength(3)
})

test('what could not be read is said in its part, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  const broken = (answer: unknown) => (input: Record<string, unknown>) => {
    if (isBroken) throw new Error('SQLITE_IOERR')
    return typeof answer === 'function' ? answer(input) : answer
  }
  showCompany({
    'entitlements.get': broken(({ product }: { product: string }) => makeEntitlement({ product })),
    'payments.list': broken({ items: [], next: null }),
    'hours.get': broken(null),
  })
  const subscriptions = await region('Subscriptions')
  expect((await subscriptions.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  expect(await (await region('Payments')).findByRole('alert')).toBeTruthy()
  expect(await (await region('Hours')).findByRole('alert')).toBeTruthy()
  expect(await screen.findByText('Without plans and payments and hours: they could not be read.')).toBeTruthy()
  isBroken = false
  await user.click(subscriptions.getByRole('button', { name: 'Retry' }))
  expect((await subscriptions.findAllByText('Trading')).length).toBeGreaterThan(0)
})

test('a company that nobody knows is said in the engine’s words, with a way back', async () => {
  const user = userEvent.setup()
  const { router } = showCompany({
    'companies.get': () => {
      throw new ORPCError('REFUSED', { defined: true, message: 'No company is called "co_9".', data: { code: 'x', hint: 'Give its id.' } })
    },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('No company is called "co_9".Give its id.')
  await user.click(screen.getByRole('button', { name: 'Companies' }))
  expect(router.getState().screen).toBe('companies')
})

test('without a company the way to one is said', () => {
  showCompany({}, '?screen=company')
  expect(screen.getByRole('heading', { name: 'No company is chosen' })).toBeTruthy()
})

test('of the past, figures are of then, every question carries the instant, and records are refused with the reason', async () => {
  const user = userEvent.setup()
  const then = { ...COMPANY, subscriptions: COMPANY.subscriptions.slice(0, 1), mrr: [], worst: null, hours: null }
  const { inputsOf } = showCompany({ 'companies.list': () => ({ items: [then], next: null }) }, PAST)
  expect(await line()).toBe('accounts@baobab.testMRR noneas of 1 Nov 00:00')
  const at = day(11, 1)
  expect(inputsOf('companies.list')[0]).toEqual({ search: 'cus_1', at, limit: 20 })
  expect(inputsOf('entitlements.get')).toEqual([{ company: 'co_1', product: 'trading', at }])
  await waitFor(() => expect(inputsOf('hours.get')[0]).toMatchObject({ at, withLedger: true }))
  expect(inputsOf('usage.against')[0]).toMatchObject({ at })
  expect(inputsOf('payments.list')[0]).toMatchObject({ at, company: 'co_1' })
  for (const name of [/^Note/, 'Add usage', 'Log hours', 'Add a pack']) {
    const button = await screen.findByRole('button', { name })
    expect([button.getAttribute('aria-disabled'), button.title]).toEqual([
      'true',
      'You look at the past. Go back to now to record something',
    ])
  }
  await user.keyboard('n')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(await screen.findByText('None were written by then.')).toBeTruthy()
})

test('before anybody knew of it, that is said, with the way back to now', async () => {
  const user = userEvent.setup()
  const { router } = showCompany({ 'companies.list': () => ({ items: [], next: null }) }, PAST)
  expect(await screen.findByRole('heading', { name: 'Baobab Ridge was not there yet' })).toBeTruthy()
  expect(screen.getByText(/^You look at the past/).textContent).toBe('You look at the past. It has been a customer since 1 Feb 2026.')
  await user.click(screen.getByRole('button', { name: 'Back to now' }))
  expect(router.getState().at).toBeNull()
})

test('where another holds the workspace, records are refused with the reason', async () => {
  showCompany({}, AT, { canWrite: false })
  await waitFor(async () =>
    expect((await screen.findByRole('button', { name: /^Note/ })).title).toBe('This workspace is open to look only'),
  )
})

test('a sync is started here; what went wrong in it stands below the head', async () => {
  const user = userEvent.setup()
  const asked: unknown[] = []
  const startSync = async (input: unknown) => {
    asked.push(input)
    return { synced: 0, failed: [{ ref: 'cus_1', reason: 'gone' }], runs: [] }
  }
  showCompany({}, AT, { startSync })
  const button = await screen.findByRole('button', { name: 'Sync company' })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  await user.click(button)
  expect(toText(await screen.findByText('Synced in part: 0 companies are up to date'))).toBeTruthy()
  expect(screen.getByText(/cus_1: gone/)).toBeTruthy()
  expect(asked).toEqual([{ company: 'co_1' }])
})
