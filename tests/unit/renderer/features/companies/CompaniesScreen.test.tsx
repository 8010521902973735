// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CompaniesScreen } from '../../../../../src-renderer/features/companies/CompaniesScreen.tsx'
import { createCompaniesView } from '../../../../../src-renderer/features/companies/createCompaniesView.ts'
import { useSyncControl } from '../../../../../src-renderer/lib/useSyncControl.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, type FakeAnswers, makeCompany, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makeSandbox, STATE } from '../sandbox/makeSandbox.ts'

beforeAll(giveLayout)
afterEach(() => {
  cleanup()
  localStorage.clear()
})

function Screen({ onConnect }: { onConnect: () => void }) {
  const [view] = useState(() => createCompaniesView(localStorage))
  const [search, setSearch] = useState('')
  return <CompaniesScreen view={view} search={search} onSearch={setSearch} sync={useSyncControl()} onConnect={onConnect} />
}

function show(answers: FakeAnswers, onConnect = () => {}) {
  return renderWithEngine(createFakeClient(answers), <Screen onConnect={onConnect} />, '?screen=companies')
}

const COMPANIES = [makeCompany(1), makeCompany(2), makeCompany(3, { name: '<img src=x onerror=alert(1)>' })]
const listCompanies = async () => ({ items: COMPANIES, next: null })

