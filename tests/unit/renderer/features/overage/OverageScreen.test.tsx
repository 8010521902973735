// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { OverageScreen } from '../../../../../src-renderer/features/overage/OverageScreen.tsx'
import type { OverageAnswer } from '../../../../../src-shared/contract/plans.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { HOUR_MS, makeExceed, makeOverage, NOBODY } from './makeOverage.ts'

beforeAll(giveLayout)
afterEach(cleanup)

const BAOBAB = {
  company: 'co_1',
  name: 'Baobab Ridge Holdings',
  exceeds: [makeExceed('estates', 150, 25), makeExceed('api-calls', 5_100, 500)],
  stale: [{ metric: 'estates', asOf: toInstant(NOW - 31 * HOUR_MS), ageMs: 31 * HOUR_MS }],
}
const GULF = {
  company: 'co_2',
  name: '=Gulf',
  exceeds: [makeExceed('estates', 30, 25)],
  stale: [{ metric: 'api-calls', asOf: null, ageMs: null }],
}
const TWO: OverageAnswer = {
  ...NOBODY,
  companies: [BAOBAB, GULF],
  totals: { estates: 130, 'api-calls': 4_600 },
  counts: { estates: 2, 'api-calls': 1 },
}
/** With 40 estates allowed. */
const ONE: OverageAnswer = {
  ...NOBODY,
  companies: [{ ...BAOBAB, exceeds: [makeExceed('estates', 150, 40), makeExceed('api-calls', 5_100, 500)] }],
  totals: { estates: 110, 'api-calls': 4_600 },
  counts: { estates: 1, 'api-calls': 1 },
}

const answer: Parameters<typeof makeOverage>[0] = { overage: async ({ limits }) => (limits?.estates === 40 ? ONE : TWO) }

function show(answers: Parameters<typeof makeOverage>[0] = answer, query = '?screen=overage') {
  const { client, asked } = makeOverage(answers)
  return { ...renderWithEngine(client, <OverageScreen />, query), asked }
}

async function listRows() {
  const grid = await screen.findByRole('grid', { name: 'Companies that would not fit Starter' })
  return within(grid)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )
}

test('without a plan in the place, the lowest tier that limits anything is looked at', async () => {
  const { asked } = show()
  expect(await screen.findByRole('heading', { name: 'Who would not fit Starter?' })).toBeTruthy()
  expect(asked).toEqual([{ product: 'estates', plan: 'estates.starter', at: null, limits: null }])
})

test('each company stands there once, with a row for each resource, what is over and what to do', async () => {
  show()
  expect(await listRows()).toEqual([
    ['Baobab Ridge Holdings', 'Estates', '150', '25', '+125', 'archive 125', '31 h old'],
    ['Baobab Ridge Holdings', 'API calls', '5,100', '500', '+4,600', 'wait for the reset', ''],
    ['=Gulf', 'Estates', '30', '25', '+5', 'archive 5', '+1 other'],
  ])
  expect(screen.getAllByTitle('Baobab Ridge Holdings')).toHaveLength(1)
  expect(screen.getByTitle('Too old to judge, or never told: API calls')).toBeTruthy()
  expect(screen.getByText('2 companies, 3 resources over')).toBeTruthy()
})

test('the totals stand over the table: how much of each is over, and of how many', async () => {
  show()
  const totals = await screen.findByRole('region', { name: 'All companies together' })
  expect(totals.textContent).toBe('Would not fit2companiesEstates+1302 companies overAPI calls+4,6001 company over')
})

test('Enter opens the company of the row in hand, a press that of the row pressed', async () => {
  const user = userEvent.setup()
  const { router } = show()
  await listRows()
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1', product: 'estates' })
  await user.click(screen.getByTitle('=Gulf'))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2' })
})

