// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { day, makeUse } from './makeAnswers.ts'
import { AT, openWhy, showCompany, toCells, toText } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const WINDOW = { start: day(11, 11), end: day(12, 11) }
const CALLS = makeUse({
  ...{ metric: 'api-calls', kind: 'flow', used: 462, limit: 500, remaining: 38, level: 'warn', window: WINDOW },
  projection: { kind: 'projected', atEnd: 1_386, isReached: false, reachedAt: day(11, 22) },
})
const against = (metrics: unknown[], product = 'trading') => ({
  'usage.against': () => ({ company: 'co_1', asOf: NOW, products: [{ product, metrics }] }),
})
const usage = async () => within(await screen.findByRole('region', { name: 'Usage against limits' }))
const rows = async (count: number) => {
  const part = await usage()
  await waitFor(() => expect(part.getAllByRole('row')).toHaveLength(count + 1))
  return part
    .getAllByRole('row')
    .slice(1)
    .map((row) => toCells(row).slice(0, 7))
}

test('each metric says its share, what is used of what, how near, where it goes, and as of when', async () => {
  showCompany(
    against([
      makeUse(),
      CALLS,
      makeUse({ metric: 'clients', used: 600, limit: 'unlimited', remaining: 'unlimited', level: 'unlimited', asOf: day(11, 20) }),
      makeUse({ metric: 'unseen', used: null, limit: 20, remaining: null, level: 'unknown', asOf: null, trend: [] }),
      makeUse({ metric: 'bare', used: 3, limit: null, remaining: null, level: 'calm', projection: { kind: 'too-early' } }),
    ]),
  )
  await screen.findByText('API calls')
  expect(await rows(5)).toEqual([
    ['Positions', '', '51 / 50', 'Over +1', '', '–', '2 min'],
    ['API calls resets 11 Dec', '', '462 / 500', 'Near', '', 'Full 22 Nov', '2 min'],
    ['Clients', 'Unlimited', '600', '', '', '–', '32 h'],
    ['unseen', '', '– / 20', 'Unknown', '', '–', 'never'],
    ['bare', '–', '3', '', '', 'Too early to say', '2 min'],
  ])
  expect((await usage()).getByText(/^as of/).textContent).toBe('as of 08:00:00')
  expect((await usage()).getAllByRole('row')[1]?.querySelector('polyline')).toBeTruthy()
})

test.each([
  [{ atEnd: 720, isReached: false, reachedAt: null }, '720 by 11 Dec'],
  [{ atEnd: 980, isReached: true, reachedAt: day(11, 20) }, '980 by 11 Dec'],
])('a projection of %j reads %s', async (projection, words) => {
  showCompany(against([{ ...CALLS, projection: { kind: 'projected', ...projection } }]))
  expect((await rows(1))[0]?.[5]).toBe(words)
})

test('of several products, each stands under its name; in the past, a figure says its day', async () => {
  showCompany(
    {
      'usage.against': () => ({
        ...{ company: 'co_1', asOf: day(11, 20) },
        products: [
          { product: 'trading', metrics: [makeUse({ asOf: day(11, 18) })] },
          { product: 'maintenance-hours', metrics: [makeUse({ metric: 'change-requests' })] },
        ],
      }),
    },
    `${AT}&at=2026-11-20T00:00:00Z`,
  )
  await (await usage()).findByText('Maintenance hours')
  const names = (await rows(4)).map(([name]) => name)
  expect(names).toEqual(['Trading', 'Positions', 'Maintenance hours', 'change-requests'])
  expect((await rows(4))[1]?.[6]).toBe('18 Nov')
})

