// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { OutboxScreen } from '../../../../../src-renderer/features/outbox/OutboxScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { ActionCounts, ActionDetail, ActionItem } from '../../../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../../../src-shared/model/action.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { makeAction, makeDetail, makePreview, makeRefusal, money } from '../../actions/makeActions.ts'
import { CONNECTION, createFakeClient, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { giveDialogs } from '../plans/giveDialogs.ts'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const DAY = 86_400_000
const NO_COUNTS: ActionCounts = { queued: 0, attempting: 0, conflict: 0, unknown: 0, draft: 0, rejected: 0, needPerson: 0, halted: [] }
const ALL: ActionItem['can'] = { approve: false, send: true, cancel: true, edit: true, settle: false }

const CONFLICT = makeAction(1, {
  ...{ state: 'conflict', standing: 'It is another by now.', needsPerson: true, title: 'Refund a payment' },
  conflict: [{ name: 'left', label: 'Left of it', saw: money(2_000), now: money(500) }],
  can: { approve: false, send: false, cancel: true, edit: true, settle: true },
})
const UNKNOWN = makeAction(2, {
  ...{ kind: 'payment.push', provider: 'mpesa', state: 'unknown', standing: 'No answer since 10:31.', needsPerson: true, attempts: 1 },
  ...{ title: 'Ask a phone to pay', amount: { amount: 500_000, currency: 'KES' } },
  can: { approve: false, send: false, cancel: false, edit: false, settle: true },
})
const QUEUED = makeAction(3, { can: ALL })
const DONE = makeAction(4, { state: 'confirmed', standing: 'It is done.', since: toInstant(NOW - DAY) })

/** What holds when the conflict is looked at: less is left than when it was met. */
const NOW_SEEN = [
  { name: 'left', label: 'Left of it', value: money(400) },
  { name: 'paid', label: 'Paid', value: money(2_000) },
]

interface Answers {
  items?: ActionItem[]
  detail?: (id: string) => ActionDetail
  counts?: Partial<ActionCounts>
  actions?: Partial<Record<keyof EngineClient['actions'], (input: never) => unknown>>
}

/** The outbox at an address; `asked` is all that it asked of actions but what it lists and counts, in order. */
function show({ items = [CONFLICT, UNKNOWN, QUEUED, DONE], detail, counts = {}, actions = {} }: Answers = {}, query = '?screen=outbox') {
  const asked: { verb: string; input: unknown }[] = []
  const listed: unknown[] = []
  const note = (verb: string, answer: (input: never) => unknown) => [
    verb,
    async (input: never) => {
      asked.push({ verb, input })
      return answer(input)
    },
  ]
  const find = (id: string) => items.find((each) => each.id === id) ?? QUEUED
  const verbs = {
    approve: () => DONE,
    send: () => DONE,
    cancel: () => DONE,
    settle: () => DONE,
    preview: () => makePreview({ saw: NOW_SEEN }),
    queue: () => QUEUED,
  }
  const client = createFakeClient({
    connections: [CONNECTION],
    actions: {
      count: async () => ({ ...NO_COUNTS, ...counts }),
      list: async (input: { states: ActionState[] | null; provider?: string | null }) => {
        listed.push(input)
        const own = items.filter(({ state, provider }) => input.states?.includes(state) && (!input.provider || provider === input.provider))
        return { items: own, next: null }
      },
      get: async ({ id }: { id: string }) => detail?.(id) ?? makeDetail(find(id)),
      ...Object.fromEntries(
        Object.entries({ ...verbs, ...actions }).map(([verb, answer]) => note(verb, answer as (input: never) => unknown)),
      ),
    } as unknown as EngineClient['actions'],
  })
  const shown = renderWithEngine(client, <OutboxScreen />, query)
  const commands = () => asked.filter(({ verb }) => verb !== 'preview')
  return { ...shown, user: userEvent.setup(), asked, commands, listed }
}

const cellsOf = (row: Element) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent)
const openRow = (name: RegExp) => screen.findByRole('row', { name })

test('what needs somebody stands first, then what is sent, what waits and what is done', async () => {
  show({ items: [DONE, QUEUED, makeAction(5, { state: 'attempting' }), UNKNOWN, CONFLICT] })
  const grid = await screen.findByRole('grid', { name: 'Actions' })
  const heads = within(grid).getAllByRole('rowheader')
  expect(heads.map(({ textContent }) => textContent)).toEqual(['Needs you 2', 'Sending 1', 'Waiting 1', 'Done 1'])
  const rows = [...grid.querySelectorAll('tr[aria-rowindex]')].slice(1)
  expect(rows.map((row) => row.querySelector('td')?.textContent)).toEqual(['Unknown', 'Conflict', 'Sending', 'Queued', 'Done'])
  expect(cellsOf(rows[3] as Element).slice(1, 5)).toEqual([
    'SRefund 3Baobab Ridge',
    '20.00USD',
    'It is sent when the line is back.',
    'amina@desk',
  ])
})

