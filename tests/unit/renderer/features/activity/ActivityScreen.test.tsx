// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { makeCompany } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { makeEvent, makeRun, showActivity } from './showActivity.tsx'

const NONE = { provider: null, type: null, rule: null, object: null, company: null, outcome: null, from: null, to: null, at: null }
const NO_RUNS = { provider: null, stream: null, outcome: null, from: null, to: null }
const EVENTS = '?screen=activity'
const RUNS = '?screen=activity&filter=runs'

beforeAll(giveLayout)
afterEach(cleanup)

async function cellsOf(grid: string, row: number) {
  const rows = within(await screen.findByRole('grid', { name: grid })).getAllByRole('row')
  return within(rows[row] as HTMLElement)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)
}

test('an event says when it happened, how much later it was seen, what it was and which rules fired', async () => {
  showActivity(EVENTS, { events: async () => ({ items: [makeEvent(1)], next: null }) })
  expect(await cellsOf('Events', 1)).toEqual(['07:59:00', '+13 s', 'Sinvoice.paid', 'Company 1', 'in_1', 'Processed', 'renewextend'])
  expect(screen.getByText(/^as of/).textContent).toBe('as of 07:59:48')
})

test('where no rule fired the reason stands in their place, and a failure has its word', async () => {
  const failed = makeEvent(2, {
    outcome: 'failed',
    reason: 'The key may not read meters.',
    rules: [],
    object: null,
    company: null,
    companyName: null,
  })
  showActivity(EVENTS, { events: async () => ({ items: [failed], next: null }) })
  expect((await cellsOf('Events', 1)).slice(3)).toEqual(['–', '–', 'Failed', 'The key may not read meters.'])
})

test('an event opens with all its ids, by keyboard too; Esc closes it', async () => {
  const user = userEvent.setup()
  showActivity(EVENTS, { events: async () => ({ items: [makeEvent(1), makeEvent(2, { type: 'charge.failed' })], next: null }) })
  const grid = await screen.findByRole('grid', { name: 'Events' })
  grid.focus()
  await user.keyboard('{ArrowDown} ')
  const details = within(screen.getByRole('complementary', { name: 'Details of charge.failed' }))
  expect(details.getByText('evt_2')).toBeTruthy()
  expect(details.getByRole('button', { name: 'Copy the object’s id' })).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
})

test('the outcome narrows the list in the address and in the question', async () => {
  const user = userEvent.setup()
  const { asked } = showActivity(EVENTS, { events: async () => ({ items: [makeEvent(1)], next: null }) })
  await screen.findByRole('grid', { name: 'Events' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Outcome' }), 'Skipped')
  expect(window.location.search).toBe('?screen=activity&filter=skipped')
  await waitFor(() => expect(asked.events.map(({ outcome }) => outcome)).toEqual([null, 'skipped']))
})

test('all that the log can be narrowed by stands in the address, is asked of the engine, and is given up at once', async () => {
  const user = userEvent.setup()
  const { asked, router } = showActivity(EVENTS, { events: async () => ({ items: [makeEvent(1)], next: null }), total: 1_204 })
  await screen.findByRole('grid', { name: 'Events' })
  expect(await screen.findByText('1,204 events')).toBeTruthy()
  await screen.findByRole('option', { name: 'renew' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Provider' }), 'Stripe')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'invoice.paid')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Rule' }), 'renew')
  await user.type(screen.getByRole('searchbox', { name: 'Object or event' }), 'in_')
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } })
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-14' } })
  expect(router.getState().filter).toBe('type:invoice.paid,rule:renew,object:in_,stripe,2026-11-01..2026-11-14')
  const narrowed = {
    ...{ ...NONE, provider: 'stripe', type: 'invoice.paid', rule: 'renew', object: 'in_' },
    ...{ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 15) },
  }
  await waitFor(() => expect(asked.events.at(-1)).toEqual({ ...narrowed, limit: 200, cursor: null }))
  expect(asked.counts.at(-1)).toEqual(narrowed)
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(window.location.search).toBe('?screen=activity')
  expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull()
})