test('a limit is tried: the answer follows, the old one stands struck through, and both counts are told', async () => {
  const user = userEvent.setup()
  const { asked, router } = show()
  await listRows()
  await user.keyboard('w')
  const panel = screen.getByRole('complementary', { name: 'What if Starter allowed more or less' })
  const field = within(panel).getByRole('textbox', { name: 'Estates: limit to try' })
  await user.clear(field)
  await user.type(field, '40')
  await waitFor(async () => expect((await listRows())[0]?.[3]).toBe('2540'))
  expect(asked.at(-1)).toMatchObject({ plan: 'estates.starter', limits: { estates: 40 } })
  expect(router.getState().filter).toBe('estates:40')
  expect(within(panel).getByText('25').closest('s')).toBeTruthy()
  expect(within(panel).getAllByRole('listitem')[0]?.textContent).toBe('Estates2 then 1 overinstead of 25')
  expect(within(panel).getByRole('region', { name: 'Would not fit, before and after' }).textContent).toBe(
    'Would not fit of 711 companiesNow2What if11 company fewer than now.',
  )
  expect(within(panel).getByRole('region', { name: 'Companies that would fit' }).textContent).toBe('1 would fit=Gulf')
  await user.click(within(panel).getByRole('button', { name: 'Reset' }))
  expect(router.getState().filter).toBeNull()
  await waitFor(async () => expect((await listRows())[0]?.[3]).toBe('25'))
})

test('a limit can be taken away and given back; what is no limit is not tried', async () => {
  const user = userEvent.setup()
  const { router } = show()
  await listRows()
  await user.click(screen.getByRole('button', { name: /What if/ }))
  const unlimited = screen.getByRole('button', { name: 'API calls: unlimited' })
  await user.click(unlimited)
  expect(router.getState().filter).toBe('api-calls:unlimited')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'API calls: limit to try' }).value).toBe('Unlimited')
  await user.click(unlimited)
  expect(router.getState().filter).toBeNull()
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'API calls: limit to try' })
  await user.type(field, 'x')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(router.getState().filter).toBeNull()
  await user.keyboard('{Escape}')
  expect(field.value).toBe('500')
  await user.keyboard('{ArrowUp}')
  expect(router.getState().filter).toBe('api-calls:501')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
})

test('a link with tried limits shows them at once', async () => {
  show(answer, '?screen=overage&product=estates&plan=starter&filter=estates%3A40')
  expect((await listRows())[0]?.[3]).toBe('2540')
  expect(screen.getByRole('complementary', { name: 'What if Starter allowed more or less' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Reset the limits' })).toBeTruthy()
})

test('another plan of the product is another question', async () => {
  const user = userEvent.setup()
  const { asked, router } = show({ overage: async ({ plan }) => (plan === 'estates.starter' ? TWO : { ...NOBODY, plan }) })
  await listRows()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Target plan' }), 'enterprise')
  expect(await screen.findByText('Every company fits Enterprise.')).toBeTruthy()
  expect(asked.at(-1)).toMatchObject({ plan: 'estates.enterprise' })
  expect(router.getState()).toMatchObject({ product: 'estates', plan: 'enterprise' })
})

test('where every company fits, it says what was checked and as of when', async () => {
  show({ overage: async () => NOBODY, total: 711 })
  expect(await screen.findByText('Every company fits Starter.')).toBeTruthy()
  expect(await screen.findByText(/^711 companies of Estate management checked against Estates and API calls, as of/)).toBeTruthy()
})

test('a product without companies says how it gets them', async () => {
  show({ overage: async () => NOBODY, total: 0 })
  expect(await screen.findByText('Estate management has no companies')).toBeTruthy()
})

test('without a catalog the screen says what would be here', async () => {
  show({ catalogs: [] })
  expect(await screen.findByText('No limits yet')).toBeTruthy()
})

test('a plan that the catalog does not have is named, and another can be chosen', async () => {
  show(answer, '?screen=overage&product=estates&plan=gold')
  expect(await screen.findByText('No plan is called gold')).toBeTruthy()
})

test('while the first answer is on its way its shape is shown', async () => {
  show({ overage: () => new Promise(() => {}) })
  expect((await screen.findByRole('status', { name: 'Overage is loading' })).getAttribute('aria-busy')).toBe('true')
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  show({ overage: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : TWO) })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await listRows()).toHaveLength(3)
})