test('why a use is what it is: the answer, how it is counted, the rule, and the newest records', async () => {
  const { inputsOf } = showCompany({
    ...against([CALLS]),
    'usage.list': () => ({
      ...{ company: 'co_1', product: 'trading', metric: 'api-calls', kind: 'flow', next: 'more' },
      items: [
        { key: 'use-9', at: day(11, 20), quantity: 12, dimension: { name: 'endpoint', value: 'analyze' }, source: 'file' },
        { key: 'use-8', at: day(11, 19), quantity: 1_200, dimension: null, source: 'staff' },
      ],
    }),
  })
  await screen.findByText('API calls')
  const popover = await openWhy('Why these API calls?')
  await within(popover).findByText('use-9')
  expect(toText(popover.querySelector('p'))).toBe('Baobab Ridge used 462 API calls; Pro allows 500, so 38 remain.')
  expect([...popover.querySelectorAll('li')].map(toText)).toEqual([
    'All that was used from 11 Nov 00:00 to 11 Dec 00:00.',
    'Near: 90% of the limit or more. threshold',
    'At the rate of the window so far it comes to 1,386 at its end, and reaches the limit 22 Nov 00:00.',
    '20 Nov 00:00+12 analyzefileusageuse-9',
    '19 Nov 00:00+1,200staffusageuse-8',
  ])
  expect(within(popover).getByText('There are older ones.')).toBeTruthy()
  expect(inputsOf('usage.list')).toEqual([{ company: 'co_1', metric: 'trading.api-calls', from: day(11, 11), at: null, limit: 4 }])
})

test('why, of a stock: its parts, and those that nobody told of', async () => {
  showCompany({
    ...against([
      makeUse({
        ...{ metric: 'clients', used: 600, limit: 'unlimited', remaining: 'unlimited', level: 'unlimited' },
        ...{ parts: [{ part: 'primary', used: 420, asOf: day(11, 20) }], missingParts: ['affiliated'] },
      }),
    ]),
  })
  await screen.findByText('Clients')
  const popover = await openWhy('Why these Clients?')
  await within(popover).findByText('Nobody has told.')
  expect(toText(popover.querySelector('p'))).toBe('Baobab Ridge has 600 Clients; Pro sets no limit.')
  expect([...popover.querySelectorAll('li')].map(toText)).toEqual([
    'How many there are now: the newest record holds, and it never resets.',
    'primary: 420, told 20 Nov 00:00.',
    'affiliated: nobody has told.',
  ])
})

test('T turns the trends into a table of their numbers and back, and what is saved is what is shown', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const trend = [
    { day: '2026-11-20', quantity: 1_240 },
    { day: '2026-11-21', quantity: 12 },
  ]
  showCompany(against([{ ...CALLS, trend }]))
  await screen.findByText('API calls')
  await user.keyboard('t')
  const table = (await usage()).getByRole('table', { name: 'Use by day, 30 days' })
  expect(within(table).getAllByRole('row').map(toCells)).toEqual([
    ['Day', 'API calls'],
    ['21 Nov', '12'],
    ['20 Nov', '1,240'],
  ])
  await user.click((await usage()).getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved.map(({ name }) => name)).toEqual(['usage-by-day-co_1.csv']))
  expect((await saved[0]?.text)?.trim().split('\r\n')).toEqual(['Day,trading.api-calls', '2026-11-21,12', '2026-11-20,1240'])
  await user.keyboard('t')
  expect(screen.queryByRole('table', { name: 'Use by day, 30 days' })).toBeNull()
  await user.click((await usage()).getByRole('button', { name: 'Trends as a table' }))
  expect(screen.getByRole('table', { name: 'Use by day, 30 days' })).toBeTruthy()
})

test('usage is saved as it is, with instants', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  showCompany(against([CALLS, makeUse({ used: null, remaining: null, level: 'unknown', asOf: null })]))
  await user.click(await (await usage()).findByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('usage-co_1.csv')
  expect((await saved[0]?.text)?.trim().split('\r\n').slice(1)).toEqual([
    'Baobab Ridge,co_1,trading,api-calls,flow,462,500,38,warn,2026-11-21T07:58:00Z,2026-11-11T00:00:00Z,2026-12-11T00:00:00Z,1386,2026-11-22T00:00:00Z',
    'Baobab Ridge,co_1,trading,positions,stock,,50,,unknown,,,,,',
  ])
})

async function openDialog(user: ReturnType<typeof userEvent.setup>) {
  // Its names are there with the catalogs.
  await screen.findAllByText('Trading')
  await user.click(await screen.findByRole('button', { name: 'Add usage' }))
  return within(screen.getByRole('dialog', { name: 'Add usage of Baobab Ridge' }))
}

const options = (field: HTMLElement) => [...field.querySelectorAll('option')].map(({ textContent }) => textContent)

