// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { day, makeBalance, makeHours } from './makeHours.ts'
import { showHours } from './showHours.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const list = async () => ({ items: [makeBalance(1)], next: null })
const OPEN = '?screen=hours&company=co_1'
const steps = () =>
  within(screen.getByRole('table', { name: 'Ledger, step by step' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent))

/** Words that several elements make up together. */
const findWords = (words: string) =>
  screen.findByText((_, element) => element?.textContent === words && (element.tagName === 'B' || element.tagName === 'SPAN'))

const refusal = (message: string, hint: string) => new ORPCError('REFUSED', { defined: true, message, data: { code: 'key-taken', hint } })

test('the ledger shows the window that is on, step by step, with what each led to', async () => {
  showHours(OPEN, { list })
  await findWords('5 Nov – 5 Dec 2026')
  expect(screen.getByText('2 of 2, paid')).toBeTruthy()
  expect(steps()).toEqual([
    ['5 Nov', 'Allocatedin_2', '+8h', '12h'],
    ['9 Nov', 'Work from monthBooking pages', '−8h', '4h'],
    ['9 Nov', 'Work from rolloverlog-1', '−4h', '0h'],
    ['9 Nov', 'Work without hourslog-1', '+45m', '0h45m open'],
  ])
  expect(screen.getByText('Overage here').nextElementSibling?.textContent).toBe('45m')
  expect(screen.getByText(/joins the rollover/).textContent).toBe(
    'On 5 Dec what is left of the month joins the rollover, up to its cap of 4h.',
  )
})

test('the windows are stepped through, and each says what rolled over', async () => {
  const user = userEvent.setup()
  showHours(OPEN, { list })
  await findWords('5 Nov – 5 Dec 2026')
  expect(screen.getByRole('button', { name: 'Window after' }).title).toBe('This is the last window')
  await user.click(screen.getByRole('button', { name: 'Window before' }))
  expect(await findWords('5 Oct – 5 Nov 2026')).toBeTruthy()
  expect(steps()).toEqual([
    ['5 Oct', 'Allocatedin_1', '+8h', '8h'],
    ['5 Nov', 'Rolled overin_1', '8h', '8h'],
    ['5 Nov', 'Trimmed to capin_1', '−4h', '4h'],
  ])
  expect(await findWords('8h rolled over, 4h beyond the cap were lost. The rollover was 4h then.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Window before' }).getAttribute('aria-disabled')).toBe('true')
  await user.click(screen.getByRole('button', { name: 'Window after' }))
  expect(screen.getByText('2 of 2, paid')).toBeTruthy()
})

test.each([
  [{ isPaid: false }, 'This window is not paid for: nothing of it rolls over.'],
  [{ included: 'unlimited' as const }, 'Unlimited hours roll nothing over.'],
])('of the window that is on, %j is told by its rule', async (more, words) => {
  const whole = makeHours()
  const [, november] = whole.ledger ?? []
  showHours(OPEN, { list, get: async () => ({ ...whole, ledger: november ? [{ ...november, ...more }] : [] }) })
  expect(await screen.findByText(words)).toBeTruthy()
})

test('what happened outside of any month, and a ledger without anything, are said', async () => {
  const whole = makeHours()
  const [october] = whole.ledger ?? []
  const outside = october ? [{ ...october, window: null, isPaid: false, steps: [] }] : []
  showHours(OPEN, { list, get: async () => ({ ...whole, window: null, ledger: outside }) })
  expect(await screen.findByText('Outside any month')).toBeTruthy()
  cleanup()
  showHours(OPEN, { list, get: async () => ({ ...whole, window: null, ledger: [] }) })
  expect(await screen.findByText('No hours were ever allocated, bought or worked.')).toBeTruthy()
})

test('a company that no row knows is asked for by its name, and a refusal is said in its words', async () => {
  showHours('?screen=hours&company=co_9', {
    list,
    get: async () => {
      throw refusal('2 products have hours.', 'Name the one that is meant.')
    },
  })
  expect(await screen.findByRole('complementary', { name: 'Details of Company 0' })).toBeTruthy()
  expect((await screen.findByRole('alert')).textContent).toContain('2 products have hours.Name the one that is meant.')
})

