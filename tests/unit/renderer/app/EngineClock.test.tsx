// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineClock } from '../../../../src-renderer/app/EngineClock.tsx'
import { useNow } from '../../../../src-renderer/ui/ClockContext.ts'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { createFakeClient, NOW } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

const DAY = 86_400_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** Told anew so rarely that nothing but another clock changes it. */
function Present() {
  return <p>{toIso(useNow(3 * DAY))}</p>
}

function show(asOf: () => number) {
  const client = createFakeClient({ asOf })
  return renderWithEngine(
    client,
    <EngineClock>
      <Present />
    </EngineClock>,
  )
}

test('an engine that is days ahead takes the page with it, at once', async () => {
  show(() => NOW + 3 * DAY)
  expect(screen.getByText('2026-11-21T08:00:00Z')).toBeTruthy()
  expect(await screen.findByText('2026-11-24T08:00:00Z')).toBeTruthy()
})

test('every answer renews it: a clock that was moved, and the time that went by since', async () => {
  let ahead = 0
  const { queries } = show(() => Date.now() + ahead)
  await waitFor(() => expect(queries.isFetching()).toBe(0))
  ahead = 30 * DAY
  vi.setSystemTime(NOW + 5_000)
  await act(() => queries.invalidateQueries())
  expect(await screen.findByText('2026-12-21T08:00:05Z')).toBeTruthy()
})

test('an engine that is behind holds the page back', async () => {
  show(() => NOW - DAY)
  expect(await screen.findByText('2026-11-20T08:00:00Z')).toBeTruthy()
})

test.each([59_999, -59_999])('%d ms apart is the same time', async (ms) => {
  const { queries } = show(() => NOW + ms)
  await waitFor(() => expect(queries.isFetching()).toBe(0))
  expect(screen.getByText('2026-11-21T08:00:00Z')).toBeTruthy()
})
