// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../../../src-renderer/app/App.tsx'
import { createRouter } from '../../../../src-renderer/app/createRouter.ts'
import { createTheme } from '../../../../src-renderer/app/createTheme.ts'
import type { EngineWay } from '../../../../src-renderer/lib/createReconnectingLink.ts'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import type { SyncRun } from '../../../../src-shared/contract/sync.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, type FakeAnswers, makeCompany, NOW } from '../fakeClient.ts'
import { makeSandbox, STATE } from '../features/sandbox/makeSandbox.ts'
import { giveLayout } from '../giveLayout.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

const RUN: SyncRun = {
  id: 1,
  provider: 'stripe',
  stream: 'customers',
  startedAt: NOW,
  endedAt: null,
  outcome: 'complete',
  pages: 1,
  objects: 1,
  changed: 1,
  requests: 1,
  failures: 0,
  reason: null,
  rules: [],
}

const COMPANIES = '?screen=companies'

beforeAll(giveLayout)
beforeEach(() => {
  window.history.replaceState(null, '', '/')
  // The clock on the wall tells the engine's time.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  localStorage.clear()
})

function show(answers: FakeAnswers, way: EngineWay = { kind: 'connected' }, query = COMPANIES) {
  const theme = createTheme(localStorage, document.documentElement)
  window.history.replaceState(null, '', query)
  return renderWithEngine(createFakeClient(answers), <App way={way} router={createRouter(window)} theme={theme} />, query)
}

/** A connected workspace that counts how often it was synced. */
function connected() {
  const syncs: number[] = []
  const answers: FakeAnswers = {
    connections: [CONNECTION],
    list: async () => ({ items: [makeCompany(1)], next: null }),
    startSync: async () => {
      syncs.push(1)
      return { synced: 12, failed: [], runs: [] }
    },
  }
  return { answers, syncs }
}

async function findSyncButton() {
  return await waitFor(() => {
    const button = screen.getByRole('button', { name: /Sync now/ })
    expect(button.title).not.toContain('has not answered')
    return button
  })
}

test('S syncs and the result is said; typed into the search it is a letter', async () => {
  const user = userEvent.setup()
  const { answers, syncs } = connected()
  show(answers)
  await screen.findByText('Company 1')
  await findSyncButton()
  await user.type(screen.getByRole('searchbox'), 's')
  expect(syncs).toHaveLength(0)
  await user.clear(screen.getByRole('searchbox'))
  screen.getByRole('searchbox').blur()
  await user.keyboard('{Control>}s{/Control}')
  expect(syncs).toHaveLength(0)
  await user.keyboard('s')
  expect(await screen.findByText('Synced. 12 companies are up to date.')).toBeTruthy()
  expect(syncs).toHaveLength(1)
})

test('G then S goes to Settings and does not sync', async () => {
  const user = userEvent.setup()
  const { answers, syncs } = connected()
  show(answers)
  await screen.findByText('Company 1')
  await findSyncButton()
  await user.keyboard('gs')
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
  expect(window.location.search).toBe('?screen=settings')
  expect(document.title).toBe('Settings · Tierdesk')
  expect(syncs).toHaveLength(0)
})

test('without a connection there is nothing to sync, and the button says so', async () => {
  show({})
  const button = await findSyncButton()
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.title).toBe('Connect a provider first')
})

test('a workspace that another process holds is read only, in words', async () => {
  show({ ...connected().answers, canWrite: false })
  expect(await screen.findByText('Read only.')).toBeTruthy()
  expect((await findSyncButton()).title).toContain('open to look only')
})

test('a sync that failed in part stays on screen until it is dismissed', async () => {
  const user = userEvent.setup()
  const { answers } = connected()
  show({ ...answers, startSync: async () => ({ synced: 1, failed: [{ ref: 'cus_9', reason: 'unreadable' }], runs: [] }) })
  await screen.findByText('Company 1')
  await user.click(await findSyncButton())
  expect(await screen.findByText('cus_9: unreadable', { exact: false })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('cus_9: unreadable', { exact: false })).toBeNull()
})

test('the problems of a connection stand above every screen but Settings, which lists them itself', async () => {
  const user = userEvent.setup()
  show({ connections: [{ ...CONNECTION, state: 'refused', problems: ['Nothing from Stripe since 09:40.'] }] })
  expect(await screen.findByText('Nothing new from Stripe.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Connections' }))
  await screen.findByRole('heading', { level: 1, name: 'Settings' })
  expect(screen.queryByText('Nothing new from Stripe.')).toBeNull()
  expect(screen.getByText('Stripe: Nothing from Stripe since 09:40.')).toBeTruthy()
})

