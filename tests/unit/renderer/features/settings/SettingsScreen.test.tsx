// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { SettingsScreen } from '../../../../../src-renderer/features/settings/SettingsScreen.tsx'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, NOW } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

const DAY = 86_400_000

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
