// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CommandPalette } from '../../../../src-renderer/app/CommandPalette.tsx'
import type { SyncControl } from '../../../../src-renderer/lib/useSyncControl.ts'
import { createFakeClient, makeCompany } from '../fakeClient.ts'
import { giveLayout } from '../giveLayout.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

type List = NonNullable<NonNullable<Parameters<typeof createFakeClient>[0]>['list']>

function show(list?: List, query = '') {
  const syncs: string[] = []
  const sync: SyncControl = {
    start: () => syncs.push('start'),
    stop: () => {},
    isRunning: false,
    progress: null,
    obstacle: null,
    result: null,
    dismiss: () => {},
  }
  const searched: unknown[] = []
  const client = createFakeClient({
    list:
      list ??
      (async ({ search }) => {
        searched.push(search)
        return { items: [makeCompany(7, { name: 'Baobab Ridge' })], next: null }
      }),
  })
  const drawn = renderWithEngine(client, <CommandPalette sync={sync} onShortcuts={() => {}} onClose={() => {}} />, query)
  return { ...drawn, syncs, searched }
}

test('screens are found by their names, and opened with Enter', async () => {
  const user = userEvent.setup()
  const { router } = show()
  await user.type(await screen.findByRole('combobox'), 'over')
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(expect.arrayContaining(['Overview', 'Overage']))
  await user.clear(screen.getByRole('combobox'))
  await user.type(screen.getByRole('combobox'), 'overage')
  await user.click(await screen.findByRole('option', { name: 'Overage' }))
  expect(router.getState().screen).toBe('overage')
})

test('a company is searched by the engine and opened', async () => {
  const user = userEvent.setup()
  const { router, searched } = show()
  await user.type(await screen.findByRole('combobox'), 'baobab')
  await user.click(await screen.findByRole('option', { name: /Baobab Ridge/ }))
  expect(searched).toContain('baobab')
  await waitFor(() => expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_7' }))
})

test('a sync is begun from there', async () => {
  const user = userEvent.setup()
  const { syncs } = show()
  await user.click(await screen.findByRole('option', { name: 'Sync now' }))
  expect(syncs).toEqual(['start'])
})

test('a company of an earlier answer is not taken for the one that was typed since', async () => {
  const user = userEvent.setup()
  let answer = () => {}
  const { router } = show(async ({ search }) => {
    if (search === 'cus_1') return { items: [makeCompany(7, { name: 'Baobab Ridge' })], next: null }
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    return { items: [makeCompany(8, { name: 'Simba Insurance' })], next: null }
  })
  const field = await screen.findByRole('combobox')
  await user.click(field)
  await user.paste('cus_1')
  await screen.findByRole('option', { name: /Baobab Ridge/, selected: true })
  await user.paste('2')
  await user.keyboard('{Enter}')
  expect(router.getState().company).toBeNull()
  answer()
  await screen.findByRole('option', { name: /Simba Insurance/, selected: true })
  await user.keyboard('{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_8' })
})

test('while it looks, and where it cannot, it says so', async () => {
  const user = userEvent.setup()
  let refuse = () => {}
  show(
    () =>
      new Promise((_resolve, reject) => {
        refuse = () => reject(new Error('the disk'))
      }),
  )
  await user.click(await screen.findByRole('combobox'))
  await user.paste('cus_1')
  expect(await screen.findByText('Looking…')).toBeTruthy()
  refuse()
  await waitFor(() => expect(screen.queryByText('Looking…')).toBeNull())
  expect(screen.getByRole('listbox').textContent).not.toBe('')
})

test.each([
  ['?screen=company&company=co_7', { screen: 'company', company: 'co_7', filter: 'actions:refund' }],
  ['?screen=overview', { screen: 'payments', company: null, filter: 'succeeded' }],
])('an action is reached by its name: of the company in hand, else where one is taken in hand (%s)', async (query, place) => {
  const user = userEvent.setup()
  const { router } = show(undefined, query)
  await user.type(await screen.findByRole('combobox'), 'refund')
  await user.click(await screen.findByRole('option', { name: 'Refund a payment…' }))
  expect(router.getState()).toMatchObject(place)
})