test('a shared address says what was looked at, a type that the log no longer holds too', async () => {
  const { asked } = showActivity(`${EVENTS}&filter=failed,type:charge.expired,rule:grace,object:ch_1,2026-11-02..`)
  expect(await screen.findByText('No event is like that')).toBeTruthy()
  const value = (name: string) => (screen.getByRole('combobox', { name }) as HTMLSelectElement).value
  expect([value('Outcome'), value('Type'), value('Rule')]).toEqual(['failed', 'charge.expired', 'grace'])
  expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-11-02')
  expect(asked.events).toEqual([
    {
      ...{ ...NONE, outcome: 'failed', type: 'charge.expired', rule: 'grace', object: 'ch_1', from: Date.UTC(2026, 10, 2) },
      ...{ limit: 200, cursor: null },
    },
  ])
})

test('the events of one company are asked for as of the instant of the address, and the company can be left out', async () => {
  const user = userEvent.setup()
  const { asked } = showActivity(`${EVENTS}&company=co_1&at=2026-10-01T00:00:00Z`)
  expect(await screen.findByText('No event is like that')).toBeTruthy()
  expect(asked.events).toEqual([{ ...NONE, company: 'co_1', at: Date.UTC(2026, 9, 1), limit: 200, cursor: null }])
  await user.click(screen.getByRole('button', { name: 'Show all events' }))
  expect(await screen.findByText('No events yet')).toBeTruthy()
  expect(window.location.search).toBe('?screen=activity&at=2026-10-01T00%3A00%3A00Z')
})

test('a company is found as its name is typed', async () => {
  const user = userEvent.setup()
  const { asked, router } = showActivity(EVENTS, { companies: [makeCompany(7, { name: 'Blue Heron Security' })] })
  await user.type(screen.getByRole('combobox', { name: 'Company' }), 'blue')
  await screen.findByRole('option', { name: /Blue Heron Security/ })
  await user.keyboard('{Enter}')
  expect(router.getState().company).toBe('co_7')
  await waitFor(() => expect(asked.events.at(-1)).toMatchObject({ company: 'co_7' }))
})

test('Enter follows a row to its company; one of nobody opens its details', async () => {
  const user = userEvent.setup()
  const items = [makeEvent(1, { company: null, companyName: null }), makeEvent(2)]
  const { router } = showActivity(EVENTS, { events: async () => ({ items, next: null }) })
  const grid = await screen.findByRole('grid', { name: 'Events' })
  grid.focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('complementary', { name: 'Details of invoice.paid' })).toBeTruthy()
  await user.keyboard('{Escape}{ArrowDown}{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2' })
})

test('an event leads to its company, its payments, and to all that happened to its object', async () => {
  const user = userEvent.setup()
  const { router } = showActivity(`${EVENTS}&filter=processed,type:invoice.paid`, {
    events: async () => ({ items: [makeEvent(3)], next: null }),
  })
  await user.click(await screen.findByText('in_3'))
  const details = within(screen.getByRole('complementary', { name: 'Details of invoice.paid' }))
  expect(details.getByText('Company 3')).toBeTruthy()
  expect(details.getByText('Invoice')).toBeTruthy()
  await user.click(details.getByRole('button', { name: 'All of this object' }))
  expect(router.getState().filter).toBe('object:in_3')
  expect(details.queryByRole('button', { name: 'All of this object' })).toBeNull()
  await user.click(details.getByRole('button', { name: 'Its payments' }))
  expect(router.getState()).toMatchObject({ screen: 'payments', company: 'co_3', filter: null })
  await user.click(details.getByRole('button', { name: 'Open company' }))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_3' })
})

