// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { makeProposal } from '../../actions/makeActions.ts'
import { CONNECTION, NOW } from '../../fakeClient.ts'
import { giveChartSize } from '../../giveChartSize.ts'
import { makeSandbox, STATE } from '../sandbox/makeSandbox.ts'
import { makeOverview, makeQuietOverview } from './makeOverview.ts'
import { showOverview } from './showOverview.tsx'

beforeAll(giveChartSize)
afterEach(cleanup)

async function figure(name: string) {
  // Of the skeleton, none can be pressed.
  const found = await screen.findByText(name, { selector: 'button > span' })
  return found.parentElement as HTMLButtonElement
}

function rowsOf(table: HTMLElement) {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent))
}

test('until it is answered, the figures to come stand in their shape', () => {
  showOverview('?screen=overview', { overview: () => new Promise(() => {}) })
  const waiting = screen.getByRole('status', { name: 'The overview is loading' })
  expect(waiting.getAttribute('aria-busy')).toBe('true')
  expect(within(waiting).getByText('Trials ending')).toBeTruthy()
})

test('the head says which day it is and as of when the mirror is', async () => {
  showOverview()
  expect(await screen.findByText('Saturday 21 November 2026')).toBeTruthy()
  expect((await screen.findByText(/^as of/)).textContent).toBe('as of 07:59:48')
})

test.each([
  ['MRR', 'MRRUS$41,286.00₦1,194,000.00KES 386,500.00', '?screen=companies'],
  ['Active', 'Active1,8745 paused', '?screen=companies&filter=active'],
  ['Grace', 'Grace143 end within 24 h', '?screen=companies&filter=grace'],
  ['Trials ending', 'Trials ending9within 7 days, of 41', '?screen=companies&filter=trialing'],
  ['Unmatched', 'Unmatched2oldest 19 h', '?screen=payments&filter=unmatched'],
])('the figure %s opens the list behind it, whatever was searched before', async (name, words, address) => {
  const user = userEvent.setup()
  showOverview('?screen=overview&search=baobab')
  const button = await figure(name)
  expect(button.textContent?.replaceAll('\u00a0', ' ')).toBe(words)
  await user.click(button)
  expect(window.location.search).toBe(address)
})

test('more currencies than there is room for are counted, and all are told on hover', async () => {
  const mrr = ['USD', 'NGN', 'KES', 'EUR', 'GBP'].map((currency, index) => ({ currency, amount: (5 - index) * 1000 }))
  showOverview('?screen=overview', { overview: async () => makeOverview({ mrr }) })
  const under = within(await figure('MRR')).getByTitle(/£10\.00/)
  expect(under.textContent?.replaceAll('\u00a0', ' ')).toBe('₦40.00KES 30.00€20.00+1')
})

test('the last month is told in words, and the chart by its net', async () => {
  showOverview()
  const section = await screen.findByRole('region', { name: 'MRR movement' })
  expect(within(section).getByText('USD, +US$1,458.00 in Nov, to US$41,286.00')).toBeTruthy()
  expect(within(section).getByRole('img', { name: 'MRR movement by month in USD. Net in Nov 2026: +US$1,458.00.' })).toBeTruthy()
})

test('the movement as a table has every part of a month with its net and its end, losses with their sign', async () => {
  const user = userEvent.setup()
  showOverview()
  await user.click(await screen.findByRole('button', { name: 'MRR movement as a table' }))
  const rows = rowsOf(screen.getByRole('table', { name: 'MRR movement by month, USD' }))
  expect(rows).toHaveLength(12)
  expect(rows[0]).toEqual(['Nov 2026', '+1,406.00', '+612.00', '+180.00', '−224.00', '−516.00', '+1,458.00', '41,286.00'])
  expect(rows[11]).toEqual(['Dec 2025', '–', '–', '–', '–', '–', '–', '0.00'])
  await user.click(screen.getByRole('button', { name: 'MRR movement as a chart' }))
  expect(screen.queryByRole('table', { name: /MRR/ })).toBeNull()
})