test('an engine that went away leaves what is shown, and says as of when', async () => {
  const { answers } = connected()
  show(answers, { kind: 'lost', sinceMs: toInstant(NOW - 5000) })
  expect(await screen.findByText('Company 1')).toBeTruthy()
  expect(screen.getByText('The engine is not answering.').parentElement?.textContent).toContain('as of 10:59:55; trying again')
})

test('a tab without a session says what to do, and nothing else', () => {
  show({}, { kind: 'signed-out' })
  expect(screen.getByText('This tab is not signed in.')).toBeTruthy()
  expect(screen.queryByRole('navigation')).toBeNull()
})

test('the theme goes round by its button and is kept', async () => {
  const user = userEvent.setup()
  show({})
  const seen: (string | undefined)[] = []
  for (let turn = 0; turn < 3; turn++) {
    await user.click(screen.getByRole('button', { name: /^Theme/ }))
    seen.push(document.documentElement.dataset['theme'])
  }
  expect(seen).toEqual(['light', 'dark', undefined])
  expect(localStorage.getItem('tierdesk.theme')).toBe('system')
})

test('before the workspace has said its zone no time is shown', async () => {
  let describe = () => {}
  const described = new Promise<void>((resolve) => {
    describe = resolve
  })
  const fake = createFakeClient({ connections: [CONNECTION], runs: [RUN], described })
  // The screen of the runs knows the events too.
  const client: EngineClient = Object.assign(fake, { events: { list: async () => ({ items: [], next: null }) } })
  const theme = createTheme(localStorage, document.documentElement)
  const query = '?screen=activity&filter=runs'
  window.history.replaceState(null, '', query)
  renderWithEngine(client, <App way={{ kind: 'connected' }} router={createRouter(window)} theme={theme} />, query)
  const table = await screen.findByRole('grid', { name: 'Sync runs' })
  const started = within(table).getAllByRole('cell')[0]
  expect(started?.textContent).toBe('–')
  describe()
  await waitFor(() => expect(started?.textContent).toBe('11:00:00'))
})

test('a demo whose clock is ahead tells every age by it', async () => {
  const DAY = 86_400_000
  vi.setSystemTime(NOW - 3 * DAY)
  show(connected().answers)
  expect(await screen.findByText('12 s')).toBeTruthy()
  expect(screen.getByText('10:59:48').closest('span')?.textContent).toBe('as of 10:59:48')
})

test('the instant at which the engine was lost is told by its own clock too', async () => {
  const DAY = 86_400_000
  vi.setSystemTime(NOW - 3 * DAY)
  show(connected().answers, { kind: 'lost', sinceMs: NOW - 3 * DAY - 5000 })
  await screen.findByText('Company 1')
  expect(screen.getByText('The engine is not answering.').parentElement?.textContent).toContain('as of 10:59:55; trying again')
})

test('the sandbox opens beside the list for the company in hand; Esc closes the details first', async () => {
  const user = userEvent.setup()
  const { sandbox, sent } = makeSandbox(STATE)
  show({ ...connected().answers, sandbox })
  await user.click(await screen.findByText('Company 1'))
  const details = await screen.findByRole('complementary', { name: 'Details of Company 1' })
  await user.keyboard('gx')
  const panel = within(screen.getByRole('complementary', { name: 'Sandbox' }))
  await user.click(panel.getByRole('button', { name: 'Card works' }))
  expect(sent).toEqual([['setCard', { company: 'co_1', card: 'ok' }]])
  screen.getByRole('grid').focus()
  await user.keyboard('{Escape}')
  expect(details.isConnected).toBe(false)
  expect(panel.getByLabelText<HTMLInputElement>('Company').value).toBe('Company 1')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
})

test('the shortcut of the sandbox is listed in a demo alone', async () => {
  const user = userEvent.setup()
  show({ sandbox: makeSandbox(STATE).sandbox })
  await screen.findByText('You are in the demo.')
  await user.keyboard('?')
  expect(screen.getByText('Open and close the sandbox')).toBeTruthy()
  cleanup()
  show({})
  await screen.findByText('No companies yet')
  await user.keyboard('?')
  expect(screen.getByText('This list')).toBeTruthy()
  expect(screen.queryByText('Open and close the sandbox')).toBeNull()
})
