// @vitest-environment jsdom
import { cleanup, fireEvent, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { UsageAlerts } from '../../../../../src-renderer/features/usage/UsageAlerts.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { useNames } from '../../../../../src-renderer/lib/useNames.ts'
import type { UseAlert } from '../../../../../src-shared/contract/usage.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makeUsage } from './makeUsage.ts'

beforeAll(giveLayout)
afterEach(cleanup)

const ALERTS: UseAlert[] = [
  { company: 'co_1', name: '=Karibu', percent: 100, at: toInstant(NOW - 3_600_000), used: 5_020, limit: 5_000 },
  { company: 'co_2', name: 'Baobab Ridge', percent: 90, at: toInstant(NOW - 2 * 86_400_000), used: 4_500, limit: 5_000 },
]

function Shown() {
  return <UsageAlerts product="threats" metric="api-calls" names={useNames()} />
}

function show(alerts: () => Promise<{ items: UseAlert[]; isCut: boolean }>, query = '?screen=usage') {
  const asked: unknown[] = []
  const { client } = makeUsage()
  const usage = {
    ...client.usage,
    alerts: async (input: object) => {
      asked.push(input)
      return { product: 'threats', metric: 'api-calls', ...(await alerts()) }
    },
  }
  return { ...renderWithEngine({ ...client, usage } as unknown as EngineClient, <Shown />, query), asked, user: userEvent.setup() }
}

/** jsdom pops nothing up: what would be is opened as the browser would, and reached as hidden. */
function open() {
  const popover = document.querySelector<HTMLElement>('[popover][aria-label="Alerts"]')
  if (!popover) throw new Error('nothing pops up')
  fireEvent(popover, Object.assign(new Event('toggle'), { newState: 'open' }))
  return within(popover)
}

test('nothing is asked before somebody looks; then each crossing is said with its company, threshold, use and instant', async () => {
  const { user, asked, router } = show(async () => ({ items: ALERTS, isCut: false }))
  expect(asked).toEqual([])
  const alerts = open()
  const rows = within(await alerts.findByRole('table', { name: 'Alerts of API calls', hidden: true })).getAllByRole('row', { hidden: true })
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['Company', 'Threshold', 'Used of limit', 'Crossed'],
    ['=Karibu', '100%', '5,020 of 5,000', '21 Nov 07:00'],
    ['Baobab Ridge', '90%', '4,500 of 5,000', '19 Nov 08:00'],
  ])
  expect(asked).toEqual([{ metric: 'threats.api-calls', at: null }])
  await user.click(alerts.getByRole('button', { name: 'Baobab Ridge', hidden: true }))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2' })
})

test('they are saved with ids and exact instants, and a name is no formula', async () => {
  const saved = keepSaved()
  const { user } = show(async () => ({ items: ALERTS, isCut: false }))
  const alerts = open()
  await user.click(await alerts.findByRole('button', { name: 'CSV', hidden: true }))
  expect(saved[0]?.name).toBe('alerts-threats-api-calls.csv')
  expect((await saved[0]?.text)?.trim().split('\r\n').slice(1)).toEqual([
    "2026-11-21T07:00:00Z,'=Karibu,co_1,threats,api-calls,100,5020,5000",
    '2026-11-19T08:00:00Z,Baobab Ridge,co_2,threats,api-calls,90,4500,5000',
  ])
})

test('without any it says what would be here; as of an instant, of then', async () => {
  const { asked } = show(async () => ({ items: [], isCut: false }), '?screen=usage&at=2026-11-01T00:00:00Z')
  const alerts = open()
  expect(await alerts.findByText('Nobody is near the limit then. A crossed threshold would stand here.')).toBeTruthy()
  expect(asked).toEqual([{ metric: 'threats.api-calls', at: Date.UTC(2026, 10, 1) }])
})

test('where not everyone was looked at, that is said', async () => {
  show(async () => ({ items: ALERTS, isCut: true }))
  const alerts = open()
  expect(await alerts.findByText(/More companies are near it than were looked at: these are of whom it was told last\./)).toBeTruthy()
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  let isBroken = true
  const { user } = show(async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : { items: ALERTS, isCut: false }))
  const alerts = open()
  expect((await alerts.findByRole('alert', { hidden: true })).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(alerts.getByRole('button', { name: 'Retry', hidden: true }))
  expect(await alerts.findByRole('table', { hidden: true })).toBeTruthy()
})
