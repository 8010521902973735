// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { UsageScreen } from '../../../../../src-renderer/features/usage/UsageScreen.tsx'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { giveChartSize } from '../../giveChartSize.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makeUsage, makeUse, makeUseOfMetric, makeUser, TWO_DAYS } from './makeUsage.ts'

beforeAll(giveLayout)
beforeAll(giveChartSize)
afterEach(cleanup)

const DAY_MS = 86_400_000
const TOMORROW = Date.UTC(2026, 10, 22)

function show(answers: Parameters<typeof makeUsage>[0] = {}, query = '?screen=usage') {
  const { client, asked } = makeUsage(answers)
  return { ...renderWithEngine(client, <UsageScreen />, query), asked }
}

async function listRows(name = 'Companies by their use of API calls') {
  const grid = await screen.findByRole('grid', { name })
  return within(grid)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )
}

/** The days that are held or pressed. */
function pressedBars() {
  return within(screen.getByRole('group', { name: 'Days' }))
    .queryAllByRole('button', { pressed: true })
    .map((bar) => bar.getAttribute('aria-label')?.split(':')[0])
}

test('without a metric in the place, the first of the first product that has any is looked at', async () => {
  const { asked } = show()
  expect(await screen.findByRole('heading', { name: 'API calls' })).toBeTruthy()
  expect(asked.ranking[0]).toEqual({ metric: 'threats.api-calls', level: null, at: null, limit: 200, cursor: null })
  expect(asked.series[0]).toEqual({ company: null, metric: 'threats.api-calls', from: TOMORROW - 30 * DAY_MS, to: TOMORROW })
})

test('each company stands against its limit, with where it goes in words', async () => {
  const projected = { kind: 'projected', atEnd: 4_100, isReached: false, reachedAt: null } as const
  const items = [
    makeUse(1, { used: 640, limit: 500, level: 'blocked', projection: { ...projected, isReached: true } }),
    makeUse(2, {
      used: 455,
      limit: 500,
      level: 'warn',
      projection: { ...projected, reachedAt: toInstant(Date.UTC(2026, 10, 22, 9)) },
    }),
    makeUse(3, { used: 2_899, limit: 5_000, level: 'calm', projection: projected }),
    makeUse(4, { used: 3, limit: 'unlimited', level: 'unlimited', projection: { kind: 'too-early' } }),
    makeUse(5, { used: null, limit: null, level: 'unknown', plan: null, asOf: null }),
  ]
  show({ ranking: async () => ({ items, next: null }) })
  expect(await listRows()).toEqual([
    ['Company 1', 'Starter', '', '128%', '640/500', 'Over +140', 'Full', '2 h'],
    ['Company 2', 'Starter', '', '91%', '455/500', 'Near', 'Full 22 Nov', '2 h'],
    ['Company 3', 'Starter', '', '57%', '2,899/5,000', '', '4,100 at the end', '2 h'],
    ['Company 4', 'Starter', '', '–', '3/Unlimited', '', 'Too early to say', '2 h'],
    ['Company 5', '–', '', '–', '–/–', 'Unknown', '–', 'never told'],
  ])
})