test('without a connection the screen says what would be here and two ways to get it', async () => {
  const user = userEvent.setup()
  let connects = 0
  show({}, () => connects++)
  expect(await screen.findByText('No companies yet')).toBeTruthy()
  expect(screen.getByText('npx tierdesk connect stripe --secret-env STRIPE_KEY')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Connect Stripe' }))
  expect(connects).toBe(1)
})

test('a connection that was never synced offers the first sync', async () => {
  const user = userEvent.setup()
  let syncs = 0
  show({
    connections: [{ ...CONNECTION, state: 'never-synced', lastSuccessAt: null }],
    startSync: async () => {
      syncs++
      return { synced: 0, failed: [], runs: [] }
    },
  })
  expect(await screen.findByText('Connected, not yet synced')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Sync now' }))
  expect(syncs).toBe(1)
})

test('a demo that is being mirrored says so and how far it has come, and asks for no provider', async () => {
  const { sandbox } = makeSandbox(STATE)
  const connections = [{ ...CONNECTION, state: 'never-synced' as const, lastSuccessAt: null }]
  show({ sandbox, connections, running: { provider: 'stripe', stream: 'customers', startedAt: NOW, objects: 1200, left: null } })
  expect(await screen.findByText('The demo is being mirrored')).toBeTruthy()
  expect(screen.getByText('1,200 objects read (customers)')).toBeTruthy()
  cleanup()
  show({ sandbox })
  expect(await screen.findByText('The demo is being mirrored')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Connect Stripe' })).toBeNull()
})

test('while the first answer is on its way the rows to come are shown in their shape', () => {
  show({ list: () => new Promise(() => {}) })
  expect(screen.getByRole('table', { name: 'Companies are loading' }).getAttribute('aria-busy')).toBe('true')
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  show({ list: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : listCompanies()) })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  expect(document.body.textContent).not.toContain('SQLITE_IOERR')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Company 1')).toBeTruthy()
})

test('what others named their company is shown as it is, and never as markup', async () => {
  show({ list: listCompanies })
  expect((await screen.findByText('<img src=x onerror=alert(1)>')).title).toBe('<img src=x onerror=alert(1)>')
  expect(document.querySelector('img')).toBeNull()
})

test('a company whose customer was deleted says so', async () => {
  const ended = makeCompany(4, { endedAt: NOW, links: [{ provider: 'stripe', ref: 'cus_4', deletedAt: NOW }] })
  show({ list: async () => ({ items: [ended], next: null }) })
  expect((await screen.findByTitle('Deleted at Stripe 21 Nov')).textContent).toContain('Deleted at Stripe')
})

test('an answer to an earlier search that comes late is not shown for the present one', async () => {
  const user = userEvent.setup()
  const answers = new Map<string, () => void>()
  show({
    list: ({ search = '' }) => {
      const items = search === '' ? COMPANIES : [makeCompany(9, { name: `Found by ${search}` })]
      if (search === '') return Promise.resolve({ items, next: null })
      return new Promise((resolve) => answers.set(search, () => resolve({ items, next: null })))
    },
  })
  await screen.findByText('Company 1')
  await user.type(screen.getByRole('searchbox'), 'ba')
  expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('true')
  answers.get('ba')?.()
  expect(await screen.findByText('Found by ba')).toBeTruthy()
  answers.get('b')?.()
  await Promise.resolve()
  expect(screen.queryByText('Found by b')).toBeNull()
  expect(screen.getByText('Found by ba')).toBeTruthy()
  expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('false')
})

test('while searching no column head claims the order', async () => {
  const user = userEvent.setup()
  show({ list: listCompanies })
  expect(await screen.findByRole('button', { name: 'Company' })).toBeTruthy()
  await user.type(screen.getByRole('searchbox'), 'c')
  expect(await screen.findByText('Best match first')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Company' })).toBeNull()
})

test('a search that finds nothing can be cleared, with its button and with Esc', async () => {
  const user = userEvent.setup()
  show({ list: async ({ search }) => ({ items: search ? [] : COMPANIES, next: null }) })
  await screen.findByText('Company 1')
  await user.keyboard('/')
  await user.keyboard('zzz')
  expect(await screen.findByText('No company matches')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(await screen.findByText('Company 1')).toBeTruthy()
  await user.type(screen.getByRole('searchbox'), 'zzz{Escape}')
  expect(await screen.findByText('Company 1')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(screen.getByRole('grid'))
})

test('details open from the keyboard, tell the facts, and Esc gives the focus back to the list', async () => {
  const user = userEvent.setup()
  show({ list: listCompanies })
  await screen.findByText('Company 1')
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown} ')
  expect(await screen.findByRole('complementary', { name: 'Details of Company 2' })).toBeTruthy()
  expect(await screen.findByText('Customer created at Stripe')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Copy our id' }))
  expect(await screen.findByText('Copied')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('co_2')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('grid'))
})

/** jsdom pops nothing up, so what would be in the popover is reached as hidden. */
const choice = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name, hidden: true })
const head = (name: string) => screen.queryByRole('columnheader', { name })

test('a click on the head asks the engine for the other order', async () => {
  const user = userEvent.setup()
  const orders: string[] = []
  show({
    list: async ({ sort, isDescending }) => {
      orders.push(`${sort} ${isDescending}`)
      return { items: COMPANIES, next: null }
    },
  })
  await screen.findByText('Company 1')
  await user.click(choice('Customer since'))
  await user.click(await screen.findByRole('button', { name: 'Customer since' }))
  await waitFor(() => expect(orders).toContain('since false'))
  await user.click(await screen.findByRole('button', { name: 'Customer since' }))
  await waitFor(() => expect(orders).toContain('since true'))
})

test('a column is hidden and shown again, and stays so on the next visit; the company’s name cannot be hidden', async () => {
  const user = userEvent.setup()
  const { unmount } = show({ list: listCompanies })
  await screen.findByText('Company 1')
  const choices = screen.getAllByRole('checkbox', { hidden: true }).map((box) => box.getAttribute('aria-label'))
  expect(choices).toEqual([
    'Product and plan',
    'Status',
    'Nearest limit',
    'Hours left',
    'MRR',
    'Next',
    'E-mail',
    'Phone',
    'Customer since',
    'Providers',
  ])
  // Out of sight until somebody wants it.
  expect(screen.queryByText('a1@example.test')).toBeNull()
  await user.click(choice('E-mail'))
  expect(screen.getByText('a1@example.test')).toBeTruthy()
  await user.click(choice('E-mail'))
  await user.click(choice('Status'))
  expect([head('Company'), head('E-mail'), head('Status')].map(Boolean)).toEqual([true, false, false])
  await user.click(choice('Status'))
  expect(head('Status')).toBeTruthy()
  unmount()
  show({ list: listCompanies })
  await screen.findByText('Company 1')
  expect(choice('E-mail').checked).toBe(false)
  expect(head('E-mail')).toBeNull()
  expect(head('Status')).toBeTruthy()
})

test('an order goes with its column', async () => {
  const user = userEvent.setup()
  show({ list: listCompanies })
  await screen.findByText('Company 1')
  await user.click(choice('Customer since'))
  await user.click(await screen.findByRole('button', { name: 'Customer since' }))
  await user.click(choice('Customer since'))
  expect(head('Company')?.getAttribute('aria-sort')).toBe('ascending')
})

test('what was kept by hand cannot hide the company', async () => {
  localStorage.setItem('tierdesk.companies.columns.hidden', 'name phone nothing')
  show({ list: listCompanies })
  await screen.findByText('Company 1')
  expect(head('Company')).toBeTruthy()
  expect(head('Phone')).toBeNull()
})

test('without companies there are no columns to choose', async () => {
  show({})
  await screen.findByText('No companies yet')
  expect(screen.queryByRole('button', { name: 'Columns' })).toBeNull()
})

const BUSY = makeCompany(1, {
  subscriptions: [
    { product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'grace', until: toInstant(NOW + 4 * 86_400_000) },
    { product: 'images', plan: null, subscribedPlan: 'gold', status: 'canceled', until: null },
  ],
  worst: { product: 'trading', metric: 'positions', used: 51, limit: 50, level: 'blocked' },
  hours: { product: 'hours', available: 465 },
  mrr: [
    { currency: 'NGN', amount: 2_500_000 },
    { currency: 'USD', amount: 9_900 },
  ],
})

test('a row says what a company is on, how near it is to a limit, and what it brings in', async () => {
  show({ list: async () => ({ items: [BUSY], next: null }) })
  const row = (await screen.findByText('Company 1')).closest('tr')
  const cells = [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)
  expect(cells).toEqual([
    'Company 1',
    'tradingpro+1',
    'Grace to 25 Nov',
    '102%positionsOver +1',
    '7h 45m',
    '+1 25,000.00NGN',
    '25 Nov',
    'S',
  ])
})

test('filters go to the engine and into the address, and can be cleared', async () => {
  const user = userEvent.setup()
  const asked: unknown[] = []
  const { router } = show({
    list: async (input) => {
      asked.push(input)
      return { items: [], next: null }
    },
  })
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'grace')
  await screen.findByText('No company is like that')
  expect(asked.at(-1)).toMatchObject({ status: 'grace', product: null, plan: null })
  expect(window.location.search).toContain('filter=grace')
  await user.click(screen.getByRole('button', { name: 'Clear' }))
  await screen.findByText('No companies yet')
  expect(router.getState().filter).toBeNull()
})

test('Enter opens all of a company, Space its details alone', async () => {
  const user = userEvent.setup()
  const { router } = show({ list: listCompanies })
  await screen.findByText('Company 1')
  await user.click(screen.getByRole('grid'))
  screen.getByRole('grid').focus()
  await user.keyboard(' ')
  await screen.findByRole('complementary')
  expect(router.getState().screen).toBe('companies')
  await user.keyboard('{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1' })
})

test('all companies that match are saved, page by page and in their order; what goes wrong is said at the button', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const asked: unknown[] = []
  let isBroken = false
  const late = Promise.withResolvers<void>()
  show({
    count: { total: 2, isAtLeast: false },
    list: async (input) => {
      if (!('limit' in input) || input.limit !== 1000) return { items: [makeCompany(1)], next: 'more' }
      asked.push(input)
      if (isBroken) throw new Error('SQLITE_IOERR')
      if (input.cursor !== null) await late.promise
      return input.cursor === null ? { items: [makeCompany(1)], next: 'two' } : { items: [makeCompany(2), makeCompany(1)], next: null }
    },
  })
  await screen.findByText('Company 1')
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  expect(await screen.findByText('1 of 2 gathered')).toBeTruthy()
  late.resolve()
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('companies.csv')
  expect(
    (await saved[0]?.text)
      ?.trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1]),
  ).toEqual(['co_1', 'co_2'])
  expect(asked).toMatchObject([
    { search: '', sort: 'name', isDescending: false, cursor: null },
    { search: '', sort: 'name', isDescending: false, cursor: 'two' },
  ])
  isBroken = true
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Nothing was saved. Something went wrong in the engine.')
})