test('an event about nothing that the mirror has leads nowhere', async () => {
  const user = userEvent.setup()
  const event = makeEvent(1, { object: null, kind: null, company: null, companyName: null, rules: [] })
  showActivity(EVENTS, { events: async () => ({ items: [event], next: null }) })
  await user.click(within(await screen.findByRole('grid', { name: 'Events' })).getByText('invoice.paid'))
  const details = within(screen.getByRole('complementary'))
  expect(details.getByText('None fired')).toBeTruthy()
  expect(details.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Close details',
    'Copy the event’s id',
  ])
})

test('the next page is asked for by its cursor once the end is near', async () => {
  const { asked } = showActivity(EVENTS, {
    events: async ({ cursor }) => (cursor === null ? { items: [makeEvent(1)], next: 'p2' } : { items: [makeEvent(2)], next: null }),
  })
  expect(await screen.findByText('in_2')).toBeTruthy()
  expect(asked.events.map(({ cursor }) => cursor)).toEqual([null, 'p2'])
  expect(screen.getByRole('grid', { name: 'Events' }).getAttribute('aria-rowcount')).toBe('3')
})

test('a run says how it ended, what it read and changed, and how long it took', async () => {
  const { asked } = showActivity(RUNS, { runs: async () => ({ items: [makeRun(1)], next: null }) })
  expect(await cellsOf('Sync runs', 1)).toEqual(['08:00:00', 'Scustomers', 'Complete', '–', '13', '1,204', '61', '14', '–', '3.2 s'])
  expect(asked).toMatchObject({ events: [], runs: [{ ...NO_RUNS, limit: 200, cursor: null }] })
})

test('a run that goes on has no length yet, and one that did not complete says why', async () => {
  const going = makeRun(2, { outcome: 'running', endedAt: null })
  const refused = makeRun(1, { outcome: 'no-permission', stream: 'events', reason: 'The key may not read events.', pages: 0 })
  showActivity(RUNS, { runs: async () => ({ items: [going, refused], next: null }) })
  expect((await cellsOf('Sync runs', 1)).filter((_, index) => index === 2 || index === 9)).toEqual(['Running', '–'])
  expect((await cellsOf('Sync runs', 2)).slice(1, 5)).toEqual(['Sevents', 'No permission', 'The key may not read events.', '–'])
})

test('a run opens beside the list; another view closes it and stands in the address', async () => {
  const user = userEvent.setup()
  showActivity(RUNS, { runs: async () => ({ items: [makeRun(1)], next: null }) })
  await user.click(within(await screen.findByRole('grid', { name: 'Sync runs' })).getByText('customers'))
  expect(within(screen.getByRole('complementary', { name: 'Details of Stripe customers' })).getByText('1,204')).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'Events' }))
  expect(screen.queryByRole('complementary')).toBeNull()
  expect(window.location.search).toBe('?screen=activity')
  await user.click(screen.getByRole('radio', { name: 'Sync runs' }))
  expect(window.location.search).toBe('?screen=activity&filter=runs')
})

test('runs are narrowed by provider, stream, how they ended and when they began', async () => {
  const user = userEvent.setup()
  const { asked, router } = showActivity(RUNS, { runs: async () => ({ items: [makeRun(1)], next: null }) })
  await screen.findByRole('grid', { name: 'Sync runs' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Provider' }), 'Stripe')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Stream' }), 'invoices')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Outcome' }), 'In part')
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-20' } })
  expect(router.getState().filter).toBe('runs,partial,invoices,stripe,..2026-11-20')
  const asking = { provider: 'stripe', stream: 'invoices', outcome: 'partial', from: null, to: Date.UTC(2026, 10, 21) }
  await waitFor(() => expect(asked.runs.at(-1)).toEqual({ ...asking, limit: 200, cursor: null }))
  // What events can be narrowed by as well stays with them.
  await user.click(screen.getByRole('radio', { name: 'Events' }))
  expect(router.getState().filter).toBe('stripe,..2026-11-20')
})