test('the figures over the table narrow it to a level, and show all again', async () => {
  const user = userEvent.setup()
  const { asked, router } = show({
    ranking: async ({ level }) => ({ items: level === 'watch' ? [] : [makeUse(1)], next: null }),
    counts: { calm: 58, warn: 2 },
  })
  await listRows()
  expect(screen.getByText('60 companies')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Near, from 90% 2 companies' }))
  expect(router.getState().filter).toBe('warn')
  await waitFor(() => expect(asked.ranking.at(-1)).toMatchObject({ level: 'warn', cursor: null }))
  expect(await screen.findByText('2 companies, near, from 90%')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Near, from 90% 2 companies' }))
  expect(router.getState().filter).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Watch, from 75% 0 companies' }))
  expect(await screen.findByText('No company is at this level')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show all companies' }))
  expect(await listRows()).toHaveLength(1)
})

test('Enter opens the company in hand, a press the one pressed', async () => {
  const user = userEvent.setup()
  const { router } = show({ ranking: async () => ({ items: [makeUse(1), makeUse(2)], next: null }) })
  await listRows()
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2', product: 'threats' })
  await user.click(screen.getByTitle('Company 1'))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1' })
})

test('more companies are asked for as the list comes to its end', async () => {
  const { asked } = show({
    ranking: async ({ cursor }) => (cursor ? { items: [makeUse(2)], next: null } : { items: [makeUse(1)], next: 'p2' }),
  })
  await waitFor(async () => expect(await listRows()).toHaveLength(2))
  expect(asked.ranking.map(({ cursor }) => cursor)).toEqual([null, 'p2'])
})

test('the days are bars that say their numbers; a day that nobody told of is no 0', async () => {
  show()
  const days = await screen.findByRole('group', { name: 'Days' })
  const bars = within(days).getAllByRole('button')
  expect(bars).toHaveLength(30)
  expect(bars.slice(-4).map((bar) => bar.getAttribute('aria-label'))).toEqual([
    '18 Nov: analyze 1,240, redact 144',
    '19 Nov: nothing told',
    '20 Nov: analyze 90',
    '21 Nov: nothing told',
  ])
  expect(screen.getByRole('figure', { name: 'API calls by day and endpoint' })).toBeTruthy()
})

test('one bar is reached by Tab, the arrows go on from there, and what has the focus is told', async () => {
  const user = userEvent.setup()
  show()
  const days = await screen.findByRole('group', { name: 'Days' })
  within(days).getByRole('button', { name: '21 Nov: nothing told' }).focus()
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('18 Nov: analyze 1,240, redact 144')
  expect(
    within(days)
      .getAllByRole('button')
      .filter((bar) => bar.tabIndex === 0),
  ).toHaveLength(1)
  expect(screen.getByText('1,240')).toBeTruthy()
})

test('ninety days are another question', async () => {
  const user = userEvent.setup()
  const { asked } = show()
  await screen.findByRole('group', { name: 'Days' })
  await user.click(screen.getByRole('radio', { name: '90 days' }))
  await waitFor(() => expect(asked.series.at(-1)).toMatchObject({ from: TOMORROW - 90 * DAY_MS, to: TOMORROW }))
  expect(window.location.search).toContain('filter=90d')
  await user.click(screen.getByRole('radio', { name: '7 days' }))
  await waitFor(() => expect(asked.series.at(-1)).toMatchObject({ from: TOMORROW - 7 * DAY_MS, to: TOMORROW }))
})

test('days that are drawn over are all that the chart, its table and the rows beneath show, until the range is cleared', async () => {
  const user = userEvent.setup()
  const { asked, router } = show({
    users: async () => ({ items: [makeUser(1, { quantity: 1_400, records: 30 }), makeUser(2, { quantity: 35, records: 1 })], next: null }),
  })
  const bar = (name: string | RegExp) => within(screen.getByRole('group', { name: 'Days' })).getByRole('button', { name })
  await screen.findByRole('group', { name: 'Days' })
  fireEvent.pointerDown(bar(/^20 Nov/), { button: 0 })
  fireEvent.pointerEnter(bar(/^18 Nov/))
  expect(pressedBars()).toEqual(['18 Nov', '19 Nov', '20 Nov'])
  expect(screen.getByText('18 Nov to 20 Nov. Enter shows these days alone.')).toBeTruthy()
  fireEvent.pointerUp(window)
  expect(router.getState().filter).toBe('2026-11-18..2026-11-20')
  await waitFor(() => expect(asked.series.at(-1)).toMatchObject({ from: Date.UTC(2026, 10, 18), to: Date.UTC(2026, 10, 21) }))
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Days' })).getAllByRole('button')).toHaveLength(3))
  expect(await listRows('Companies by what they used on 18 Nov – 20 Nov')).toEqual([
    ['Company 1', '1,400', '30', '21 Nov 07:00'],
    ['Company 2', '35', '1', '21 Nov 07:00'],
  ])
  expect(screen.getByText('1,435 API calls by 2 companies')).toBeTruthy()
  expect(asked.users).toEqual([
    { metric: 'threats.api-calls', from: Date.UTC(2026, 10, 18), to: Date.UTC(2026, 10, 21), limit: 200, cursor: null },
  ])
  await user.keyboard('t')
  expect(screen.getAllByRole('row', { name: /^\d+ Nov/ }).map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    '20 Nov',
    '19 Nov',
    '18 Nov',
  ])
  await user.click(screen.getByRole('button', { name: /^Clear range/ }))
  expect(router.getState().filter).toBeNull()
  expect(await listRows()).toHaveLength(1)
})

test('keys choose days too: Shift and the arrows, then Enter; Esc gives them up, and then the range', async () => {
  const user = userEvent.setup()
  const { router } = show()
  const days = await screen.findByRole('group', { name: 'Days' })
  within(days).getByRole('button', { name: '21 Nov: nothing told' }).focus()
  await user.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}')
  expect(pressedBars()).toEqual(['19 Nov', '20 Nov', '21 Nov'])
  await user.keyboard('{Escape}')
  expect(pressedBars()).toEqual([])
  await user.keyboard('{Shift>}{ArrowLeft}{/Shift}{Enter}')
  expect(router.getState().filter).toBe('2026-11-18..2026-11-19')
  await user.keyboard('{Escape}')
  expect(router.getState().filter).toBeNull()
})

test('a bar that is pressed and let go is a day and no range; one that is left by plain arrows holds nothing', async () => {
  const user = userEvent.setup()
  const { router } = show()
  await user.click(await screen.findByRole('button', { name: /^18 Nov/ }))
  expect(router.getState().filter).toBe('2026-11-18')
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}{ArrowRight}')
  expect(pressedBars()).toEqual(['18 Nov'])
})

