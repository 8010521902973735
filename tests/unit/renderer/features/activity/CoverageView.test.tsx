// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { showActivity } from './showActivity.tsx'

const COVERAGE = '?screen=activity&filter=coverage'

afterEach(cleanup)

async function rowsOf(name: string) {
  const table = await screen.findByRole('table', { name })
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )
}

const GAP = {
  from: toInstant(Date.UTC(2026, 8, 1, 6)),
  until: toInstant(Date.UTC(2026, 8, 4, 11)),
  cause: 'events-forgotten',
  closedAt: null,
  isBeforeFirst: false,
} as const

test('a gap says from when until when, why, and whether all was listed again since', async () => {
  const later = {
    ...GAP,
    from: toInstant(Date.UTC(2026, 9, 2)),
    until: toInstant(Date.UTC(2026, 9, 3)),
    closedAt: toInstant(Date.UTC(2026, 9, 9)),
  }
  showActivity(COVERAGE, { gaps: [GAP, later] })
  const why = 'The provider had forgotten its events'
  expect(await rowsOf('Gaps')).toEqual([
    ['SStripe', '2 Oct 00:00', '3 Oct 00:00', '1 day', 'Listed again9 Oct', why],
    ['SStripe', '1 Sep 06:00', '4 Sep 11:00', '3 days and 5 hours', 'Open', why],
  ])
  expect(screen.getByText('1 open of 2')).toBeTruthy()
})

test('a gap of a list that was forgotten is closed by a statement, not listed again', async () => {
  showActivity(COVERAGE, { gaps: [{ ...GAP, cause: 'list-forgotten', closedAt: toInstant(Date.UTC(2026, 9, 9)) }] })
  expect((await rowsOf('Gaps'))[0]?.[4]).toBe('Closed by a statement9 Oct')
})

test('a gap without a beginning comes last, and has no length', async () => {
  const before = { ...GAP, from: null, cause: 'list-forgotten', isBeforeFirst: true } as const
  showActivity(COVERAGE, { gaps: [before, GAP] })
  expect((await rowsOf('Gaps'))[1]).toEqual([
    ...['SStripe', 'The beginning', '4 Sep 11:00', '–', 'Open'],
    'Payments were forgotten; a statement tells them',
  ])
})

test('what comparing found says why nobody knew of it, and leads to its events', async () => {
  const user = userEvent.setup()
  const found = { provider: 'stripe', kind: 'subscription', foundAt: GAP.until } as const
  const { router } = showActivity(COVERAGE, {
    drift: async () => ({
      items: [
        { ...found, ref: 'sub_1', change: 'changed', cause: 'no-event' },
        { ...found, ref: 'sub_2', change: 'deleted', cause: 'not-followed' },
      ],
    }),
  })
  expect(await rowsOf('Found by comparing')).toEqual([
    ['4 Sep 11:00', 'Ssubscription', 'sub_1', 'Changed', 'No event told of it'],
    ['4 Sep 11:00', 'Ssubscription', 'sub_2', 'Deleted', 'Events were not followed then'],
  ])
  await user.click(screen.getByRole('button', { name: 'sub_2' }))
  expect(router.getState()).toMatchObject({ screen: 'activity', filter: 'object:sub_2' })
})

test('where nothing was missed it says so; the view stands in the address', async () => {
  const user = userEvent.setup()
  showActivity('?screen=activity')
  await user.click(screen.getByRole('radio', { name: 'Coverage' }))
  expect(window.location.search).toBe('?screen=activity&filter=coverage')
  expect(await screen.findByText('No gap since the first sync.')).toBeTruthy()
  expect(await screen.findByText('Nothing: each list said what the events had told.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull()
})

test('while it is asked its shape is shown, and an engine that fails is asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showActivity(COVERAGE, { drift: () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : Promise.resolve({ items: [] })) })
  expect(screen.getByRole('table', { name: 'What comparing found is loading' })).toBeTruthy()
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Nothing: each list said what the events had told.')).toBeTruthy()
})