test('as of an instant no later run is asked for', async () => {
  const { asked } = showActivity(`${RUNS}&at=2026-10-01T00:00:00Z`)
  await screen.findByText('No runs yet')
  expect(asked.runs).toEqual([{ ...NO_RUNS, to: Date.UTC(2026, 9, 1) + 1, limit: 200, cursor: null }])
})

test('a run tells each object that it could not take, why, and leads to its events', async () => {
  const user = userEvent.setup()
  const { asked, router } = showActivity(RUNS, {
    runs: async () => ({ items: [makeRun(4, { outcome: 'partial', failures: 2 })], next: null }),
    failures: [[{ ref: 'in_1', reason: 'It has no customer.' }], [{ ref: 'in_2', reason: 'It cannot be read.' }]],
  })
  expect((await cellsOf('Sync runs', 1))[8]).toBe('2')
  await user.click(within(screen.getByRole('grid', { name: 'Sync runs' })).getByText('customers'))
  expect(await screen.findByText('It has no customer.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('It cannot be read.')).toBeTruthy()
  expect(asked.failures).toEqual([
    { run: 4, limit: 50, cursor: null },
    { run: 4, limit: 50, cursor: '1' },
  ])
  await user.click(screen.getByRole('button', { name: 'in_2' }))
  expect(router.getState().filter).toBe('object:in_2')
})

test('runs that no filter fits can all be shown again', async () => {
  const user = userEvent.setup()
  showActivity(`${RUNS},failed`)
  expect(await screen.findByText('No run is like that')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show all runs' }))
  expect(window.location.search).toBe('?screen=activity&filter=runs')
})

test('the file has every row that the filters leave, not the page alone', async () => {
  const user = userEvent.setup()
  const { asked } = showActivity(`${EVENTS}&filter=skipped`, {
    events: async ({ cursor }) => ({ items: [makeEvent(cursor === null ? 1 : 2)], next: cursor === null ? 'p2' : null }),
  })
  const texts = keepSavedFiles()
  await screen.findByRole('grid', { name: 'Events' })
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(texts).toHaveLength(1))
  expect((await texts[0]?.text())?.split('\r\n').map((line) => line.split(',').at(-1))).toEqual(['Event', 'evt_1', 'evt_2', ''])
  expect(asked.events.slice(-2)).toMatchObject([
    { outcome: 'skipped', limit: 1000, cursor: null },
    { outcome: 'skipped', limit: 1000, cursor: 'p2' },
  ])
})

test('without runs it says what would be here, and there is nothing to save', async () => {
  showActivity(RUNS)
  expect(await screen.findByText('No runs yet')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'CSV' }).title).toBe('There are no runs to save')
})

test('until they are answered, events are a skeleton', () => {
  showActivity(EVENTS, { events: () => new Promise(() => {}) })
  expect(screen.getByRole('table', { name: 'Events are loading' }).getAttribute('aria-busy')).toBe('true')
})

test.each([
  ['events', EVENTS, 'Events'],
  ['runs', RUNS, 'Sync runs'],
] as const)('an engine that fails over %s is said in words and asked again on demand', async (method, query, grid) => {
  const user = userEvent.setup()
  let isBroken = true
  const fail = () => Promise.reject(new Error('SQLITE_IOERR'))
  showActivity(query, {
    [method]: async () => (isBroken ? fail() : { items: [method === 'events' ? makeEvent(1) : makeRun(1)], next: null }),
  })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByRole('grid', { name: grid })).toBeTruthy()
})

/** The files that are saved from here on: jsdom makes no address for one. */
function keepSavedFiles(): Blob[] {
  const files: Blob[] = []
  URL.createObjectURL = (file) => {
    files.push(file as Blob)
    return 'blob:file'
  }
  URL.revokeObjectURL = () => {}
  return files
}