test('a range is typed as well: custom begins with the days in sight, and the address keeps it', async () => {
  const user = userEvent.setup()
  const { asked, router } = show()
  await screen.findByRole('group', { name: 'Days' })
  expect(screen.queryByLabelText('From')).toBeNull()
  await user.click(screen.getByRole('radio', { name: 'Custom' }))
  expect(router.getState().filter).toBe('2026-10-23..2026-11-21')
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-02' } })
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-14' } })
  expect(router.getState().filter).toBe('2026-11-02..2026-11-14')
  await waitFor(() => expect(asked.series.at(-1)).toMatchObject({ from: Date.UTC(2026, 10, 2), to: Date.UTC(2026, 10, 15) }))
  await user.click(screen.getByRole('radio', { name: '30 days' }))
  expect(router.getState().filter).toBeNull()
  expect(screen.queryByLabelText('From')).toBeNull()
})

test('a shared address opens its range; a day in it leads back to the range, and that to all', async () => {
  const user = userEvent.setup()
  const { asked, router } = show({}, '?screen=usage&company=co_1&filter=2026-11-16..2026-11-18,2026-11-18')
  expect(await screen.findByRole('region', { name: 'Records of 18 Nov' })).toBeTruthy()
  expect(asked.list[0]).toMatchObject({ company: 'co_1', from: Date.UTC(2026, 10, 18), to: Date.UTC(2026, 10, 19) })
  await user.click(screen.getByRole('button', { name: /^Back to the range/ }))
  expect(await screen.findByRole('region', { name: 'Records of 16 Nov – 18 Nov' })).toBeTruthy()
  expect(asked.list.at(-1)).toMatchObject({ from: Date.UTC(2026, 10, 16), to: Date.UTC(2026, 10, 19) })
  await user.keyboard('{Escape}')
  expect(router.getState().filter).toBeNull()
})

