// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { createNewsDesk } from '../../../../src-renderer/app/createNewsDesk.ts'
import { createUndoDesk } from '../../../../src-renderer/app/createUndoDesk.ts'
import { NewsToasts } from '../../../../src-renderer/app/NewsToasts.tsx'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import type { ActionItem } from '../../../../src-shared/contract/actions.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { makeAction } from '../actions/makeActions.ts'
import { createFakeClient, NOW } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(cleanup)

const LATER = toInstant(NOW + 60_000)
const conflict = (number: number, more: Partial<ActionItem> = {}) =>
  makeAction(number, { state: 'conflict', standing: 'It is another by now.', since: LATER, ...more })

/** A page that was opened at `NOW`; `say` is what stands still from then on. */
async function show() {
  let items: ActionItem[] = []
  let listed = 0
  const list = async () => {
    listed++
    return { items, next: null }
  }
  const client = createFakeClient({ actions: { list } as unknown as EngineClient['actions'] })
  const shown = renderWithEngine(client, <NewsToasts desk={createNewsDesk()} undoDesk={createUndoDesk()} isBesidePanel={false} />)
  await waitFor(() => expect(listed).toBe(1))
  const say = async (...told: ActionItem[]) => {
    items = told
    const before = listed
    await act(() => shown.queries.invalidateQueries())
    await waitFor(() => expect(listed).toBeGreaterThan(before))
  }
  return { ...shown, say, user: userEvent.setup() }
}

test.each([
  [conflict(1), 'It changed while it waited'],
  [makeAction(2, { state: 'unknown', standing: 'No answer since 10:31.', since: LATER }), 'No answer came'],
  [makeAction(3, { state: 'rejected', standing: 'Stripe refused it: no such charge.', since: LATER }), 'An action was refused'],
])('what stands still and needs somebody is told, and leads to it', async (action, title) => {
  const { say, user, router } = await show()
  await say(action)
  const toast = await screen.findByRole('alert')
  expect(toast.textContent).toBe(`${title}Baobab Ridge: ${action.title}. ${action.standing}`)
  await user.click(screen.getByRole('button', { name: 'Open outbox' }))
  expect(router.getState()).toMatchObject({ screen: 'outbox', filter: `action:${action.id}` })
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what stood so before the page was opened is not told', async () => {
  const { say } = await show()
  await say(conflict(1, { since: toInstant(NOW - 60_000) }), conflict(2))
  expect((await screen.findByRole('alert')).textContent).toContain('Refund 2')
  expect(screen.getAllByRole('alert')).toHaveLength(1)
})

test('several are one toast, nothing is told twice, and what goes on is told no more', async () => {
  const { say, user } = await show()
  await say(conflict(1), conflict(2))
  expect((await screen.findByRole('alert')).textContent).toContain('2 actions met a conflict')
  await user.click(within(screen.getByRole('region', { name: 'News' })).getByRole('button', { name: /^Dismiss/ }))
  expect(screen.queryByRole('alert')).toBeNull()
  await say(conflict(1), conflict(2))
  expect(screen.queryByRole('alert')).toBeNull()
  await say(conflict(1), conflict(2), conflict(3))
  expect((await screen.findByRole('alert')).textContent).toContain('Refund 3')
  await say(conflict(1), conflict(2))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
