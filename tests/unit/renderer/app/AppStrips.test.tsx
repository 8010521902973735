// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { AppStrips } from '../../../../src-renderer/app/AppStrips.tsx'
import type { SyncControl } from '../../../../src-renderer/lib/useSyncControl.ts'
import type { ConnectionHealth } from '../../../../src-shared/contract/sync.ts'
import { CONNECTION, createFakeClient } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(cleanup)

const SYNC: SyncControl = {
  ...{ start: () => {}, stop: () => {}, isRunning: false, progress: null, obstacle: null, result: null, dismiss: () => {} },
}
const AWAY: ConnectionHealth = { ...CONNECTION, state: 'unreachable', problems: ['Stripe could not be reached.'] }

function show(connections: ConnectionHealth[], queued: number) {
  let counted = 0
  const counts = { queued, attempting: 0, conflict: 0, unknown: 0, draft: 0, rejected: 0, needPerson: 0, halted: [] }
  const count = async () => {
    counted++
    return counts
  }
  const client = createFakeClient({ connections, actions: { count } })
  const shown = renderWithEngine(client, <AppStrips way={{ kind: 'connected' }} workspace={null} sync={SYNC} onSettings={() => {}} />)
  return { ...shown, counted: () => counted }
}

test.each([
  [1, '1 action waits in the outbox.'],
  [3, '3 actions wait in the outbox.'],
])('without the line it is said how many actions wait for it, once, with the way there', async (queued, words) => {
  const user = userEvent.setup()
  const { router } = show([AWAY, { ...AWAY, provider: 'paystack', account: '447732' }], queued)
  expect(await screen.findAllByText(new RegExp(words))).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Outbox' }))
  expect(router.getState().screen).toBe('outbox')
})

test.each([
  [[AWAY], 0],
  [[CONNECTION], 3],
])('where none waits, or the line is there, nothing is said of them', async (connections, queued) => {
  const { counted } = show(connections, queued)
  await waitFor(() => expect(counted()).toBe(1))
  expect(screen.queryByText(/in the outbox/)).toBeNull()
})
