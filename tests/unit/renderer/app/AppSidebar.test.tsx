// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useStore } from 'zustand'
import { AppSidebar } from '../../../../src-renderer/app/AppSidebar.tsx'
import { createRouter } from '../../../../src-renderer/app/createRouter.ts'
import { createTheme } from '../../../../src-renderer/app/createTheme.ts'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import type { ActionCounts } from '../../../../src-shared/contract/actions.ts'
import { createFakeClient } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(cleanup)

const NO_COUNTS: ActionCounts = { queued: 0, attempting: 0, conflict: 0, unknown: 0, draft: 0, rejected: 0, needPerson: 0, halted: [] }

function show(total: number, counts: Partial<ActionCounts> = {}) {
  const asked: unknown[] = []
  const payments = {
    count: async (input: unknown) => {
      asked.push(input)
      return { total }
    },
  }
  const actions = { count: async () => ({ ...NO_COUNTS, ...counts }) }
  const client = { ...createFakeClient({ actions }), payments } as unknown as EngineClient
  const router = createRouter(window)
  const theme = createTheme(localStorage, document.documentElement)
  function Placed() {
    return <AppSidebar workspace={null} place={useStore(router)} theme={theme} onShortcuts={() => {}} />
  }
  renderWithEngine(client, <Placed />, '?screen=overview&at=2026-11-01T00:00:00Z')
  return asked
}

test('how many payments wait for somebody stands beside their screen, as of now whatever instant is looked at', async () => {
  const asked = show(1_204)
  expect(await screen.findByRole('link', { name: /^Payments ?1,204 unmatched$/ })).toBeTruthy()
  expect(asked).toEqual([{ status: 'unmatched' }])
})

test('where none waits, nothing stands there', async () => {
  const asked = show(0)
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(screen.getByRole('link', { name: 'Payments' }).textContent).toBe('Payments')
})

test.each([
  [{ queued: 3, attempting: 1, needPerson: 2 }, /^Outbox ?2 need you$/],
  [{ queued: 3, attempting: 1 }, /^Outbox ?4 wait$/],
  [{}, /^Outbox$/],
])('what needs somebody stands beside the outbox, else what waits: %j', async (counts, name) => {
  show(0, counts)
  expect(await screen.findByRole('link', { name })).toBeTruthy()
})