test('one currency is looked at at a time, and chosen by keyboard', async () => {
  const user = userEvent.setup()
  showOverview()
  ;(await screen.findByRole('radio', { name: 'USD' })).focus()
  await user.keyboard('{ArrowRight}')
  expect(screen.getByText('NGN, −₦110,000.00 in Nov, to ₦1,194,000.00')).toBeTruthy()
})

test('with one currency there is nothing to choose', async () => {
  const [movement] = makeOverview().movement
  showOverview('?screen=overview', { overview: async () => makeOverview({ movement: movement ? [movement] : [] }) })
  await screen.findByRole('region', { name: 'MRR movement' })
  expect(screen.queryByRole('radio')).toBeNull()
})

test('payments are summed by provider and currency, and never across them', async () => {
  showOverview()
  const stripe = await screen.findByRole('group', { name: 'Stripe, USD' })
  expect(stripe.textContent).toBe('SStripe43 failed1,229.00USD')
  const paystack = screen.getByRole('group', { name: 'Paystack, NGN' })
  expect(paystack.textContent).toBe('PPaystack2150,000.00NGN')
})

test('the day under the pointer is told in numbers, and so is the month', async () => {
  showOverview()
  const lastSlot = (name: string) => screen.getByRole('img', { name }).firstElementChild?.lastElementChild as HTMLElement
  await screen.findByRole('group', { name: 'Stripe, USD' })
  fireEvent.pointerEnter(lastSlot('Stripe by day in USD'))
  expect((await screen.findByText(/2 succeeded/)).textContent).toBe('21 Nov: US$29.00, 2 succeeded, 3 failed')
  fireEvent.pointerLeave(lastSlot('Stripe by day in USD'))
  expect(screen.queryByText(/2 succeeded/)).toBeNull()
  fireEvent.pointerEnter(lastSlot('MRR movement by month in USD. Net in Nov 2026: +US$1,458.00.'))
  const month = (await screen.findByText('Nov 2026')).parentElement
  expect(month?.textContent).toBe(
    'Nov 2026New+US$1,406.00Expansion+US$612.00Reactivation+US$180.00Contraction−US$224.00Churn−US$516.00' +
      'Net+US$1,458.00At the endUS$41,286.00',
  )
})

test('failed payments open their list, and so do all', async () => {
  const user = userEvent.setup()
  showOverview()
  await user.click(await screen.findByRole('button', { name: '3 failed' }))
  expect(window.location.search).toBe('?screen=payments&filter=failed')
  await user.click(screen.getByRole('button', { name: 'All payments' }))
  expect(window.location.search).toBe('?screen=payments')
})

test('payments as a table are the same numbers by day, the newest first', async () => {
  const user = userEvent.setup()
  showOverview()
  await user.click(await screen.findByRole('button', { name: 'Payments as a table' }))
  expect(rowsOf(screen.getByRole('table', { name: 'Payments by day and provider' }))).toEqual([
    ['21 Nov', 'Stripe', '2', '3', '29.00USD'],
    ['21 Nov', 'Paystack', '2', '–', '150,000.00NGN'],
    ['20 Nov', 'Stripe', '2', '–', '1,200.00USD'],
  ])
})

test('T turns both charts into tables, also the one that is none yet, and both back', async () => {
  const user = userEvent.setup()
  showOverview()
  await user.click(await screen.findByRole('button', { name: 'Payments as a table' }))
  await user.keyboard('t')
  expect(screen.getByRole('table', { name: 'MRR movement by month, USD' })).toBeTruthy()
  expect(screen.getByRole('table', { name: 'Payments by day and provider' })).toBeTruthy()
  await user.keyboard('t')
  expect(screen.queryByRole('table', { name: /MRR|Payments/ })).toBeNull()
  expect(screen.getByRole('button', { name: 'PNG of MRR movement' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'PNG of Payments' })).toBeTruthy()
})