test('a stock offers the parts of its catalog; a time left alone is sent as none, with one key per opening', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany()
  const dialog = await openDialog(user)
  expect(options(dialog.getByLabelText('Metric'))).toEqual(['Choose', 'Trading: Positions', 'Trading: Clients', 'Trading: API calls'])
  await user.selectOptions(dialog.getByLabelText('Metric'), 'Trading: Clients')
  expect(dialog.getByText('It says how many there are from then on.')).toBeTruthy()
  expect(options(dialog.getByLabelText('Part'))).toEqual(['The whole', 'Primary', 'Affiliated'])
  await user.selectOptions(dialog.getByLabelText('Part'), 'Affiliated')
  await user.type(dialog.getByLabelText('How many'), '180')
  await user.click(dialog.getByRole('button', { name: 'Add usage' }))
  expect(await screen.findByText('180 Clients (affiliated) recorded')).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(inputsOf('usage.record')).toEqual([
    {
      ...{ company: 'co_1', metric: 'trading.clients', quantity: 180, at: null, dimension: { name: 'part', value: 'affiliated' } },
      key: expect.stringMatching(/^usage_[0-9a-f-]{36}$/),
    },
  ])
})

test('a flow offers the endpoints that were told of, and may name none', async () => {
  const user = userEvent.setup()
  const items = ['redact', 'analyze', null, 'redact'].map((group) => ({ day: '2026-11-20', group, quantity: 1 }))
  const { inputsOf } = showCompany({
    'usage.series': () => ({ product: 'trading', metric: 'api-calls', kind: 'flow', items }),
  })
  const dialog = await openDialog(user)
  expect(dialog.queryByLabelText('Endpoint')).toBeNull()
  await user.selectOptions(dialog.getByLabelText('Metric'), 'Trading: API calls')
  expect(options(await dialog.findByLabelText('Endpoint'))).toEqual(['None named', 'analyze', 'redact'])
  expect(inputsOf('usage.series')).toEqual([{ metric: 'trading.api-calls', from: toInstant(NOW - 90 * 86_400_000), to: NOW }])
  await user.type(dialog.getByLabelText('How many'), '12')
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-20T09:30' } })
  await user.click(dialog.getByRole('button', { name: 'Add usage' }))
  expect(await screen.findByText('12 API calls recorded')).toBeTruthy()
  expect(inputsOf('usage.record')[0]).toMatchObject({ quantity: 12, at: Date.UTC(2026, 10, 20, 9, 30), dimension: null })
})

test('what is missing or cannot be is said beside its field; a time ahead at once', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany()
  const dialog = await openDialog(user)
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-21T08:06' } })
  expect(dialog.getByText('That is ahead of now. Record it when it has happened')).toBeTruthy()
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-21T08:05' } })
  expect(dialog.queryByText(/ahead of now/)).toBeNull()
  await user.type(dialog.getByLabelText('How many'), '1.5')
  await user.click(dialog.getByRole('button', { name: 'Add usage' }))
  expect(dialog.getByText('Choose a metric')).toBeTruthy()
  expect(dialog.getByText('Give a whole number')).toBeTruthy()
  expect(inputsOf('usage.record')).toEqual([])
})

test('a rejection stands beside the number, a refusal below; each try has the same key', async () => {
  const user = userEvent.setup()
  const answers = [
    () => ({ accepted: 0, duplicate: 0, rejected: [{ line: 1, reason: 'The key is that of another use' }] }),
    () => {
      throw new ORPCError('REFUSED', { defined: true, message: 'The workspace is held.', data: { code: 'held', hint: 'Close the other.' } })
    },
    () => ({ accepted: 0, duplicate: 1, rejected: [] }),
  ]
  const { inputsOf } = showCompany({ 'usage.record': () => answers.shift()?.() })
  const dialog = await openDialog(user)
  await user.selectOptions(dialog.getByLabelText('Metric'), 'Trading: Positions')
  await user.type(dialog.getByLabelText('How many'), '50{Enter}')
  expect(await dialog.findByText('The key is that of another use')).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Add usage' }))
  expect((await dialog.findByRole('alert')).textContent).toBe('The workspace is held. Close the other.')
  await user.click(dialog.getByRole('button', { name: 'Add usage' }))
  await screen.findByText('50 Positions recorded')
  const keys = inputsOf('usage.record').map(({ key }) => key)
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
  await openDialog(user)
  expect(screen.getByLabelText<HTMLInputElement>('How many').value).toBe('')
})
