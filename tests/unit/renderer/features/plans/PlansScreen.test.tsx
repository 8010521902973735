// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { makeCompany } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { giveDialogs } from './giveDialogs.ts'
import { makeComparison } from './makePlans.ts'
import { showPlans } from './showPlans.tsx'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const ESTATES = '?screen=plans&product=estate-management'
const FOR_BAOBAB = `${ESTATES}&company=co_1`

const table = () => screen.findByRole('table', { name: 'Plans of Estate management' })
const line = async (name: string) => {
  const row = within(await table())
    .getByRole('rowheader', { name })
    .closest('tr')
  return [...(row?.cells ?? [])].map((cell) => cell.textContent)
}
const head = async (plan: string) => within(await table()).findByRole('columnheader', { name: new RegExp(plan) })

test('without a product in the address the first by name is shown', async () => {
  showPlans('?screen=plans')
  expect(await screen.findByRole('heading', { level: 1, name: 'Estate management' })).toBeTruthy()
  expect(await table()).toBeTruthy()
  expect(screen.getByText(/Catalog 7, since/).textContent).toBe('Catalog 7, since 1 Sep 2026')
})

test('while the plans are on their way their shape is shown', async () => {
  showPlans(ESTATES, { compare: () => new Promise(() => {}) })
  await screen.findByRole('heading', { level: 1, name: 'Estate management' })
  expect(screen.getByRole('status', { name: 'Plans are loading' })).toBeTruthy()
})

test('a workspace without a catalog says what would be here and how to get it', async () => {
  const user = userEvent.setup()
  showPlans('?screen=plans', { entries: async () => ({ items: [] }) })
  expect(await screen.findByText('No plans yet')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Open Settings' }))
  expect(window.location.search).toBe('?screen=settings')
})

test('an engine that fails is said in words and asked again on demand, and the product can still be changed', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showPlans(ESTATES, { compare: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : makeComparison()) })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  expect(screen.getByRole('combobox', { name: 'Product' })).toBeTruthy()
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await table()).toBeTruthy()
})

test('use stands in a column of its own, and beside each limit whether it fits', async () => {
  showPlans(FOR_BAOBAB)
  expect(await line('Estates')).toEqual(['Estates', '150', '25+125', '100+50', 'Unlimitedfits'])
  expect(await line('Clients')).toEqual(['Clients', 'Unknown', '1,000unknown', '1,000unknown', '1,000unknown'])
  expect(await line('Properties')).toEqual(['Properties', '48', '50fits', '200fits', 'Unlimitedfits'])
})

test('features, hours and days of grace are read plan by plan', async () => {
  showPlans(FOR_BAOBAB)
  expect(await line('Own domain')).toEqual(['Own domain', '', 'No', 'No', 'Yes'])
  expect(await line('Support')).toEqual(['Support', '', 'by mail', 'by mail', 'by phone'])
  expect(await line('Hours a month')).toEqual(['Hours a month', '', 'No hours', '8h', 'Unlimited'])
  expect(await line('Grace days')).toEqual(['Grace days', '', '7 days', '7 days', '10 days'])
})

test('each plan bears its own badges, and what fits best is said apart from what the catalog recommends', async () => {
  showPlans(FOR_BAOBAB)
  const words = ['Subscribed', 'Most popular', 'Recommended', 'Fits best']
  const badges = async (plan: string) => {
    const cell = within(await head(plan))
    return words.filter((word) => cell.queryByText(word))
  }
  expect(await badges('Starter')).toEqual([])
  expect(await badges('Professional')).toEqual(['Most popular', 'Recommended'])
  expect(await badges('Enterprise')).toEqual(['Subscribed', 'Fits best'])
})

test('the interval changes the prices in the heads; the other stands among the terms', async () => {
  const user = userEvent.setup()
  showPlans(FOR_BAOBAB)
  expect((await head('Enterprise')).textContent).toContain('₦150,000.00 a month')
  expect(await line('By the year')).toEqual(['By the year', '', '–', '₦600,000.00', '₦1,500,000.00'])
  await user.click(screen.getByRole('radio', { name: 'Year' }))
  expect((await head('Enterprise')).textContent).toContain('₦1,500,000.00 a year')
  expect((await head('Starter')).textContent).toContain('Not sold by the year')
  expect(await line('By the month')).toEqual(['By the month', '', '₦25,000.00', '₦60,000.00', '₦150,000.00'])
})

test('differences only leaves out the lines in which all plans are the same', async () => {
  const user = userEvent.setup()
  showPlans(FOR_BAOBAB)
  const names = async () =>
    within(await table())
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)
  expect(await names()).toEqual(expect.arrayContaining(['Clients', 'Plot maps', 'Estates', 'Grace days']))
  await user.click(screen.getByRole('switch', { name: 'Differences only' }))
  expect(await names()).toEqual(
    expect.arrayContaining(['Estates', 'Properties', 'Own domain', 'Support', 'Hours a month', 'By the year', 'Grace days']),
  )
  expect(await names()).not.toContain('Clients')
  expect(await names()).not.toContain('Plot maps')
})

