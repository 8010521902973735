// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useStore } from 'zustand'
import { AppSidebar } from '../../../../src-renderer/app/AppSidebar.tsx'
import { createRouter } from '../../../../src-renderer/app/createRouter.ts'
import { createTheme } from '../../../../src-renderer/app/createTheme.ts'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import { createFakeClient } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(cleanup)

function show(total: number) {
  const asked: unknown[] = []
  const payments = {
    count: async (input: unknown) => {
      asked.push(input)
      return { total }
    },
  }
  const client = { ...createFakeClient(), payments } as unknown as EngineClient
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
