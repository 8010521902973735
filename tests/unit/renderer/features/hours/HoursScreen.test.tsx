// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { day, ENTRY, makeBalance, makePack, TRADING } from './makeHours.ts'
import { showHours } from './showHours.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const one = async () => ({ items: [makeBalance(1), makeBalance(2)], next: null })
const toCells = (row: Element | null) => [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)

test('while the first answer is on its way the rows to come are shown in their shape', () => {
  showHours('?screen=hours', { list: () => new Promise(() => {}) })
  expect(screen.getByRole('table', { name: 'Balances are loading' }).getAttribute('aria-busy')).toBe('true')
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showHours('?screen=hours', { list: () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : one()) })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Company 1', { selector: 'bdi' })).toBeTruthy()
})

test('where no product sells hours it says so, and the way to one that does', async () => {
  const user = userEvent.setup()
  const { router } = showHours('?screen=hours', { entries: [TRADING, { ...ENTRY, version: null }] })
  expect(await screen.findByText('No product sells hours')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Open settings' }))
  expect(router.getState().screen).toBe('settings')
})

test('where nobody has hours, packs, or hours of one product, each is said by itself', async () => {
  showHours()
  expect(await screen.findByText('Nobody has hours yet')).toBeTruthy()
  cleanup()
  showHours('?screen=hours&filter=packs')
  expect(await screen.findByText('No packs yet')).toBeTruthy()
  cleanup()
  showHours('?screen=hours&product=maintenance-hours')
  expect(await screen.findByText('Nobody has hours of Maintenance hours')).toBeTruthy()
  cleanup()
  showHours('?screen=hours&at=2026-01-01T00:00:00Z')
  expect(await screen.findByText('Nobody had hours then')).toBeTruthy()
})

test('a row says what a company has, part by part, and its overage', async () => {
  const paused = makeBalance(2, { status: 'paused', overage: 45, packs: { live: 0, left: 0, nextExpiry: null } })
  const bare = makeBalance(3, { plan: null, status: 'none', window: null, included: 0, used: 0, left: 0, rollover: { left: 0, cap: 0 } })
  const unlimited = makeBalance(4, { plan: 'director', included: 'unlimited', left: 'unlimited', available: 'unlimited' })
  showHours('?screen=hours', { list: async () => ({ items: [makeBalance(1), paused, bare, unlimited], next: null }) })
  const row = async (name: string) => toCells((await screen.findByText(name, { selector: 'bdi' })).closest('tr'))
  expect(await row('Company 1')).toEqual([
    'Company 1',
    'EssentialsActive',
    '5 Nov – 5 Dec',
    '8h',
    '5h 45m',
    '2h 15m',
    '1h 30m of 4h',
    '2h',
    '2 Dec',
    '5h 45m',
    '–',
  ])
  expect((await row('Company 2')).slice(1, 2)).toEqual(['EssentialsPaused'])
  expect((await row('Company 2')).slice(-4)).toEqual(['–', '–', '5h 45m', '45m'])
  expect((await row('Company 3')).slice(1, 7)).toEqual(['No plan', '–', '–', '–', '–', '–'])
  expect((await row('Company 4')).slice(3, 6)).toEqual(['Unlimited', '5h 45m', 'Unlimited'])
})

const figure = (name: string) => screen.queryByText(name)?.parentElement?.textContent

test('the figures count what the rows tell, and name who comes first', async () => {
  const user = userEvent.setup()
  const items = [makeBalance(1, { overage: 45 }), makeBalance(2, { available: 5 }), makeBalance(3)]
  const packs = [makePack(7), makePack(8, { state: 'spent' })]
  const { router } = showHours('?screen=hours', {
    list: async () => ({ items, next: null }),
    packs: async () => ({ items: packs, next: null }),
  })
  await screen.findByText('Company 1', { selector: 'bdi' })
  await screen.findByText('Live packs')
  expect(figure('With hours')).toBe('With hours3companies, by the month or by the pack')
  expect(figure('With overage')).toBe('With overage1most: Company 1, 45m')
  expect(figure('Least left without overage')).toBe('Least left without overage5mCompany 2')
  expect(figure('Live packs')).toBe('Live packs1next: 2 Dec, Company 7')
  await user.click(screen.getByText('With overage'))
  expect(router.getState().company).toBe('co_1')
  await user.click(screen.getByText('Live packs'))
  expect(router.getState().filter).toBe('packs')
})

test('a figure that the rows at hand cannot tell is left out', async () => {
  const pages = async ({ cursor }: Record<string, unknown>) =>
    cursor === null ? { items: [makeBalance(1, { overage: 45 })], next: 'more' } : new Promise<never>(() => {})
  const packs = async ({ cursor }: Record<string, unknown>) =>
    cursor === null ? { items: [makePack(1)], next: 'more' } : new Promise<never>(() => {})
  showHours('?screen=hours', { list: pages, packs })
  await screen.findByText('Company 1', { selector: 'bdi' })
  expect(['With hours', 'With overage', 'Least left without overage', 'Live packs'].map(figure)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(screen.getByText('1 or more balance')).toBeTruthy()
})

test('packs stand beside the balances, each with what has become of it', async () => {
  const user = userEvent.setup()
  const items = [
    makePack(1),
    makePack(2, { expiresAt: day(3, 1, 2027) }),
    makePack(3, { state: 'spent', left: 0 }),
    makePack(4, { state: 'lapsed' }),
    makePack(5, { state: 'expired', left: 0 }),
  ]
  const { router } = showHours('?screen=hours', { list: one, packs: async () => ({ items, next: null }) })
  await user.click(await screen.findByRole('radio', { name: 'Packs' }))
  await screen.findByRole('grid', { name: 'Packs' })
  expect(router.getState().filter).toBe('packs')
  const rows = screen.getAllByRole('row').slice(1).map(toCells)
  expect(rows).toEqual([
    ['Company 1', 'pack-1', '5h', '2h', '2 Dec 2026', 'Live ends in 10 days'],
    ['Company 2', 'pack-2', '5h', '2h', '1 Mar 2027', 'Live 99 days'],
    ['Company 3', 'pack-3', '5h', '–', '2 Dec 2026', 'Spent all used'],
    ['Company 4', 'pack-4', '5h', '2h', '2 Dec 2026', 'Lapsed with hours left'],
    ['Company 5', 'pack-5', '5h', '–', '2 Dec 2026', 'Expired with none left'],
  ])
})

test('product and instant of the address are asked for, in every question', async () => {
  const { asked } = showHours('?screen=hours&product=maintenance-hours&at=2026-11-10T00:00:00Z&company=co_1', { list: one })
  await screen.findByText('Available', { selector: 'th' })
  const at = day(11, 10)
  expect(asked.find(({ method }) => method === 'list')?.input).toEqual({ product: 'maintenance-hours', at, limit: 500, cursor: null })
  expect(asked.find(({ method }) => method === 'packs')?.input).toEqual({ product: 'maintenance-hours', at, limit: 500, cursor: null })
  expect(asked.findLast(({ method }) => method === 'get')?.input).toEqual({
    ...{ company: 'co_1', product: 'maintenance-hours', at, withLedger: true },
  })
})

test('Space opens the ledger, moving reads on, and Esc closes it and gives the focus back to the list', async () => {
  const user = userEvent.setup()
  const { router } = showHours('?screen=hours', { list: one })
  await screen.findByText('Company 1', { selector: 'bdi' })
  screen.getByRole('grid').focus()
  await user.keyboard(' ')
  expect(await screen.findByRole('complementary', { name: 'Details of Company 1' })).toBeTruthy()
  expect(router.getState().company).toBe('co_1')
  await user.keyboard('{ArrowDown}')
  expect(await screen.findByRole('complementary', { name: 'Details of Company 2' })).toBeTruthy()
  expect(window.location.search).toContain('company=co_2')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  expect(router.getState().company).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('grid'))
})

test('Enter and “Open company” show all of a company', async () => {
  const user = userEvent.setup()
  const { router } = showHours('?screen=hours', { list: one })
  await screen.findByText('Company 1', { selector: 'bdi' })
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2' })
  cleanup()
  const again = showHours('?screen=hours&company=co_1', { list: one })
  await user.click(await screen.findByRole('button', { name: 'Open company' }))
  expect(again.router.getState()).toMatchObject({ screen: 'company', company: 'co_1' })
})

test('the CSV holds all rows, those of pages that were not yet loaded too', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const pages = async ({ cursor }: Record<string, unknown>) =>
    cursor === null
      ? { items: [makeBalance(1, { name: '=1+1' })], next: 'two' }
      : { items: [makeBalance(2, { available: 'unlimited', window: null })], next: null }
  showHours('?screen=hours', { list: pages, packs: async () => ({ items: [makePack(3)], next: null }) })
  await screen.findByText('=1+1', { selector: 'bdi' })
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  const [head, ...lines] = (await saved[0]?.text)?.trim().split('\r\n') ?? []
  expect(saved[0]?.name).toBe('hour-balances.csv')
  expect(head).toContain('Company,Company id,Product,Plan,Status,Window start')
  expect(lines).toEqual([
    "'=1+1,co_1,maintenance-hours,essentials,active,2026-11-05T00:00:00Z,2026-12-05T00:00:00Z,480,345,135,90,240,1,120,2026-12-02T00:00:00Z,345,0",
    'Company 2,co_2,maintenance-hours,essentials,active,,,480,345,135,90,240,1,120,2026-12-02T00:00:00Z,unlimited,0',
  ])
  await user.click(screen.getByRole('radio', { name: 'Packs' }))
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(2))
  expect((await saved[1]?.text)?.trim().split('\r\n')[1]).toBe('pack-3,Company 3,co_3,maintenance-hours,300,120,2026-12-02T00:00:00Z,live')
})

test('a CSV that could not be gathered says so', async () => {
  const user = userEvent.setup()
  let isBroken = false
  showHours('?screen=hours', { list: () => (isBroken ? Promise.reject(new Error('away')) : one()) })
  await screen.findByText('Company 1', { selector: 'bdi' })
  isBroken = true
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Nothing was saved. Something went wrong in the engine.')
})

test('of several products with hours one can be chosen', async () => {
  const user = userEvent.setup()
  const other = { ...ENTRY, product: 'support', name: 'Support hours' }
  const { router } = showHours('?screen=hours', { list: one, entries: [ENTRY, TRADING, other] })
  const field = await screen.findByRole('combobox', { name: 'Product' })
  expect(
    within(field)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['All products', 'Maintenance hours', 'Support hours'])
  await user.selectOptions(field, 'support')
  expect(router.getState().product).toBe('support')
})
