// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { ActionItem } from '../../../../../src-shared/contract/actions.ts'
import { makeAction } from '../../actions/makeActions.ts'
import { giveLayout } from '../../giveLayout.ts'
import { giveDialogs } from '../plans/giveDialogs.ts'
import { AT, showCompany } from './showCompany.tsx'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

function show(items: ActionItem[], query = AT) {
  const listed: unknown[] = []
  const list = async (input: unknown) => {
    listed.push(input)
    return { items, next: null }
  }
  return { ...showCompany({}, query, { actions: { list } as unknown as EngineClient['actions'] }), listed, user: userEvent.setup() }
}

test('A opens all that can be done for the company', async () => {
  const { user } = show([])
  await screen.findByRole('button', { name: /^Actions/ })
  await user.keyboard('a')
  expect(await screen.findByRole('dialog', { name: /^Actions for / })).toBeTruthy()
})

test('an address opens it with what is looked for, and closing it clears the address', async () => {
  const { user, router } = show([], `${AT}&filter=actions:refund`)
  const dialog = within(await screen.findByRole('dialog', { name: /^Actions for / }))
  expect(dialog.getByLabelText<HTMLInputElement>('Find an action').value).toBe('refund')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(router.getState().filter).toBeNull()
})

test('what waits for the company stands on its screen with its state, and leads to the outbox', async () => {
  const { user, router, listed } = show([makeAction(1), makeAction(2, { state: 'conflict', standing: 'It is another by now.' })])
  const table = await screen.findByRole('table', { name: 'Waiting actions of this company' })
  expect([...table.querySelectorAll('tr')].map((row) => [...row.cells].slice(0, 4).map(({ textContent }) => textContent))).toEqual([
    ['Queued', 'Refund 1', 'It is sent when the line is back.', '20.00USD'],
    ['Conflict', 'Refund 2', 'It is another by now.', '20.00USD'],
  ])
  expect(listed).toEqual([{ company: 'co_1', states: ['draft', 'queued', 'attempting', 'accepted', 'conflict', 'unknown'], limit: 6 }])
  await user.click(within(table).getByRole('button', { name: 'Refund 2' }))
  expect(router.getState()).toMatchObject({ screen: 'outbox', company: 'co_1', filter: 'action:action_2' })
})

test('where nothing waits, and in the past, nothing stands there', async () => {
  show([])
  await screen.findByRole('button', { name: /^Actions/ })
  expect(screen.queryByText('Waiting actions')).toBeNull()
  cleanup()
  show([makeAction(1)], `${AT}&at=2026-11-20T00:00:00Z`)
  const button = await screen.findByRole('button', { name: /^Actions/ })
  expect(button.title).toBe('You look at the past. Go back to now to record something')
  expect(screen.queryByText('Waiting actions')).toBeNull()
})