async function openLog(user: ReturnType<typeof userEvent.setup>) {
  await findWords('5 Nov – 5 Dec 2026')
  await user.keyboard('l')
  return within(await screen.findByRole('dialog', { name: 'Log hours for Company 1' }))
}

test('hours are logged with time and note, and what was recorded is said', async () => {
  const user = userEvent.setup()
  const { asked } = showHours(OPEN, { list })
  const dialog = await openLog(user)
  expect(document.activeElement).toBe(dialog.getByLabelText('Time'))
  await user.keyboard('1h 30m')
  expect(dialog.getByText('1h 30m, 90 minutes')).toBeTruthy()
  await user.type(dialog.getByLabelText('What was done'), ' Backup drill ')
  await user.click(dialog.getByRole('button', { name: 'Log 1h 30m' }))
  expect(await screen.findByText('1h 30m logged: Backup drill')).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  const sent = asked.filter(({ method }) => method === 'log')
  expect(sent).toHaveLength(1)
  expect(sent[0]?.input).toEqual({
    ...{ company: 'co_1', product: 'maintenance-hours', minutes: 90, at: null, note: 'Backup drill' },
    key: expect.stringMatching(/^hours_[0-9a-f-]{36}$/),
  })
})

test('work of another time is sent with its instant, in the workspace’s zone', async () => {
  const user = userEvent.setup()
  const { asked } = showHours(OPEN, { list })
  const dialog = await openLog(user)
  await user.type(dialog.getByLabelText('Time'), '45m')
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-19T09:30' } })
  await user.type(dialog.getByLabelText('What was done'), 'Import{Enter}')
  await screen.findByText('45m logged: Import')
  expect(asked.find(({ method }) => method === 'log')?.input).toMatchObject({ minutes: 45, at: Date.UTC(2026, 10, 19, 9, 30) })
})

test('what is missing or cannot be is said beside its field, and nothing is sent', async () => {
  const user = userEvent.setup()
  const { asked } = showHours(OPEN, { list })
  const dialog = await openLog(user)
  fireEvent.change(dialog.getByLabelText('When'), { target: { value: '2026-11-22T09:30' } })
  await user.click(dialog.getByRole('button', { name: 'Log hours' }))
  expect(dialog.getByText('Give a time such as 1h 30m, in whole minutes')).toBeTruthy()
  expect(dialog.getByText('That is ahead of now. Record it when it has happened')).toBeTruthy()
  expect(dialog.getByText('Say what was done')).toBeTruthy()
  expect(dialog.getByLabelText('Time').getAttribute('aria-invalid')).toBe('true')
  expect(asked.some(({ method }) => method === 'log')).toBe(false)
})

