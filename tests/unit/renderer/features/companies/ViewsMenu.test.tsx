// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CompaniesScreen } from '../../../../../src-renderer/features/companies/CompaniesScreen.tsx'
import { createCompaniesView } from '../../../../../src-renderer/features/companies/createCompaniesView.ts'
import { usePlace } from '../../../../../src-renderer/lib/place.ts'
import { useSyncControl } from '../../../../../src-renderer/lib/useSyncControl.ts'
import { createFakeClient, makeCompany } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

beforeAll(() => {
  giveLayout()
  // jsdom pops nothing up: what the browser would tell is told here.
  HTMLElement.prototype.hidePopover = function hidePopover() {
    fireEvent(this, Object.assign(new Event('toggle'), { newState: 'closed' }))
  }
})
afterEach(() => {
  cleanup()
  localStorage.clear()
})

function Screen() {
  const [view] = useState(() => createCompaniesView(localStorage))
  const { search, amend } = usePlace()
  const onSearch = (next: string) => amend({ search: next })
  return <CompaniesScreen view={view} search={search} onSearch={onSearch} sync={useSyncControl()} onConnect={() => {}} />
}

function show(query: string) {
  const client = createFakeClient({ list: async () => ({ items: [makeCompany(1)], next: null }) })
  return { ...renderWithEngine(client, <Screen />, query), user: userEvent.setup() }
}

async function open(name = 'Views') {
  await screen.findByRole('button', { name })
  const popover = document.querySelector<HTMLElement>(`[role=dialog][aria-label="${name}"]`)
  if (!popover) throw new Error(`${name} pops nothing up`)
  // What pops up is never in sight for jsdom, and so takes no key.
  popover.removeAttribute('popover')
  fireEvent(popover, Object.assign(new Event('toggle'), { newState: 'open' }))
  const inside = within(popover)
  return {
    ...inside,
    button: (words: string) => inside.getByRole('button', { name: words, hidden: true }),
    field: (words: string) => inside.getByLabelText<HTMLInputElement>(words),
    names: () => inside.queryAllByRole('listitem', { hidden: true }).map(({ textContent }) => textContent),
  }
}

const GRACE = '?screen=companies&search=bao&product=trading&filter=grace'

test('what is shown now is kept under a name, and the button then says it', async () => {
  const { user } = show(GRACE)
  const views = await open()
  expect(views.getByText('A view keeps the search, the filters, the order and the columns under a name.')).toBeTruthy()
  expect(views.button('Save').title).toBe('Type a name first')
  await user.type(views.field('Name for what is shown now'), 'Past due{Enter}')
  expect(views.names()).toEqual(['Past due'])
  expect(screen.getByRole('button', { name: 'Views: Past due' }).textContent).toBe('Past due')
  expect(views.button('Past due').getAttribute('aria-current')).toBe('true')
})

test('a view that is picked brings back its search, filters and columns, and closes the list', async () => {
  const { user, router } = show(GRACE)
  const views = await open()
  await user.type(views.field('Name for what is shown now'), 'Past due{Enter}')
  router.getState().amend({ search: '', product: null, filter: null })
  await user.click(screen.getByRole('checkbox', { name: 'MRR', hidden: true }))
  expect(screen.queryByRole('columnheader', { name: 'MRR' })).toBeNull()
  await user.click((await open()).button('Past due'))
  expect(router.getState()).toMatchObject({ screen: 'companies', search: 'bao', product: 'trading', filter: 'grace' })
  expect(await screen.findByRole('columnheader', { name: 'MRR' })).toBeTruthy()
  expect(window.location.search).toBe('?screen=companies&search=bao&product=trading&filter=grace')
  expect(screen.queryByText('Name for what is shown now')).toBeNull()
})

test('a view is renamed by keyboard; Esc gives up, and a name that is taken is refused in words', async () => {
  const { user } = show(GRACE)
  const views = await open()
  await user.type(views.field('Name for what is shown now'), 'B{Enter}')
  await user.type(views.field('Name for what is shown now'), 'A{Enter}')
  expect(views.names()).toEqual(['A', 'B'])
  await user.click(views.button('Rename A'))
  expect(document.activeElement).toBe(views.field('New name of A'))
  await user.keyboard('B')
  expect(views.button('Rename').title).toBe('Another view is called so')
  await user.keyboard('{Enter}{Escape}')
  expect(views.names()).toEqual(['A', 'B'])
  expect(document.activeElement).toBe(views.button('A'))
  await user.click(views.button('Rename A'))
  await user.keyboard('Z{Enter}')
  expect(views.names()).toEqual(['B', 'Z'])
  expect(document.activeElement).toBe(views.button('Z'))
})

test('a view that was deleted is had back from where the focus then is', async () => {
  const { user } = show(GRACE)
  const views = await open()
  await user.type(views.field('Name for what is shown now'), 'Past due{Enter}')
  await user.click(views.button('Delete Past due'))
  expect(views.names()).toEqual([])
  expect(views.getByRole('status', { hidden: true }).textContent).toBe('“Past due” was deleted.')
  await waitFor(() => expect(document.activeElement).toBe(views.button('Undo')))
  await user.keyboard('{Enter}')
  expect(views.names()).toEqual(['Past due'])
  expect(views.queryByRole('status', { hidden: true })).toBeNull()
  expect(document.activeElement).toBe(views.button('Past due'))
})

test('a name that is there already says that it replaces', async () => {
  const { user } = show(GRACE)
  const views = await open()
  await user.type(views.field('Name for what is shown now'), 'Mine{Enter}')
  await user.type(views.field('Name for what is shown now'), ' Mine ')
  expect(views.button('Replace')).toBeTruthy()
})
