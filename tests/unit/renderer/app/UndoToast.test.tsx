// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { createNewsDesk } from '../../../../src-renderer/app/createNewsDesk.ts'
import { createUndoDesk } from '../../../../src-renderer/app/createUndoDesk.ts'
import { NewsToasts } from '../../../../src-renderer/app/NewsToasts.tsx'
import { createFakeClient } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function show() {
  const desk = createUndoDesk()
  renderWithEngine(
    createFakeClient(),
    <>
      <button type="button">Elsewhere</button>
      <NewsToasts desk={createNewsDesk()} undoDesk={desk} isBesidePanel={false} />
    </>,
  )
  const offer = (title: string, undo: () => Promise<unknown>) =>
    act(() => desk.getState().offer({ title, text: 'It is theirs now.', undo }))
  return { offer, user: userEvent.setup() }
}

test('what was done is said with its way back, and goes away once it is undone', async () => {
  const { offer, user } = show()
  let undone = 0
  offer('Assigned to Lantern Works', async () => undone++)
  expect(screen.getByRole('status').textContent).toBe('Assigned to Lantern WorksIt is theirs now.')
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(screen.queryByText('Assigned to Lantern Works')).toBeNull())
  expect(undone).toBe(1)
})

test('what cannot be undone says why and stays, to be tried again', async () => {
  const { offer, user } = show()
  let tries = 0
  offer('Assigned to Lantern Works', async () => {
    tries++
    if (tries === 1)
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'Another Tierdesk holds this workspace.',
        data: { code: 'workspace-in-use', hint: 'Undo it there.' },
      })
  })
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Another Tierdesk holds this workspace.Undo it there.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(tries).toBe(2)
})

test('pressed twice it is undone once', async () => {
  const { offer, user } = show()
  const { promise, resolve } = Promise.withResolvers<void>()
  let tries = 0
  offer('Assigned to Lantern Works', () => {
    tries++
    return promise
  })
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await user.click(screen.getByRole('button', { name: 'Undoing…' }))
  expect(tries).toBe(1)
  await act(async () => resolve())
  expect(screen.queryByText('Assigned to Lantern Works')).toBeNull()
})

test('of several only the last is offered; undoing an earlier one leaves the later one alone', async () => {
  const { offer, user } = show()
  const { promise, resolve } = Promise.withResolvers<void>()
  offer('Assigned to Lantern Works', () => promise)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  offer('Assigned to Baobab Ridge', async () => {})
  expect(screen.queryByText('Assigned to Lantern Works')).toBeNull()
  await act(async () => resolve())
  expect(screen.getByText('Assigned to Baobab Ridge')).toBeTruthy()
})

test('F6 leads to it and Esc puts it away, back to where the focus was', async () => {
  const { offer, user } = show()
  offer('Assigned to Lantern Works', async () => {})
  screen.getByRole('button', { name: 'Elsewhere' }).focus()
  await user.keyboard('{F6}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Dismiss: Assigned to Lantern Works' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByText('Assigned to Lantern Works')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Elsewhere' }))
})

test('it leaves by itself after a while', () => {
  vi.useFakeTimers()
  const { offer } = show()
  offer('Assigned to Lantern Works', async () => {})
  act(() => vi.advanceTimersByTime(14_900))
  expect(screen.getByText('Assigned to Lantern Works')).toBeTruthy()
  act(() => vi.advanceTimersByTime(200))
  expect(screen.queryByText('Assigned to Lantern Works')).toBeNull()
})