test('who is near a limit stands with the share, the level in a word, the use, the plan and the day it is full', async () => {
  showOverview()
  const table = await screen.findByRole('table', { name: 'Near or over a limit' })
  await waitFor(() => expect(table.textContent).toContain('API calls'))
  expect(rowsOf(table)).toEqual([
    ['Kilimani Plots & Homes', 'Estates', '', '132%', 'Over +8', '33/25', 'Starter', 'Full'],
    ['Blue Heron Security', 'API calls', '', '94%', 'Near', '4,712/5,000', 'Professional', 'Full 22 Nov'],
  ])
})

test('a company opens by keyboard', async () => {
  const user = userEvent.setup()
  showOverview()
  ;(await screen.findByRole('button', { name: 'Blue Heron Security' })).focus()
  await user.keyboard('{Enter}')
  expect(window.location.search).toBe('?screen=company&company=co_2&product=threat-analytics')
})

test('all who are near a limit are a press away, of every metric, and the worst alone again', async () => {
  const user = userEvent.setup()
  const asked: unknown[] = []
  showOverview('?screen=overview', {
    overview: async (input: unknown) => {
      asked.push(input)
      return makeOverview()
    },
  })
  await user.click(await screen.findByRole('button', { name: 'All 37' }))
  await waitFor(() => expect(asked).toContainEqual({ at: null, near: 500 }))
  await user.click(await screen.findByRole('button', { name: 'The worst alone' }))
  expect(await screen.findByRole('button', { name: 'All 37' })).toBeTruthy()
})

test('usage past its bound is told beside the count; fresh usage is not', async () => {
  const { near } = makeOverview()
  const items = near.items.map((item, index) => (index === 0 ? { ...item, asOf: toInstant(NOW - 26 * 3_600_000) } : item))
  showOverview('?screen=overview', { overview: async () => makeOverview({ near: { total: 37, items } }) })
  expect(await screen.findByText('oldest usage 26 h')).toBeTruthy()
  cleanup()
  showOverview()
  await screen.findByRole('table', { name: 'Near or over a limit' })
  expect(screen.queryByText(/oldest usage/)).toBeNull()
})

test('each connection says how it does, how old it is, and what stands in its way', async () => {
  const refused = { ...CONNECTION, provider: 'paystack' as const, account: 'p_1', state: 'refused' as const, lastSuccessAt: null }
  showOverview('?screen=overview', { connections: [CONNECTION, { ...refused, problems: ['Paystack refused the key.'] }] })
  const list = await screen.findByRole('list', { name: 'Connections' })
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['SStripeIn step12 sLantern Works', 'PPaystackKey refusednever syncedPaystack refused the key.'])
})

test('Sync now syncs once and says what came of it', async () => {
  const user = userEvent.setup()
  let syncs = 0
  const startSync = async () => {
    syncs++
    return { synced: 12, failed: [{ ref: 'cus_9', reason: 'unreadable' }], runs: [] }
  }
  showOverview('?screen=overview', { startSync })
  await user.click(await screen.findByRole('button', { name: 'Sync now' }))
  expect(await screen.findByText('Synced in part: 12 companies are up to date. cus_9: unreadable')).toBeTruthy()
  expect(syncs).toBe(1)
})

