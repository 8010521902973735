// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
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
  [[40], '1 gap in what was followed, 1 not listed again yet.'],
  [[40, 90], '2 gaps in what was followed, 1 not listed again yet.'],
])('says what of the past is missing (%j), and leads there', async (since, words) => {
  const user = userEvent.setup()
  const gaps = since.map((days, place) => ({
    ...{ from: toInstant(NOW - days * DAY), until: toInstant(NOW - (days - 26) * DAY), cause: 'events-forgotten' as const },
    closedAt: place === 0 ? null : NOW,
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

test('a gap of M-Pesa says from when to when, and leads to the statement that closes it', async () => {
  const user = userEvent.setup()
  const gaps = [
    {
      ...{ from: toInstant(Date.UTC(2026, 10, 14, 21, 5)), until: toInstant(Date.UTC(2026, 10, 15, 6, 20)) },
      ...{ cause: 'list-forgotten' as const, closedAt: null },
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

test('a gap of Stripe closes by itself, and no statement is asked for', async () => {
  const gaps = [{ ...{ from: NOW, until: NOW, cause: 'events-forgotten' as const }, closedAt: null }]
  renderWithEngine(createFakeClient({ connections: [{ ...CONNECTION, gaps }] }), <SettingsScreen isConnecting={false} />)
  const list = await screen.findByRole('list', { name: 'Gaps' })
  expect(within(list).getByRole('listitem').textContent).toContain('the next full sync lists all again, and closes it.')
  expect(screen.queryByRole('button', { name: 'Import statement…' })).toBeNull()
})