test('what was refused is over, whenever that was: nobody is asked for it', async () => {
  const refused = { state: 'rejected', standing: 'Stripe refused it.' } as const
  show({ items: [makeAction(6, { ...refused, since: NOW }), makeAction(7, { ...refused, since: toInstant(NOW - 2 * DAY) })] })
  const grid = await screen.findByRole('grid', { name: 'Actions' })
  expect(
    within(grid)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Done 2'])
})

test('an empty outbox says what would be there, and a filter that leaves nothing how to leave it', async () => {
  const { user, router } = show({ items: [] })
  expect(await screen.findByText('Nothing was asked for yet')).toBeTruthy()
  await user.selectOptions(screen.getByLabelText('Provider'), 'Paystack')
  expect(await screen.findByText('No action is like that')).toBeTruthy()
  expect(router.getState().filter).toBe('paystack')
  await user.click(screen.getByRole('button', { name: 'Show all actions' }))
  expect(await screen.findByText('Nothing was asked for yet')).toBeTruthy()
})

test('the outbox is narrowed to a state, a provider and a company, as its address says', async () => {
  const { listed } = show({}, '?screen=outbox&company=co_1&filter=unknown,mpesa')
  expect(await openRow(/Ask a phone to pay/)).toBeTruthy()
  expect(listed).toEqual([{ company: 'co_1', provider: 'mpesa', states: ['unknown'], limit: 100, cursor: null }])
})

test('an error is said in words and asked again', async () => {
  let isBroken = true
  const list = () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : { items: [], next: null })
  const { user } = show({ actions: { list } })
  expect((await screen.findAllByText('Something went wrong in the engine')).length).toBe(1)
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Nothing was asked for yet')).toBeTruthy()
})

test('a row opens its details: steps, who and why, and the ways on', async () => {
  const { user, router } = show()
  await user.click(await openRow(/Refund 3/))
  const details = within(await screen.findByRole('complementary', { name: 'Details of Refund 3' }))
  expect(details.getByRole('list', { name: 'Steps' }).textContent).toContain('Decided.amina@desk: Charged twice')
  const names = details.getAllByRole('button').map((each) => each.getAttribute('aria-label') ?? each.textContent)
  expect(names.slice(0, 5)).toEqual(['Close details', 'Send now', 'Edit…', 'Cancel…', 'Open company'])
  expect(router.getState().filter).toBe('action:action_3')
  await user.keyboard('{Escape}')
  expect(router.getState().filter).toBeNull()
})

test('it is reached by keyboard alone: down, and Enter opens what can be settled', async () => {
  const { user } = show()
  await openRow(/Refund a payment/)
  await user.keyboard('{ArrowDown}{Enter}')
  expect(await screen.findByRole('dialog', { name: 'It changed while it waited: Refund a payment' })).toBeTruthy()
})