test('a refusal stays in the dialog, and the next try is known for the same work', async () => {
  const user = userEvent.setup()
  let tries = 0
  const { asked } = showHours(OPEN, {
    list,
    log: async () => {
      tries++
      if (tries === 1) throw refusal('The workspace is held.', 'Close the other Tierdesk.')
    },
  })
  const dialog = await openLog(user)
  await user.type(dialog.getByLabelText('Time'), '2h')
  await user.type(dialog.getByLabelText('What was done'), 'Drill{Enter}')
  expect((await dialog.findByRole('alert')).textContent).toBe('The workspace is held. Close the other Tierdesk.')
  await user.click(dialog.getByRole('button', { name: 'Log 2h' }))
  await screen.findByText('2h logged: Drill')
  const keys = asked.filter(({ method }) => method === 'log').map(({ input }) => input.key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

test('a pack of the catalog brings its hours and its days', async () => {
  const user = userEvent.setup()
  const { asked } = showHours(OPEN, { list })
  await user.click(await screen.findByRole('button', { name: 'Add a pack' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a pack for Company 1' }))
  expect(dialog.getByText(/nobody is charged/).textContent).toBe(
    'Recorded as sold outside of any provider: nobody is charged. It does not pay for the 45m of overage.',
  )
  await user.selectOptions(dialog.getByLabelText('Pack'), 'hours-10')
  expect(dialog.getByLabelText<HTMLInputElement>('Expires').value).toBe('2027-05-20T08:00')
  await user.type(dialog.getByLabelText('Reference'), 'INV-7')
  await user.click(dialog.getByRole('button', { name: 'Add 10h' }))
  expect(await screen.findByText('A pack of 10h was added')).toBeTruthy()
  expect(asked.find(({ method }) => method === 'addPack')?.input).toEqual({
    ...{ company: 'co_1', product: 'maintenance-hours', minutes: 600, at: null, ref: 'INV-7' },
    expiresAt: NOW + 180 * 86_400_000,
  })
})

test('a pack of one’s own needs its hours, and an expiry after its purchase', async () => {
  const user = userEvent.setup()
  const { asked } = showHours(OPEN, { list })
  await user.click(await screen.findByRole('button', { name: 'Add a pack' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a pack for Company 1' }))
  await user.selectOptions(dialog.getByLabelText('Pack'), 'Other')
  await user.click(dialog.getByRole('button', { name: 'Add the pack' }))
  expect(dialog.getByText('Give a time such as 5h, in whole minutes')).toBeTruthy()
  expect(dialog.getByText('Give a day and a time')).toBeTruthy()
  await user.type(dialog.getByLabelText('Hours'), '3h')
  fireEvent.change(dialog.getByLabelText('Bought'), { target: { value: '2026-11-01T00:00' } })
  fireEvent.change(dialog.getByLabelText('Expires'), { target: { value: '2026-11-01T00:00' } })
  expect(dialog.getByText('It would expire before it was bought')).toBeTruthy()
  fireEvent.change(dialog.getByLabelText('Expires'), { target: { value: '2027-11-01T00:00' } })
  await user.click(dialog.getByRole('button', { name: 'Add 3h' }))
  await screen.findByText('A pack of 3h was added')
  expect(asked.find(({ method }) => method === 'addPack')?.input).toMatchObject({
    ...{ minutes: 180, at: day(11, 1), expiresAt: day(11, 1, 2027) },
    ref: expect.stringMatching(/^pack_/),
  })
})

test('nothing is recorded while the past is looked at, nor where another holds the workspace', async () => {
  const user = userEvent.setup()
  showHours(`${OPEN}&at=2026-11-10T00:00:00Z`, { list })
  await findWords('5 Nov – 5 Dec 2026')
  const log = screen.getByRole('button', { name: /^Log hours/ })
  expect([log.getAttribute('aria-disabled'), log.title]).toEqual(['true', 'You look at the past. Go back to now to record something'])
  expect(screen.getByRole('button', { name: 'Add a pack' }).getAttribute('aria-disabled')).toBe('true')
  await user.click(log)
  await user.keyboard('l')
  expect(screen.queryByRole('dialog')).toBeNull()
  cleanup()
  showHours(OPEN, { list, canWrite: false })
  await findWords('5 Nov – 5 Dec 2026')
  await waitFor(() => expect(screen.getByRole('button', { name: /^Log hours/ }).title).toBe('This workspace is open to look only'))
})

test('Esc in a dialog leaves the ledger open', async () => {
  const user = userEvent.setup()
  showHours(OPEN, { list })
  const dialog = await openLog(user)
  await user.type(dialog.getByLabelText('Time'), '{Escape}')
  expect(screen.getByRole('complementary', { name: 'Details of Company 1' })).toBeTruthy()
})

test('hours are given by hand, of the product that is looked at', async () => {
  const user = userEvent.setup()
  showHours(OPEN, { list })
  await findWords('5 Nov – 5 Dec 2026')
  await user.click(screen.getByRole('button', { name: 'Credit a pack' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Credit a pack' }))
  expect(dialog.getByLabelText<HTMLSelectElement>('Product').value).toBe('maintenance-hours')
  await user.click(dialog.getByRole('button', { name: 'Credit a pack' }))
  expect(await dialog.findByText('Give a time such as 5h, in whole minutes')).toBeTruthy()
})
