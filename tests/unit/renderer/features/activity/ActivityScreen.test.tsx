// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { giveLayout } from '../../giveLayout.ts'
import { makeEvent, makeRun, showActivity } from './showActivity.tsx'

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
  expect(await cellsOf('Events', 1)).toEqual(['07:59:00', '+13 s', 'Sinvoice.paid', 'in_1', 'Processed', 'renewextend'])
  expect(screen.getByText(/^as of/).textContent).toBe('as of 07:59:48')
})

test('where no rule fired the reason stands in their place, and a failure has its word', async () => {
  const failed = makeEvent(2, { outcome: 'failed', reason: 'The key may not read meters.', rules: [], object: null })
  showActivity(EVENTS, { events: async () => ({ items: [failed], next: null }) })
  expect((await cellsOf('Events', 1)).slice(3)).toEqual(['–', 'Failed', 'The key may not read meters.'])
})

test('an event opens with all its ids, by keyboard too; Esc closes it', async () => {
  const user = userEvent.setup()
  showActivity(EVENTS, { events: async () => ({ items: [makeEvent(1), makeEvent(2, { type: 'charge.failed' })], next: null }) })
  const grid = await screen.findByRole('grid', { name: 'Events' })
  grid.focus()
  await user.keyboard('{ArrowDown}{Enter}')
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

test('the events of one company are asked for as of the instant of the address, and the company can be left out', async () => {
  const user = userEvent.setup()
  const { asked } = showActivity(`${EVENTS}&company=co_1&at=2026-10-01T00:00:00Z`)
  expect(await screen.findByText('No event is like that')).toBeTruthy()
  expect(asked.events).toEqual([{ outcome: null, company: 'co_1', type: null, at: Date.UTC(2026, 9, 1), limit: 200, cursor: null }])
  await user.click(screen.getByRole('button', { name: 'Of one company' }))
  expect(await screen.findByText('No events yet')).toBeTruthy()
  expect(window.location.search).toBe('?screen=activity&at=2026-10-01T00%3A00%3A00Z')
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
  expect(await cellsOf('Sync runs', 1)).toEqual(['08:00:00', 'Scustomers', 'Complete', '–', '13', '1,204', '61', '14', '3.2 s'])
  expect(asked).toEqual({ events: [], runs: [{ limit: 200, cursor: null }] })
})

test('a run that goes on has no length yet, and one that did not complete says why', async () => {
  const going = makeRun(2, { outcome: 'running', endedAt: null })
  const refused = makeRun(1, { outcome: 'no-permission', stream: 'events', reason: 'The key may not read events.', pages: 0 })
  showActivity(RUNS, { runs: async () => ({ items: [going, refused], next: null }) })
  expect((await cellsOf('Sync runs', 1)).filter((_, index) => index === 2 || index === 8)).toEqual(['Running', '–'])
  expect((await cellsOf('Sync runs', 2)).slice(1, 5)).toEqual(['Sevents', 'No permission', 'The key may not read events.', '–'])
})

test('a run opens beside the list; another view closes it and stands in the address', async () => {
  const user = userEvent.setup()
  showActivity(RUNS, { runs: async () => ({ items: [makeRun(1)], next: null }) })
  await user.click(await screen.findByText('customers'))
  expect(within(screen.getByRole('complementary', { name: 'Details of Stripe customers' })).getByText('1,204')).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'Events' }))
  expect(screen.queryByRole('complementary')).toBeNull()
  expect(window.location.search).toBe('?screen=activity')
  await user.click(screen.getByRole('radio', { name: 'Sync runs' }))
  expect(window.location.search).toBe('?screen=activity&filter=runs')
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
