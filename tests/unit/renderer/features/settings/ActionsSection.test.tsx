// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ActionsSection } from '../../../../../src-renderer/features/settings/ActionsSection.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { ActionCaps } from '../../../../../src-shared/contract/actions.ts'
import { createFakeClient } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const CAPS: ActionCaps = {
  ...{ confirmAbove: { USD: 50_000 }, confirmAboveOther: 50_000, moneyPerDay: { USD: 1_000_000, KES: 100_000_000 } },
  ...{ moneyPerDayOther: 1_000_000, sendsPerMinute: 30 },
}

function show(query = '') {
  const kept: ActionCaps[] = []
  const areas = { subscriptions: 'yes', refunds: 'no', checkouts: 'unknown', accounts: 'not-offered' }
  const client = createFakeClient({
    actions: {
      caps: async () => CAPS,
      setCaps: async (input: ActionCaps) => {
        kept.push(input)
        return input
      },
      permissions: async () => ({ items: [{ provider: 'stripe', areas }] }),
    } as unknown as EngineClient['actions'],
  })
  return { ...renderWithEngine(client, <ActionsSection />, query), kept, user: userEvent.setup() }
}

const readField = (label: string) => (screen.getByLabelText(label) as HTMLInputElement).value

test('limits stand by currency, each in its own; what has none is held to that of all others', async () => {
  show()
  await screen.findByRole('table', { name: 'Limits by currency' })
  expect(readField('USD: confirmed once more above')).toBe('500.00')
  expect(readField('USD: at most in 24 hours')).toBe('10,000.00')
  expect(readField('KES: confirmed once more above')).toBe('')
  expect(readField('KES: at most in 24 hours')).toBe('1,000,000.00')
  expect(readField('Sent in a minute at most')).toBe('30')
})

test('what was changed is kept, and nothing else is another', async () => {
  const { kept, user } = show()
  const above = await screen.findByLabelText('USD: confirmed once more above')
  expect(screen.getByRole('button', { name: 'Keep these limits' }).title).toBe('Nothing was changed')
  await user.clear(above)
  await user.type(above, '1,250.5')
  await user.clear(screen.getByLabelText('KES: at most in 24 hours'))
  await user.click(screen.getByRole('button', { name: 'Keep these limits' }))
  await waitFor(() => expect(kept).toEqual([{ ...CAPS, confirmAbove: { USD: 125_050 }, moneyPerDay: { USD: 1_000_000 } }]))
  expect(await screen.findByText('Kept.')).toBeTruthy()
})

test.each([
  ['USD: confirmed once more above', 'much'],
  ['Sent in a minute at most', '601'],
  ['Sent in a minute at most', '0'],
])('what cannot be read is not kept: %s, %s', async (label, text) => {
  const { kept, user } = show()
  const field = await screen.findByLabelText(label)
  await user.clear(field)
  await user.type(field, text)
  await user.click(screen.getByRole('button', { name: 'Keep these limits' }))
  expect(screen.getByRole('button', { name: 'Keep these limits' }).title).toBe('Give amounts such as 100.00, and 1 to 600 sends')
  expect(kept).toEqual([])
})

test('what a key may change is told by a sign and a word', async () => {
  show()
  const table = await screen.findByRole('table', { name: 'What the keys may change' })
  const rows = [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent),
  )
  expect(rows).toContainEqual(['subscriptions', 'May'])
  expect(rows).toContainEqual(['refunds', 'May not'])
  expect(rows).toContainEqual(['payment links', 'Not known'])
  expect(rows).toContainEqual(['virtual accounts', 'Not offered'])
})