test('a sync that runs says how far it is, and can be stopped', async () => {
  showOverview('?screen=overview', { running: { provider: 'stripe', stream: 'invoices', startedAt: NOW, objects: 1_200, left: null } })
  expect(await screen.findByText('1,200 objects read (invoices)')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull()
})

test('the runs are one step away', async () => {
  const user = userEvent.setup()
  showOverview()
  await user.click(await screen.findByRole('button', { name: 'All sync runs' }))
  expect(window.location.search).toBe('?screen=activity&filter=runs')
})

test('a workspace without connections and companies says how to begin', async () => {
  const user = userEvent.setup()
  showOverview('?screen=overview', { connections: [], overview: async () => makeQuietOverview() })
  expect(await screen.findByText('Nothing to look over yet')).toBeTruthy()
  expect(screen.queryByText('MRR')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Connect in Settings' }))
  expect(window.location.search).toBe('?screen=settings&connect=')
})

test('a demo that is still being mirrored asks for no key', async () => {
  const { sandbox } = makeSandbox(STATE)
  showOverview('?screen=overview', { connections: [], overview: async () => makeQuietOverview(), sandbox })
  expect(await screen.findByText('The demo is being mirrored')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Connect in Settings' })).toBeNull()
})

test('companies without a connection are looked over, and the way to connect stands under Sync', async () => {
  const user = userEvent.setup()
  showOverview('?screen=overview', { connections: [], count: { total: 3, isAtLeast: false } })
  expect((await figure('Grace')).textContent).toContain('14')
  await user.click(screen.getByRole('button', { name: 'Connect one' }))
  expect(window.location.search).toBe('?screen=settings&connect=')
})

test('where nothing was sold yet, every region says so', async () => {
  showOverview('?screen=overview', { overview: async () => makeQuietOverview() })
  expect((await figure('MRR')).textContent).toBe('MRR–no revenue yet')
  expect((await figure('Unmatched')).textContent).toBe('Unmatched0all are assigned')
  expect(screen.getByText('No revenue in 12 months. The first paid subscription begins it.')).toBeTruthy()
  expect(screen.getByText('No payment in 30 days.')).toBeTruthy()
  expect(screen.getByText('Nobody is at 75% of a limit or above.')).toBeTruthy()
})

test('an engine that fails is said in words and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showOverview('?screen=overview', {
    overview: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : makeOverview()),
  })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await figure('Grace')).toBeTruthy()
})

test('as of a past instant the overview is asked for as of then, and says so', async () => {
  const at = toInstant(Date.UTC(2026, 9, 1, 9, 30))
  const { asked } = showOverview('?screen=overview&at=2026-10-01T09:30:00Z', { overview: async () => makeOverview({ asOf: at }) })
  expect(await screen.findByText('Thursday 1 October 2026')).toBeTruthy()
  expect(screen.getByText(/^as of/).textContent).toBe('as of 1 Oct 09:30')
  expect(asked).toEqual([{ at }])
})

const NO_COUNTS = { queued: 0, attempting: 0, conflict: 0, unknown: 0, draft: 0, rejected: 0, needPerson: 0, halted: [] }

test.each([
  [{}, 'Outbox0none needs you', null],
  [{ queued: 3, attempting: 1 }, 'Outbox4none needs you', null],
  [{ queued: 3, needPerson: 1 }, 'Outbox41 needs you', 'needs'],
  [
    { queued: 3, needPerson: 2, halted: [{ provider: 'stripe' as const, reason: 'Stripe refused 5 in a row.' }] },
    'Outbox5sending was stopped',
    'needs',
  ],
])('what waits in the outbox opens it, at what needs somebody: %j', async (counts, words, filter) => {
  const user = userEvent.setup()
  const { router } = showOverview('?screen=overview', { actions: { count: async () => ({ ...NO_COUNTS, ...counts }) } })
  const button = await figure('Outbox')
  await waitFor(() => expect(button.textContent).toBe(words))
  await user.click(button)
  expect(router.getState()).toMatchObject({ screen: 'outbox', filter })
})

test('failed invoices that may be tried again are counted, and open the outbox where they stand', async () => {
  const user = userEvent.setup()
  const proposals = async () => ({ items: [1, 2, 3].map((number) => makeProposal(number)) })
  const { router } = showOverview('?screen=overview', { actions: { proposals } as unknown as EngineClient['actions'] })
  await user.click(await screen.findByText('3 failed invoices may be tried again'))
  expect(router.getState()).toMatchObject({ screen: 'outbox', filter: 'proposed' })
})

test('where none may be tried again, nothing is said of it', async () => {
  showOverview()
  await figure('Outbox')
  expect(screen.queryByText(/may be tried again/)).toBeNull()
})
