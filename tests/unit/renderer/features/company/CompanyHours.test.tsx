// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { CATALOGS, COMPANY, makeHours } from './makeAnswers.ts'
import { openWhy, showCompany, toCells, toText } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const hours = async () => within(await screen.findByRole('region', { name: 'Hours' }))

test('what is left stands part by part, what lapsed is struck out, and overage is red', async () => {
  showCompany()
  const part = await hours()
  const table = await part.findByRole('table', { name: 'Hours by part' })
  expect(toText(part.getByText(/available/))).toBe('7h 45m available5 Nov – 5 Dec')
  expect(within(table).getAllByRole('row').map(toCells)).toEqual([
    ['This month', '16h', '5h 15m'],
    ['Rollover cap 8h', '', '30m'],
    ['Pack to 9 Apr 2027', '5h', '2h'],
    ['Pack lapsed 1 Oct 2026', '5h', '40m'],
    ['Overage', '', '1h 30m'],
  ])
  expect(
    within(table)
      .getByText(/lapsed/)
      .closest('tr')
      ?.querySelector('s'),
  ).toBeTruthy()
})

test('unlimited hours and no month at all are said', async () => {
  showCompany({ 'hours.get': () => makeHours({ included: 'unlimited', left: 'unlimited', available: 'unlimited', packs: [], overage: 0 }) })
  const table = await (await hours()).findByRole('table', { name: 'Hours by part' })
  expect(toCells(within(table).getAllByRole('row')[0] ?? table)).toEqual(['This month', 'Unlimited', 'Unlimited'])
  cleanup()
  showCompany({ 'hours.get': () => makeHours({ window: null, included: 0, left: 0 }) })
  const other = await (await hours()).findByRole('table', { name: 'Hours by part' })
  expect(toCells(within(other).getAllByRole('row')[0] ?? other)).toEqual(['This month none is on', '', '0h'])
})

test('why a balance is what it is: the ledger of its window, step by step, and the way to all windows', async () => {
  const { router } = showCompany()
  const popover = await openWhy('Why these hours?')
  expect(toText(popover.querySelector('p'))).toBe(
    'Baobab Ridge has 7h 45m available: what is left of this month, of the rollover and of live packs. Work draws on them in this order.',
  )
  expect(toText(popover.querySelector('h4'))).toBe('Ledger of 5 Nov – 5 Dec')
  expect([...popover.querySelectorAll('li')].map(toText)).toEqual([
    '5 Nov 00:00Allocated +16h16h thenin_88',
    '18 Nov 00:00Work from month −10h 45m7h 45m thenhours_7',
  ])
  fireEvent.click(within(popover).getByText('Open in Hours'))
  expect(router.getState()).toMatchObject({ screen: 'hours', company: 'co_1', product: 'maintenance-hours' })
})

test('a ledger without anything is said', async () => {
  showCompany({ 'hours.get': () => makeHours({ ledger: [] }) })
  expect(within(await openWhy('Why these hours?')).getByText('Nothing was allocated, bought or worked.')).toBeTruthy()
})

test('where no product sells hours there is no such part', async () => {
  showCompany({
    'companies.get': () => ({ ...COMPANY, hours: null }),
    'catalogs.list': () => ({ items: CATALOGS.filter(({ product }) => product === 'trading') }),
  })
  await screen.findAllByText('Trading')
  expect(screen.queryByRole('region', { name: 'Hours' })).toBeNull()
})

async function open(user: ReturnType<typeof userEvent.setup>, button: string, title: string) {
  const press = await (await hours()).findByRole('button', { name: button })
  await waitFor(() => expect(press.getAttribute('aria-disabled')).toBeNull())
  await user.click(press)
  return within(screen.getByRole('dialog', { name: title }))
}

test('hours are logged for this company, now where the time is left alone, and that is said', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany()
  const dialog = await open(user, 'Log hours', 'Log hours for Baobab Ridge')
  expect(document.activeElement).toBe(dialog.getByLabelText('Time'))
  await user.keyboard('90')
  await user.type(dialog.getByLabelText('What was done'), 'Printer{Enter}')
  expect(dialog.getByText('Give a time such as 1h 30m, in whole minutes')).toBeTruthy()
  await user.clear(dialog.getByLabelText('Time'))
  await user.type(dialog.getByLabelText('Time'), '1h 30m')
  await user.click(dialog.getByRole('button', { name: 'Log 1h 30m' }))
  expect(await (await hours()).findByText('1h 30m logged: Printer')).toBeTruthy()
  expect(inputsOf('hours.log')).toEqual([
    {
      ...{ company: 'co_1', product: 'maintenance-hours', minutes: 90, at: null, note: 'Printer' },
      key: expect.stringMatching(/^hours_[0-9a-f-]{36}$/),
    },
  ])
})

test('a time that lies ahead is said beside its field at once, and not sent', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany()
  const dialog = await open(user, 'Log hours', 'Log hours for Baobab Ridge')
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-21T08:06' } })
  expect(dialog.getByText('That is ahead of now. Record it when it has happened')).toBeTruthy()
  expect(dialog.queryByText('Say what was done')).toBeNull()
  await user.type(dialog.getByLabelText('Time'), '45m')
  await user.type(dialog.getByLabelText('What was done'), 'Drill{Enter}')
  expect(inputsOf('hours.log')).toEqual([])
})

test('a pack is added for this company, with the days of the catalog', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany()
  const dialog = await open(user, 'Add a pack', 'Add a pack for Baobab Ridge')
  fireEvent.change(dialog.getByLabelText('Bought'), { target: { value: '2026-11-22T08:00' } })
  expect(dialog.getByText('That is ahead of now. Record it when it has happened')).toBeTruthy()
  cleanup()
  const again = showCompany()
  const fresh = await open(user, 'Add a pack', 'Add a pack for Baobab Ridge')
  await user.click(fresh.getByRole('button', { name: 'Add 5h' }))
  expect(await (await hours()).findByText('A pack of 5h was added')).toBeTruthy()
  expect(inputsOf('hours.addPack')).toEqual([])
  expect(again.inputsOf('hours.addPack')).toEqual([
    {
      ...{ company: 'co_1', product: 'maintenance-hours', minutes: 300, at: null, expiresAt: NOW + 90 * 86_400_000 },
      ref: expect.stringMatching(/^pack_/),
    },
  ])
})
