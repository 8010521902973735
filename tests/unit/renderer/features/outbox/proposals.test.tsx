// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { OutboxScreen } from '../../../../../src-renderer/features/outbox/OutboxScreen.tsx'
import { createEngine, type EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { createRefresher } from '../../../../../src-renderer/lib/followChanges.ts'
import type { ActionProposal } from '../../../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../../../src-shared/model/action.ts'
import { makeAction, makeDetail, makePreview, makeProposal } from '../../actions/makeActions.ts'
import { CONNECTION, createFakeClient, makeCompany } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { giveDialogs } from '../plans/giveDialogs.ts'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const ACTIONS = [makeAction(1), makeAction(2, { state: 'attempting' })]
const LATE = makeProposal(1)
const GIVEN_UP = makeProposal(2, { company: 'co_2', companyName: 'Tema Gardens', attempts: 1, nextOwnAt: null, reason: null })

/** The outbox at an address; `proposed` stands for what the engine proposes, and may change. */
function show(query = '?screen=outbox', proposed: ActionProposal[] = [LATE, GIVEN_UP]) {
  const previewed: unknown[] = []
  const queued: unknown[] = []
  const client = createFakeClient({
    connections: [CONNECTION],
    list: async () => ({ items: [makeCompany(2, { name: 'Tema Gardens' })], next: null }),
    actions: {
      list: async ({ states }: { states: ActionState[] }) => ({ items: ACTIONS.filter(({ state }) => states.includes(state)), next: null }),
      get: async () => makeDetail(makeAction(1)),
      proposals: async () => ({ items: [...proposed] }),
      preview: async (input: unknown) => {
        previewed.push(input)
        return makePreview({ kind: 'invoice.retry', title: 'Collect invoice INV-1' })
      },
      queue: async (input: unknown) => {
        queued.push(input)
        return makeAction(1)
      },
    } as unknown as EngineClient['actions'],
  })
  const shown = renderWithEngine(client, <OutboxScreen />, query)
  return { ...shown, client, user: userEvent.setup(), previewed, queued }
}

const heads = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent)

test('failed invoices that may be tried again stand above what waits, with why and since when', async () => {
  show()
  const row = await screen.findByRole('row', { name: /INV-1/ })
  expect(heads()).toEqual(['Sending 1', 'Proposed 2', 'Waiting 1'])
  expect([...row.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual([
    'Proposed',
    'SCollect invoice INV-1Baobab Ridge',
    '99.00USD',
    'Your card was declined. Tried 2 times. Stripe tries again 24 Nov 08:00.',
    '–',
    '19 Nov',
    'Retry…',
  ])
  expect(screen.getByRole('row', { name: /INV-2/ }).textContent).toContain('Stripe could not collect it. Stripe will not try again.')
  expect(screen.getByText('Nothing waits, 2 proposed')).toBeTruthy()
  expect(screen.getByText('2 actions, 2 proposed')).toBeTruthy()
})

test('the button of one opens what a retry would do, and not its details; what is queued is that invoice', async () => {
  const { user, router, previewed, queued } = show()
  await user.click(await screen.findByRole('button', { name: 'Retry invoice INV-1…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Collect invoice INV-1' }))
  expect(dialog.getByText('Baobab Ridge, invoice INV-1')).toBeTruthy()
  expect(router.getState().filter).toBeNull()
  expect(previewed).toEqual([{ company: 'co_1', wish: { kind: 'invoice.retry', provider: 'stripe', invoice: 'in_1' }, anew: null }])
  await user.click(dialog.getByRole('button', { name: /^Queue the retry/ }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(queued).toMatchObject([{ company: 'co_1', wish: { kind: 'invoice.retry', invoice: 'in_1' } }])
})

test('by keyboard, Space shows its details and Enter opens the retry', async () => {
  const { user, router } = show('?screen=outbox&filter=proposed')
  await screen.findByRole('row', { name: /INV-1/ })
  await user.keyboard('{ArrowDown}{ArrowDown} ')
  expect(router.getState().filter).toBe('proposed,action:invoice:stripe:in_2')
  const details = within(screen.getByRole('complementary', { name: 'Details of Collect invoice INV-2' }))
  expect(details.getByText('No reason given')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('dialog')).toBeTruthy()
})

test('a company is picked by its name, and narrows what is proposed too', async () => {
  const { user, router } = show('?screen=outbox&filter=proposed')
  await screen.findByRole('row', { name: /INV-1/ })
  await user.type(screen.getByRole('combobox', { name: 'Company' }), 'tema')
  await user.click(await screen.findByRole('option', { name: /Tema Gardens/ }))
  expect(router.getState().company).toBe('co_2')
  await waitFor(() => expect(screen.queryByRole('row', { name: /INV-1/ })).toBeNull())
  expect(screen.getByRole('row', { name: /INV-2/ })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Clear the company' }))
  expect(await screen.findByRole('row', { name: /INV-1/ })).toBeTruthy()
})

test('a state is an action’s: with one chosen, nothing is proposed', async () => {
  const { user } = show()
  await screen.findByRole('row', { name: /INV-1/ })
  await user.selectOptions(screen.getByLabelText('State'), 'Queued')
  await waitFor(() => expect(heads()).toEqual(['Waiting 1']))
})

test('where nothing is proposed, the group says what would stand there', async () => {
  show('?screen=outbox&filter=proposed', [])
  expect(await screen.findByText('Nothing is proposed')).toBeTruthy()
})

test.each(['actions', 'companies'] as const)('a word of the engine about %s asks anew what is proposed', async (topic) => {
  const proposed = [LATE, GIVEN_UP]
  const { client, queries } = show('?screen=outbox', proposed)
  await screen.findByRole('row', { name: /INV-1/ })
  proposed.shift()
  createRefresher(createEngine(client), queries)(topic)
  await waitFor(() => expect(screen.queryByRole('row', { name: /INV-1/ })).toBeNull())
  expect(heads()).toContain('Proposed 1')
})
