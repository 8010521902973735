// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { SettingsScreen } from '../../../../../src-renderer/features/settings/SettingsScreen.tsx'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

const DAY = 86_400_000

beforeAll(giveLayout)
afterEach(cleanup)

test('a connection shows its health, its last four characters and what the key may read', async () => {
  renderWithEngine(createFakeClient({ connections: [CONNECTION] }), <SettingsScreen isConnecting={false} />)
  const table = await screen.findByRole('table', { name: 'Connections' })
  expect(within(table).getByText('In step')).toBeTruthy()
  expect(within(table).getByText('••••4f2Q')).toBeTruthy()
  expect(within(table).getByTitle('The key may not read this').textContent).toBe('events')
  expect(screen.getByRole('button', { name: 'Replace Stripe key' })).toBeTruthy()
})

test('without a connection each list says what would be there', async () => {
  const user = userEvent.setup()
  renderWithEngine(createFakeClient(), <SettingsScreen isConnecting={false} />)
  expect(await screen.findByText('No provider is connected')).toBeTruthy()
  expect(await screen.findByText('No catalogs yet')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Connect Stripe' })[0] as HTMLElement)
  expect(document.activeElement).toBe(screen.getByLabelText('Secret or restricted key'))
})

test('the problems of a connection stand below it in words', async () => {
  const connections = [{ ...CONNECTION, state: 'partial' as const, problems: ['Events: no permission.'] }]
  renderWithEngine(createFakeClient({ connections }), <SettingsScreen isConnecting={false} />)
  expect((await screen.findByRole('list', { name: 'Problems' })).textContent).toBe('Stripe: Events: no permission.')
})

test.each([
  [[], 'No gap: what happened was followed without a break.'],
  [[40], '1 gap in what was followed, 1 not closed yet.'],
  [[40, 90], '2 gaps in what was followed, 1 not closed yet.'],
])('says what of the past is missing (%j), and leads there', async (since, words) => {
  const user = userEvent.setup()
  const gaps = since.map((days, place) => ({
    ...{ from: toInstant(NOW - days * DAY), until: toInstant(NOW - (days - 26) * DAY), cause: 'events-forgotten' as const },
    ...{ closedAt: place === 0 ? null : NOW, isBeforeFirst: false },
  }))
  const { router } = renderWithEngine(createFakeClient({ connections: [{ ...CONNECTION, gaps }] }), <SettingsScreen isConnecting={false} />)
  expect(await screen.findByText(words)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Coverage' }))
  expect(router.getState()).toMatchObject({ screen: 'activity', filter: 'coverage' })
})

const MPESA = {
  ...CONNECTION,
  provider: 'mpesa' as const,
  account: '4007120',
  accountName: null,
  permissions: { payments: 'read' as const },
}

test('the three providers stand beside each other: what is connected gets a new key, what is not is connected', async () => {
  const user = userEvent.setup()
  renderWithEngine(createFakeClient({ connections: [CONNECTION, MPESA] }), <SettingsScreen isConnecting={false} />)
  expect(await screen.findByRole('button', { name: 'Replace M-Pesa key' })).toBeTruthy()
  expect(
    screen.getAllByRole('button', { name: /^(Connect|Replace) / }).map((each) => each.getAttribute('aria-label') ?? each.textContent),
  ).toEqual(['Replace Stripe key', 'Replace M-Pesa key', 'Connect Paystack'])
  await user.click(screen.getByRole('button', { name: 'Connect Paystack' }))
  expect(screen.getByRole('heading', { name: 'Connect Paystack' })).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement)
  expect(screen.queryByRole('heading', { name: 'Connect Paystack' })).toBeNull()
})

test('a gap is told once, with the way to close it, and what else is wrong has its instants in the zone', async () => {
  const from = toInstant(Date.UTC(2026, 10, 14, 21, 5))
  const until = toInstant(Date.UTC(2026, 10, 15, 6, 20))
  const problems = [
    'Not known from 2026-11-14T21:05:00Z to 2026-11-15T06:20:00Z: the provider’s list goes back no further.',
    'Payments: not all of it could be taken until 2026-11-16T09:30:00Z.',
  ]
  const gaps = [{ from, until, cause: 'list-forgotten' as const, closedAt: null, isBeforeFirst: false }]
  renderWithEngine(createFakeClient({ connections: [{ ...MPESA, gaps, problems }] }), <SettingsScreen isConnecting={false} />)
  expect((await screen.findByRole('list', { name: 'Problems' })).textContent).toBe(
    'M-Pesa: Payments: not all of it could be taken until 16 Nov 09:30.',
  )
  expect(screen.getByRole('list', { name: 'Gaps' }).textContent).toContain('not known from 14 Nov 21:05 to 15 Nov 06:20')
})

test('a gap of M-Pesa says from when to when, and leads to the statement that closes it', async () => {
  const user = userEvent.setup()
  const gaps = [
    {
      ...{ from: toInstant(Date.UTC(2026, 10, 14, 21, 5)), until: toInstant(Date.UTC(2026, 10, 15, 6, 20)) },
      ...{ cause: 'list-forgotten' as const, closedAt: null, isBeforeFirst: false },
    },
  ]
  renderWithEngine(createFakeClient({ connections: [{ ...MPESA, gaps }] }), <SettingsScreen isConnecting={false} />)
  const list = await screen.findByRole('list', { name: 'Gaps' })
  expect(within(list).getByRole('listitem').textContent).toBe(
    'M-Pesa: not known from 14 Nov 21:05 to 15 Nov 06:20: import the statement.Import statement…',
  )
  await user.click(within(list).getByRole('button', { name: 'Import statement…' }))
  expect(screen.getByRole('heading', { name: 'Import a statement of M-Pesa' })).toBeTruthy()
})

test('what was before M-Pesa was first asked is told by its end, and is no gap in what was followed', async () => {
  const until = toInstant(Date.UTC(2026, 10, 19, 14, 2))
  const cause = 'list-forgotten' as const
  const gaps = [
    { ...{ from: until, until: toInstant(until + DAY), cause }, closedAt: NOW, isBeforeFirst: true },
    { ...{ from: null, until, cause }, closedAt: null, isBeforeFirst: true },
  ]
  renderWithEngine(createFakeClient({ connections: [{ ...MPESA, gaps }] }), <SettingsScreen isConnecting={false} />)
  const list = await screen.findByRole('list', { name: 'Gaps' })
  const item = within(list).getByRole('listitem')
  expect(item.textContent).toBe('M-Pesa: payments before 19 Nov 14:02 are not here: import a statement.Import statement…')
  expect(item.dataset['tone']).toBe('idle')
  expect(screen.getByText('Since the first sync there is no gap: what happened from then on was followed without a break.')).toBeTruthy()
})

test.each([
  ['registered', 'M-Pesa: short code 4007120 is registered for Pull Transactions', false],
  ['not-registered', 'M-Pesa: short code 4007120 is not registered for Pull Transactions: its payments are not listed', true],
  ['unknown', 'M-Pesa: short code 4007120 was not tried yet: whether it is registered for Pull Transactions is not known', true],
] as const)('a short code that is %s says so', async (registration, words, canRegister) => {
  renderWithEngine(createFakeClient({ connections: [CONNECTION, { ...MPESA, registration }] }), <SettingsScreen isConnecting={false} />)
  const list = await screen.findByRole('list', { name: 'Registrations' })
  expect(within(list).getByRole('listitem').textContent).toBe(`${words}${canRegister ? 'Register…' : ''}`)
})

test('a provider that needs no registration says nothing of one', async () => {
  renderWithEngine(createFakeClient({ connections: [CONNECTION] }), <SettingsScreen isConnecting={false} />)
  await screen.findByRole('table', { name: 'Connections' })
  expect(screen.queryByRole('list', { name: 'Registrations' })).toBeNull()
})

test('a short code is registered in a dialog, which keeps what was typed where it is refused', async () => {
  const user = userEvent.setup()
  const asked: unknown[] = []
  const connections = [{ ...MPESA, registration: 'not-registered' as const }]
  const register = async (ask: unknown) => {
    asked.push(ask)
    if (asked.length === 1)
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'M-Pesa does not take this number.',
        data: { code: 'usage', hint: 'Nominate another.' },
      })
    return { isNew: true, connection: MPESA }
  }
  renderWithEngine(createFakeClient({ connections, register: register as never }), <SettingsScreen isConnecting={false} />)
  await user.click(await screen.findByRole('button', { name: 'Register…' }))
  expect(screen.getByRole('heading', { name: 'Register 4007120 for Pull Transactions' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Register' }))
  expect(screen.getByText('It is missing')).toBeTruthy()
  expect(screen.getByText('It begins with https://')).toBeTruthy()
  expect(asked).toEqual([])
  await user.type(screen.getByLabelText('Nominated number'), '0712 345 678')
  await user.type(screen.getByLabelText('Callback address'), 'https://shop.example.co.ke/paid')
  await user.click(screen.getByRole('button', { name: 'Register' }))
  expect(await screen.findByText('M-Pesa does not take this number.')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Nominated number').value).toBe('0712 345 678')
  await user.click(screen.getByRole('button', { name: 'Register' }))
  await waitFor(() => expect(screen.queryByRole('heading', { name: /^Register / })).toBeNull())
  expect(asked.at(-1)).toEqual({ provider: 'mpesa', phone: '0712 345 678', callback: 'https://shop.example.co.ke/paid' })
})

test('a gap of Stripe closes by itself, and no statement is asked for', async () => {
  const gaps = [{ ...{ from: NOW, until: NOW, cause: 'events-forgotten' as const }, closedAt: null, isBeforeFirst: false }]
  renderWithEngine(createFakeClient({ connections: [{ ...CONNECTION, gaps }] }), <SettingsScreen isConnecting={false} />)
  const list = await screen.findByRole('list', { name: 'Gaps' })
  expect(within(list).getByRole('listitem').textContent).toContain('the next full sync lists all again, and closes it.')
  expect(screen.queryByRole('button', { name: 'Import statement…' })).toBeNull()
})