test('the company that is pressed beneath a range stays within it', async () => {
  const user = userEvent.setup()
  const { router, asked } = show({}, '?screen=usage&filter=2026-11-16..2026-11-18&at=2026-11-18T12:00:00Z')
  await user.click(await screen.findByTitle('Company 1'))
  expect(router.getState()).toMatchObject({ company: 'co_1', filter: '2026-11-16..2026-11-18' })
  expect(await screen.findByRole('region', { name: 'Records of 16 Nov – 18 Nov' })).toBeTruthy()
  // As of noon, nothing of the afternoon is asked for.
  expect(asked.users[0]).toMatchObject({ to: Date.UTC(2026, 10, 18, 12) + 1 })
})

test('a range in which nobody told anything says so', async () => {
  show({ users: async () => ({ items: [], next: null }), series: async () => [] }, '?screen=usage&filter=2026-11-01..2026-11-03')
  expect(await screen.findByText('Nothing was told of API calls on 1 Nov – 3 Nov')).toBeTruthy()
  expect(screen.getByText('Nothing was told by anybody in these 3 days.')).toBeTruthy()
})

test('as of an instant, nothing later is asked for', async () => {
  const { asked } = show({}, '?screen=usage&at=2026-11-19T12:00:00Z')
  await screen.findByRole('group', { name: 'Days' })
  expect(asked.series[0]).toMatchObject({ from: Date.UTC(2026, 9, 21), to: Date.UTC(2026, 10, 19, 12) + 1 })
  expect(asked.ranking[0]).toMatchObject({ at: Date.UTC(2026, 10, 19, 12) })
})