test.each([
  [
    { kind: 'recommended', plan: 'professional', metrics: [] },
    'Professional fits Baobab Ridge best. It is the cheapest plan that its usage and its projection fit.',
  ],
  [
    { kind: 'unknown', plan: null, metrics: ['clients', 'estates'] },
    'Nobody can say which plan fits Baobab Ridge. Never told: Clients and Estates. Usage that is unknown is not 0.',
  ],
  [
    { kind: 'too-early', plan: null, metrics: ['sms-sent'] },
    'Too early to say which plan fits Baobab Ridge. Less than a day of the period has passed for SMS sent.',
  ],
  [
    { kind: 'none', plan: null, metrics: [] },
    'No plan is large enough for Baobab Ridge. Each has a limit that its usage or its projection is over.',
  ],
] as const)('the recommendation is said in words: %o', async (recommendation, words) => {
  showPlans(FOR_BAOBAB, {
    compare: async () => makeComparison({ recommendation: { ...recommendation, metrics: [...recommendation.metrics] } }),
  })
  await table()
  await waitFor(() => expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(words))
})

test('how old the usage is stands by the oldest of it', async () => {
  showPlans(FOR_BAOBAB)
  await table()
  expect((await screen.findByText(/^Usage/)).textContent).toBe('Usage as of 07:00:00')
})

test('without a company nothing is judged, and every plan says that one is to be picked first', async () => {
  const user = userEvent.setup()
  showPlans(ESTATES)
  expect(await line('Estates')).toEqual(['Estates', '25', '100', 'Unlimited'])
  expect(screen.queryByRole('columnheader', { name: 'In use' })).toBeNull()
  expect(screen.getAllByText('Pick a company first')).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: 'Pick a company first, to check Starter' }))
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Compare for' }))
})

test('a company is found and picked by keyboard alone, stands in the address, and can be cleared', async () => {
  const user = userEvent.setup()
  const offers = [makeCompany(1, { name: 'Baobab Ridge' }), makeCompany(2, { name: 'Baobab Homes' })]
  const { asked } = showPlans(ESTATES, { list: async () => ({ items: offers, next: null }) })
  await table()
  screen.getByRole('combobox', { name: 'Compare for' }).focus()
  await user.keyboard('bao')
  await waitFor(() => expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(2))
  expect(asked.filter(({ method }) => method === 'companies.list').at(-1)?.input).toEqual({ search: 'bao', limit: 8, at: null })
  await waitFor(() => expect(screen.getByRole('option', { name: /Ridge/ }).getAttribute('aria-selected')).toBe('true'))
  await user.keyboard('{ArrowDown}{ArrowUp}{Enter}')
  expect(new URLSearchParams(window.location.search).get('company')).toBe('co_1')
  expect(await line('Estates')).toEqual(['Estates', '150', '25+125', '100+50', 'Unlimitedfits'])
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Compare for' }).value).toBe('Baobab Ridge')
  await user.click(screen.getByRole('button', { name: 'Clear the company' }))
  expect(new URLSearchParams(window.location.search).get('company')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Compare for' }))
})

test('until it is known what another company uses, the figures of the one before are called stale and nothing is said of them', async () => {
  const user = userEvent.setup()
  const others = [makeCompany(2, { name: 'Coral Bay' })]
  showPlans(FOR_BAOBAB, {
    list: async () => ({ items: others, next: null }),
    compare: ({ company }) => (company === 'co_1' ? Promise.resolve(makeComparison()) : new Promise(() => {})),
  })
  expect(await screen.findByText(/fits Baobab Ridge best/)).toBeTruthy()
  await user.type(screen.getByRole('combobox', { name: 'Compare for' }), 'cor')
  await user.click(await screen.findByRole('option', { name: /Coral Bay/ }))
  expect((await table()).getAttribute('aria-busy')).toBe('true')
  expect(screen.queryByText(/best\.$/)).toBeNull()
})

test('Esc in the list of companies closes it and keeps the company', async () => {
  const user = userEvent.setup()
  showPlans(FOR_BAOBAB)
  await table()
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Compare for' })
  await waitFor(() => expect(field.value).toBe('Baobab Ridge'))
  await user.type(field, 'x')
  expect(field.getAttribute('aria-expanded')).toBe('true')
  await user.keyboard('{Escape}')
  expect(field.getAttribute('aria-expanded')).toBe('false')
  expect(field.value).toBe('Baobab Ridge')
})

test('another product is asked for by its id and keeps the company', async () => {
  const user = userEvent.setup()
  const { asked } = showPlans(FOR_BAOBAB)
  await table()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Product' }), 'Trading')
  expect(window.location.search).toBe('?screen=plans&company=co_1&product=trading')
  await waitFor(() => expect(asked.some(({ method, input }) => method === 'plans.compare' && input.product === 'trading')).toBe(true))
})

test('as of a past instant, plans and companies are asked for as of then', async () => {
  const user = userEvent.setup()
  const at = Date.UTC(2026, 9, 1)
  const { asked } = showPlans(`${FOR_BAOBAB}&at=2026-10-01T00:00:00Z`)
  await table()
  await user.click(screen.getByRole('combobox', { name: 'Compare for' }))
  await user.click(screen.getByRole('button', { name: 'Check Starter' }))
  await waitFor(() => expect(asked.map(({ method }) => method)).toContain('plans.check'))
  expect(new Set(asked.map(({ method, input }) => `${method} ${input.at}`))).toEqual(
    new Set([`plans.compare ${at}`, `entitlements.get ${at}`, `companies.list ${at}`, `plans.check ${at}`]),
  )
  expect(screen.queryByText(/Catalog 7/)).toBeNull()
})
