// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DataSection } from '../../../../../src-renderer/features/settings/DataSection.tsx'
import type { Backup } from '../../../../../src-shared/contract/backups.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { createFakeClient, type FakeAnswers, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

const DAILY: Backup = {
  name: 'daily-2026-11-21T060000Z.db',
  kind: 'daily',
  at: toInstant(NOW - 7_200_000),
  bytes: 28_033_024,
  isVerified: true,
}
const ASIDE: Backup = {
  name: 'replaced-2026-11-20T060000Z.db',
  kind: 'replaced',
  at: toInstant(NOW - 90_000_000),
  bytes: 1_400_000_000,
  isVerified: false,
}
const LIST = { items: [DAILY, ASIDE], running: null, problem: null, folder: '/tmp/w/backups' }

beforeEach(giveLayout)
afterEach(cleanup)

function show(backups: FakeAnswers['backups'], more: FakeAnswers = {}) {
  renderWithEngine(createFakeClient({ backups: { list: async () => LIST, ...backups }, ...more }), <DataSection />)
  return userEvent.setup()
}

describe('the backups of a workspace', () => {
  test('are listed with when, why, how large, and whether they were read back', async () => {
    show({})
    const [, first, second] = within(await screen.findByRole('table', { name: 'Backups' })).getAllByRole('row')
    expect(first?.textContent).toMatch(/06:00.*Daily.*Read back.*29 MB/)
    expect(second?.textContent).toMatch(/Replaced by a restore.*As it was.*1\.4 GB/)
  })

  test('that are not there say how they come', async () => {
    show({ list: async () => ({ ...LIST, items: [] }) })
    expect(await screen.findByText('No backups yet')).toBeTruthy()
  })

  test('that could not be made today say why', async () => {
    show({ list: async () => ({ ...LIST, problem: 'There is no room for a backup. Make room on that disk.' }) })
    expect((await screen.findByText(/No backup was made today/)).textContent).toContain('Make room')
  })

  test('that cannot be asked for are told, and asked for again', async () => {
    let asked = 0
    const user = show({
      list: async () => {
        asked += 1
        if (asked === 1) throw new Error('broken')
        return LIST
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Retry' }))
    expect(await screen.findByRole('table', { name: 'Backups' })).toBeTruthy()
  })
})

describe('a backup that is asked for', () => {
  test('says that it was made and read back, check by check', async () => {
    const checks = [{ name: 'database', ok: true, detail: 'whole' }]
    const user = show({ make: async () => ({ ok: true, checks, backup: DAILY }) })
    await user.click(await screen.findByRole('button', { name: 'Back up now' }))
    expect(await screen.findByText('The backup was made and read back whole.')).toBeTruthy()
    expect(screen.getByRole('list', { name: 'Checks' }).textContent).toContain('databasewhole')
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('list', { name: 'Checks' })).toBeNull()
  })

  test('that is refused says why and what to do', async () => {
    const user = show({
      make: async () => {
        throw new ORPCError('REFUSED', { defined: true, message: 'The disk is full.', data: { code: 'disk-full', hint: 'Make room.' } })
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Back up now' }))
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.Make room.')
  })

  test('shows how far it is, and nothing else can be begun meanwhile', async () => {
    const running = { kind: 'backup', step: 'copying', done: 1, total: 4 } as const
    const user = show({ list: async () => ({ ...LIST, running }), make: () => new Promise(() => {}) })
    const button = await screen.findByRole('button', { name: 'Back up now' })
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'))
    await user.click(button)
    expect(screen.queryByRole('status')).toBeNull()
  })
})

describe('a restore', () => {
  test('says what it replaces, and does nothing until that was answered', async () => {
    const asked: string[] = []
    const user = show({
      restore: async ({ name }) => {
        asked.push(name)
        return { ok: true, checks: [], keptAs: '/tmp/w/backups/replaced-now.db' }
      },
    })
    await user.click(await screen.findByRole('button', { name: `Restore ${DAILY.name}` }))
    const dialog = await screen.findByRole('dialog', { name: 'This replaces the data of Lantern Works' })
    expect(dialog.textContent).toContain(DAILY.name)
    await user.click(within(dialog).getByRole('button', { name: 'Keep what is there' }))
    expect(asked).toEqual([])
    await user.click(await screen.findByRole('button', { name: `Restore ${DAILY.name}` }))
    await user.click(await screen.findByRole('button', { name: 'Restore this backup' }))
    expect(await screen.findByText('What was there is kept as replaced-now.db.')).toBeTruthy()
    expect(asked).toEqual([DAILY.name])
  })

  test('of a backup that is not whole says which check failed', async () => {
    const checks = [{ name: 'backup', ok: false, detail: 'it is damaged' }]
    const user = show({ restore: async () => ({ ok: false, checks, keptAs: null }) })
    await user.click(await screen.findByRole('button', { name: `Restore ${ASIDE.name}` }))
    await user.click(await screen.findByRole('button', { name: 'Restore this backup' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/Nothing was restored.*wrong: it is damaged/)
  })
})

test('what only looks may check, and nothing else', async () => {
  const user = show({}, { canWrite: false })
  await waitFor(async () => expect((await screen.findByRole('button', { name: 'Back up now' })).title).toMatch(/look only/))
  expect(screen.getByRole('button', { name: 'Rebuild' }).getAttribute('aria-disabled')).toBe('true')
  await user.click(screen.getByRole('button', { name: 'Check integrity' }))
  expect(await screen.findByText('Nothing is wrong.')).toBeTruthy()
})
