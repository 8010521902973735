// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ActivityScreen } from '../../../../../src-renderer/features/activity/ActivityScreen.tsx'
import { toAuditCsv } from '../../../../../src-renderer/features/activity/toAuditCsv.ts'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { AuditEntry } from '../../../../../src-shared/contract/audit.ts'
import { createFakeClient, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

function makeEntry(number: number, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ id: String(number), at: NOW, who: 'amina@desk', action: 'action_1', kind: 'payment.refund', state: 'queued', provider: 'stripe' },
    ...{ company: 'co_1', companyName: 'Baobab Ridge', title: 'Refund a payment in full', text: 'Decided.', reason: 'Charged twice' },
    ...more,
  }
}

const ENTRIES = [makeEntry(2, { who: 'Tierdesk', state: 'attempting', text: 'Sent to Stripe.', reason: '' }), makeEntry(1)]

function show(query: string, items = ENTRIES) {
  const asked: unknown[] = []
  const list = async (input: unknown) => {
    asked.push(input)
    return { items, next: null }
  }
  const nothing = { list: async () => ({ items: [], next: null }), count: async () => ({ total: 0 }), choices: async () => ({}) }
  const fake = createFakeClient({ audit: { list } as unknown as EngineClient['audit'] })
  // Where an entry leads away, the screen that stays in this test asks for events.
  const client = { ...fake, events: nothing } as unknown as EngineClient
  return { ...renderWithEngine(client, <ActivityScreen />, query), asked, user: userEvent.setup() }
}

test('the log says who did what to whom, why, and what became of it', async () => {
  show('?screen=activity&filter=audit')
  const grid = await screen.findByRole('grid', { name: 'Audit log' })
  const rows = within(grid).getAllByRole('row').slice(1)
  const cells = rows.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent))
  expect(cells.map((own) => own.slice(1))).toEqual([
    ['Tierdesk', 'Sending', 'SRefund a payment in full', 'Baobab Ridge', 'Sent to Stripe.'],
    ['amina@desk', 'Queued', 'SRefund a payment in full', 'Baobab Ridge', 'Decided. Charged twice'],
  ])
})

test('it is narrowed by kind, by who, by company and by action, as its address says', async () => {
  const { asked, user, router } = show('?screen=activity&company=co_1&filter=audit,payment.refund,action:action_1')
  await screen.findByRole('grid', { name: 'Audit log' })
  expect(asked).toEqual([{ company: 'co_1', action: 'action_1', kind: 'payment.refund', who: null, limit: 200, cursor: null }])
  await user.selectOptions(screen.getByLabelText('Who'), 'amina@desk')
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ who: 'amina@desk' }))
  expect(router.getState().filter).toBe('audit,payment.refund,action:action_1,who:amina@desk')
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(asked.at(-1)).toEqual({ company: null, action: null, kind: null, who: null, limit: 200, cursor: null }))
  expect(router.getState().filter).toBe('audit')
})

test('an entry leads to its action', async () => {
  const { user, router } = show('?screen=activity&filter=audit')
  await user.click(await screen.findByRole('row', { name: /Decided/ }))
  const details = within(await screen.findByRole('complementary', { name: 'Details of Refund a payment in full' }))
  await user.click(details.getByRole('button', { name: 'Open action' }))
  expect(router.getState()).toMatchObject({ screen: 'outbox', filter: 'action:action_1' })
})

test('an empty log says what would stand there', async () => {
  show('?screen=activity&filter=audit', [])
  expect(await screen.findByText('Nothing was decided yet')).toBeTruthy()
})

test('the file has every entry on a line', () => {
  const lines = toAuditCsv(ENTRIES).trim().split(/\r?\n/)
  expect(lines).toHaveLength(3)
  expect(lines[2]).toContain(
    'amina@desk,queued,Refund a payment in full,payment.refund,Baobab Ridge,co_1,stripe,Decided.,Charged twice,action_1,1',
  )
})