test('a conflict shows both sides, what differs marked by a word, and goes on with what holds now', async () => {
  const { user, commands } = show()
  await openRow(/Refund a payment/)
  await user.keyboard('{ArrowDown}{Enter}')
  const dialog = within(await screen.findByRole('dialog'))
  const rows = [...(await dialog.findByRole('table', { name: 'Both sides' })).querySelectorAll('tbody tr')]
  expect(document.activeElement?.textContent).toBe('Drop it')
  await dialog.findByRole('table', { name: 'Before and after' })
  expect(rows.map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent))).toEqual([
    ['Left of it', '20.00USD', '4.00USD', 'changed'],
    ['Paid', '20.00USD', '20.00USD', 'same'],
  ])
  await user.type(dialog.getByLabelText('Reason, kept in the audit log'), 'They agreed')
  await user.click(dialog.getByRole('button', { name: 'Go on as it is now' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(commands()).toEqual([{ verb: 'settle', input: { id: 'action_1', as: 'go-on', reason: 'They agreed', digest: 'digest-1' } }])
})

test('the button of a conflict opens both sides at once, and not its details', async () => {
  const { user, router } = show()
  await user.click(await screen.findByRole('button', { name: 'Settle Refund a payment…' }))
  expect(await screen.findByRole('dialog', { name: 'It changed while it waited: Refund a payment' })).toBeTruthy()
  expect(router.getState().filter).toBeNull()
})

test('until it was read again, a conflict shows what was met', async () => {
  const { user } = show({ actions: { preview: () => new Promise(() => {}) } })
  await openRow(/Refund a payment/)
  await user.keyboard('{ArrowDown}{Enter}')
  const sides = await within(await screen.findByRole('dialog')).findByRole('table', { name: 'Both sides' })
  expect(within(sides).getByRole('row', { name: /^Left of it/ }).textContent).toBe('Left of it20.00USD5.00USDchanged')
})

test('a conflict that cannot go on any more says why, and can be dropped', async () => {
  const refusal = { reason: 'All of it went back already.', hint: 'There is nothing left to refund.' }
  const { user, commands } = show({ actions: { preview: () => makePreview({ refusal }) } })
  await openRow(/Refund a payment/)
  await user.keyboard('{ArrowDown}{Enter}')
  const dialog = within(await screen.findByRole('dialog'))
  expect((await dialog.findByRole('alert')).textContent).toBe('All of it went back already. There is nothing left to refund.')
  expect(dialog.getByRole('button', { name: 'Go on as it is now' }).title).toBe('All of it went back already.')
  await user.click(dialog.getByRole('button', { name: 'Drop it' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(commands()).toEqual([{ verb: 'settle', input: { id: 'action_1', as: 'drop', reason: '', digest: null } }])
})

test('going on that the engine refuses is said, and what holds now is read again', async () => {
  const settle = () => {
    throw makeRefusal('action-stale', 'Meanwhile it is another: left of it.', 'Look at it again, and decide then.')
  }
  const { user, asked } = show({ actions: { settle } })
  await openRow(/Refund a payment/)
  await user.keyboard('{ArrowDown}{Enter}')
  const dialog = within(await screen.findByRole('dialog'))
  await dialog.findByRole('table', { name: 'Before and after' })
  await user.click(dialog.getByRole('button', { name: 'Go on as it is now' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('Meanwhile it is another: left of it.')
  await waitFor(() => expect(asked.filter(({ verb }) => verb === 'preview')).toHaveLength(2))
})

test.each([
  ['It happened', 'happened'],
  ['It did not happen', 'not-happened'],
])('an unknown explains itself and is settled by the word of somebody who says how they know: %s', async (words, as) => {
  const { user, commands } = show({ items: [UNKNOWN] })
  await openRow(/Ask a phone to pay/)
  await user.keyboard('{ArrowDown}{Enter}')
  const dialog = within(await screen.findByRole('dialog', { name: 'No answer from M-Pesa: Ask a phone to pay' }))
  expect(
    dialog.getByText('Baobab Ridge. It was sent once and will not be sent again by itself, because it may have been done.'),
  ).toBeTruthy()
  expect(dialog.getByText('No other push to this phone for the same purpose.')).toBeTruthy()
  expect(dialog.getByText('A statement that shows the receipt, or does not.')).toBeTruthy()
  expect(dialog.getByRole('button', { name: words }).title).toBe('Write how you know it')
  await user.click(dialog.getByRole('button', { name: words }))
  expect(commands()).toEqual([])
  await user.type(dialog.getByLabelText('How you know it, kept in the audit log'), 'Receipt SKJ41H')
  await user.click(dialog.getByRole('button', { name: words }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(commands()).toEqual([{ verb: 'settle', input: { id: 'action_2', as, reason: 'Receipt SKJ41H', digest: null } }])
})

test('what waits is sent now, confirmed once more and canceled, each by its own button', async () => {
  const draft = makeAction(8, { state: 'draft', can: { approve: true, send: true, cancel: true, edit: false, settle: false } })
  const { user, commands } = show({ items: [draft] }, '?screen=outbox&filter=action:action_8')
  await user.click(await screen.findByRole('button', { name: 'Send now' }))
  await user.click(screen.getByRole('button', { name: 'Confirm…' }))
  const confirm = within(await screen.findByRole('dialog', { name: 'Confirm once more: Refund 8' }))
  await user.type(confirm.getByLabelText('Reason, kept in the audit log'), 'Asked the lead')
  await user.click(confirm.getByRole('button', { name: 'Confirm, US$20.00' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Cancel…' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel the action' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(commands()).toEqual([
    { verb: 'send', input: { id: 'action_8' } },
    { verb: 'approve', input: { id: 'action_8', reason: 'Asked the lead' } },
    { verb: 'cancel', input: { id: 'action_8', reason: '' } },
  ])
})

test('editing opens what was wished, and what is queued comes in its place', async () => {
  const { user, commands } = show({ items: [QUEUED] }, '?screen=outbox&filter=action:action_3')
  await user.click(await screen.findByRole('button', { name: 'Edit…' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect((dialog.getByLabelText('Amount in USD') as HTMLInputElement).value).toBe('15.00')
  expect((dialog.getByLabelText('Because') as HTMLSelectElement).value).toBe('duplicate')
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(commands()).toEqual([
    {
      verb: 'queue',
      input: expect.objectContaining({ replaces: 'action_3', reason: 'Charged twice', wish: expect.objectContaining({ amount: 1_500 }) }),
    },
  ])
})

test('the address of a link is copied, or why it cannot be had any more', async () => {
  const link = makeAction(9, { kind: 'link.payment', state: 'confirmed', hasLink: true, amount: null })
  const answers = [
    { url: 'https://pay.test/abc', why: null },
    { url: null, why: 'It was good for a day, and is over.' },
  ]
  const { user } = show({ items: [link], actions: { link: () => answers.shift() } }, '?screen=outbox&filter=action:action_9')
  await user.click(await screen.findByRole('button', { name: 'Copy address' }))
  expect(await screen.findByText('The address is copied. It is kept nowhere here.')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('https://pay.test/abc')
  await user.click(screen.getByRole('button', { name: 'Copy address' }))
  expect(await screen.findByText('It was good for a day, and is over.')).toBeTruthy()
})

test('a provider to whom sending was stopped is named with the reason, and begins again on demand', async () => {
  const { user, commands } = show({ counts: { queued: 1, halted: [{ provider: 'stripe', reason: 'Stripe refused 5 in a row.' }] } })
  expect(await screen.findByText('Sending to Stripe was stopped.')).toBeTruthy()
  const again = screen.getByRole('button', { name: 'Send again' })
  await waitFor(() => expect(again.getAttribute('aria-disabled')).toBeNull())
  await user.click(again)
  await waitFor(() => expect(commands()).toEqual([{ verb: 'send', input: { id: 'action_3' } }]))
})

test('how many wait and need somebody stands in the head', async () => {
  show({ counts: { queued: 3, attempting: 1, needPerson: 2 } })
  expect(await screen.findByText('3 wait, 1 is being sent, 2 need you')).toBeTruthy()
})

test('what is done comes page by page as it is scrolled to, behind what is open', async () => {
  const pages: Record<string, { items: ActionItem[]; next: string | null }> = {
    first: { items: [DONE], next: 'second' },
    second: { items: [makeAction(5, { state: 'confirmed', since: toInstant(NOW - 2 * DAY) })], next: null },
  }
  const list = ({ states, cursor }: { states: ActionState[]; cursor: string | null }) =>
    states.includes('confirmed') ? pages[cursor ?? 'first'] : { items: [QUEUED], next: null }
  show({ actions: { list } })
  const grid = await screen.findByRole('grid', { name: 'Actions' })
  expect(await within(grid).findByRole('rowheader', { name: 'Done 1+' })).toBeTruthy()
  const scroller = grid.parentElement as HTMLElement
  scroller.scrollTop = 1_000_000
  fireEvent.scroll(scroller)
  expect(await within(grid).findByRole('rowheader', { name: 'Done 2' })).toBeTruthy()
  expect(
    within(grid)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Waiting 1', 'Done 2'])
})

test('what is remembered of an action from before keeps nobody from settling it now', async () => {
  let isBefore = true
  const detail = () => makeDetail(isBefore ? { ...CONFLICT, state: 'queued', conflict: [] } : CONFLICT)
  const { user, queries } = show({ items: [CONFLICT], detail }, '?screen=outbox&filter=action:action_1')
  await screen.findByRole('complementary', { name: 'Details of Refund a payment' })
  await user.click(screen.getByRole('button', { name: 'Close details' }))
  expect(screen.queryByRole('complementary')).toBeNull()
  isBefore = false
  await queries.invalidateQueries()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(await screen.findByRole('dialog', { name: 'It changed while it waited: Refund a payment' })).toBeTruthy()
})

test('a statement that may settle a push is imported from where that is explained', async () => {
  const { user } = show({ items: [UNKNOWN] })
  await openRow(/Ask a phone to pay/)
  await user.keyboard('{ArrowDown}{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Import statement…' }))
  expect(await screen.findByRole('dialog', { name: 'Import a statement of M-Pesa' })).toBeTruthy()
})