test('a company is found as its name is typed, and its limit is told beside the chart', async () => {
  const user = userEvent.setup()
  const { asked, router } = show()
  await listRows()
  await user.type(screen.getByRole('combobox', { name: 'Company' }), 'blue')
  await screen.findByRole('option', { name: /Blue Heron Security/ })
  await user.keyboard('{Enter}')
  expect(router.getState().company).toBe('co_1')
  expect((await screen.findByText(/4,712 of 5,000/)).textContent).toBe('6 Nov – 6 Dec, 4,712 of 5,000')
  expect(within(await screen.findByRole('region', { name: /^API calls by day/ })).getByText('Near')).toBeTruthy()
  expect(screen.getByText(/^Full/).textContent).toBe('Full 22 Nov')
  expect(asked.series.at(-1)).toMatchObject({ company: 'co_1' })
  // A month's limit is no line across days.
  expect(screen.queryByText('limit 5,000')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Clear the company' }))
  expect(router.getState().company).toBeNull()
})

test('what exists, and what is counted by the day, is held against its limit by a line', async () => {
  const stock = makeUseOfMetric({ kind: 'stock', used: 11, limit: 25, level: 'calm', window: null, projection: null })
  show({ kind: 'stock', use: stock }, '?screen=usage&company=co_1')
  expect(await screen.findByText('limit 25')).toBeTruthy()
  expect(screen.getByText('API calls at the end of each day')).toBeTruthy()
  cleanup()
  const window = { start: toInstant(TOMORROW - DAY_MS), end: toInstant(TOMORROW) }
  show({ use: makeUseOfMetric({ window, limit: 4 }) }, '?screen=usage&company=co_1')
  expect(await screen.findByText('limit 4')).toBeTruthy()
})

test('a company that has nothing to do with the product is told so', async () => {
  show({ use: null, series: async () => [] }, '?screen=usage&company=co_1')
  expect(await screen.findByText('no company of Threat analytics')).toBeTruthy()
  expect(screen.getByText('Nothing was told of Blue Heron Security in these 30 days.')).toBeTruthy()
})

test('pressing a day shows what was told of the company on it', async () => {
  const user = userEvent.setup()
  const at = toInstant(Date.UTC(2026, 10, 18, 11, 40))
  const { asked } = show(
    {
      records: async () => [
        { key: 'k1', at, quantity: 1_240, dimension: { name: 'endpoint', value: 'analyze' }, source: 'staff' },
        { key: 'k2', at, quantity: 3, dimension: null, source: 'meter-7' },
      ],
    },
    '?screen=usage&company=co_1',
  )
  await user.click(await screen.findByRole('button', { name: '18 Nov: analyze 1,240, redact 144' }))
  expect(await listRows('Records of Blue Heron Security on 18 Nov')).toEqual([
    ['18 Nov 11:40', 'analyze', '1,240', 'By hand', 'k1'],
    ['18 Nov 11:40', '–', '3', 'meter-7', 'k2'],
  ])
  expect(asked.list[0]).toMatchObject({
    company: 'co_1',
    metric: 'threats.api-calls',
    from: Date.UTC(2026, 10, 18),
    to: Date.UTC(2026, 10, 19),
  })
  await user.keyboard('{Escape}')
  expect(await listRows()).toHaveLength(1)
})

test('a day can be pressed in the table of the same numbers; without a company it says who used how much', async () => {
  const user = userEvent.setup()
  const { asked } = show()
  await user.click(await screen.findByRole('button', { name: 'API calls by day and endpoint as a table' }))
  const row = screen.getByRole('row', { name: /^18 Nov/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['1,240', '144'])
  await user.click(within(row).getByRole('button', { name: '18 Nov' }))
  expect(await listRows('Companies by what they used on 18 Nov')).toEqual([['Company 1', '400', '12', '21 Nov 07:00']])
  expect(asked.users[0]).toMatchObject({ from: Date.UTC(2026, 10, 18), to: Date.UTC(2026, 10, 19) })
  await user.click(screen.getByRole('button', { name: /^Back to all companies/ }))
  expect(await listRows()).toHaveLength(1)
})

test('a day on which nothing was told says so', async () => {
  const user = userEvent.setup()
  show({}, '?screen=usage&company=co_1')
  await user.click(await screen.findByRole('button', { name: '19 Nov: nothing told' }))
  expect(await screen.findByText('Nothing was told of Blue Heron Security on 19 Nov')).toBeTruthy()
  expect(screen.getByText('What nobody told is unknown, which is not 0.')).toBeTruthy()
})

test('where nobody told anything yet, it says who could, and how', async () => {
  show({
    series: async () => [],
    ranking: async () => ({ items: [makeUse(1, { used: null, asOf: null, level: 'unknown' })], next: null }),
    counts: { unknown: 1 },
  })
  expect(await screen.findByText('Nobody told anything of API calls yet')).toBeTruthy()
  expect(screen.getByText('npx tierdesk usage import FILE.csv')).toBeTruthy()
  expect(screen.getByText('npx tierdesk usage add COMPANY threats.api-calls 240')).toBeTruthy()
})

test('without a catalog, and for a product that counts nothing, the screen says what would be here', async () => {
  show({ catalogs: [] })
  expect(await screen.findByText('Nothing is counted yet')).toBeTruthy()
  cleanup()
  show({}, '?screen=usage&product=bare')
  expect(await screen.findByText('bare counts nothing')).toBeTruthy()
})

test('while the first answers are on their way their shape is shown', async () => {
  show({ series: () => new Promise(() => {}), ranking: () => new Promise(() => {}) })
  expect((await screen.findByRole('table', { name: 'Companies are loading' })).getAttribute('aria-busy')).toBe('true')
  expect(screen.getByRole('status', { name: 'API calls by day is loading' })).toBeTruthy()
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  show({
    ranking: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : { items: [makeUse(1)], next: null }),
    series: async () => TWO_DAYS,
  })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  expect(document.body.textContent).not.toContain('SQLITE_IOERR')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await listRows()).toHaveLength(1)
})

test('another metric is another place, and ages are told as of now', async () => {
  const user = userEvent.setup()
  const { asked, router } = show({ ranking: async () => ({ items: [makeUse(1, { asOf: toInstant(NOW - 26 * 3_600_000) })], next: null }) })
  expect((await listRows())[0]?.at(-1)).toBe('26 h')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Metric' }), 'seats')
  expect(router.getState()).toMatchObject({ product: 'threats', metric: 'seats' })
  await waitFor(() => expect(asked.ranking.at(-1)).toMatchObject({ metric: 'threats.seats' }))
})
