// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { ActionTarget } from '../../../../../src-shared/contract/actions.ts'
import type { ChangeCheckAnswer } from '../../../../../src-shared/contract/plans.ts'
import { giveLayout } from '../../giveLayout.ts'
import { giveDialogs } from './giveDialogs.ts'
import { BLOCKED, makeCheck, makeComparison, PERIOD_END, UNKNOWN, UPGRADE, WARNING } from './makePlans.ts'
import { showPlans } from './showPlans.tsx'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const FOR_BAOBAB = '?screen=plans&product=estate-management&company=co_1'

/** Opens the dialog for Starter and waits for its answer. */
async function open(answer: ChangeCheckAnswer, title: string, targets?: ActionTarget[]) {
  const user = userEvent.setup()
  const shown = showPlans(FOR_BAOBAB, { check: async () => answer, ...(targets && { targets }) })
  await user.click(await screen.findByRole('button', { name: 'Check Starter' }))
  const dialog = await screen.findByRole('dialog', { name: title })
  return { user, dialog, inside: within(dialog), ...shown }
}

const rowsOf = (table: HTMLElement) => [...table.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent))
const button = (dialog: HTMLElement, name: string | RegExp) => within(dialog).getByRole('button', { name })

test('a blocked move says what is over with exact numbers, and what is to be done', async () => {
  const { dialog, inside, asked } = await open(BLOCKED, 'Starter is too small for Baobab Ridge')
  expect(asked.at(-1)).toEqual({ method: 'plans.check', input: { company: 'co_1', plan: 'estate-management.starter', at: null } })
  expect(inside.getByText('2 resources are over Starter’s limits. Nothing was changed.')).toBeTruthy()
  expect(rowsOf(inside.getByRole('table', { name: 'Over Starter’s limits' }))).toEqual([
    ['Resource', 'In use', 'Plan’s limit', 'Overage'],
    ['Estates', '150', '25', '+125'],
    ['SMS sent', '4,712', '500', '+4,212'],
  ])
  expect(inside.getByText('Within the limit: Properties 48 of 50.')).toBeTruthy()
  expect(inside.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(BLOCKED.steps)
  expect(dialog.textContent).toContain('Enterprise₦150,000.00 a month')
  expect(dialog.textContent).toContain('Starter₦25,000.00 a month')
})

test('a blocked move has no other way on than to stay or to close', async () => {
  const { dialog, inside } = await open(BLOCKED, 'Starter is too small for Baobab Ridge')
  const names = inside.getAllByRole('button').map((each) => each.getAttribute('aria-label') ?? each.textContent)
  expect(names).toEqual(['Close', 'Copy steps', 'CloseEsc', 'Stay on EnterpriseEnter'])
  expect(document.activeElement).toBe(button(dialog, /^Stay on Enterprise/))
})

test('one button copies all steps', async () => {
  const { user, inside } = await open(BLOCKED, 'Starter is too small for Baobab Ridge')
  await user.click(inside.getByRole('button', { name: 'Copy steps' }))
  expect(await inside.findByText('Copied')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('Estates: archive 125 (150 → 25)\nSMS sent: wait for the reset (4712 → 500)')
})

test('a blocked move of which not all is known shows both lists', async () => {
  const { inside } = await open({ ...BLOCKED, stale: UNKNOWN.stale }, 'Starter is too small for Baobab Ridge')
  expect(rowsOf(inside.getByRole('table', { name: 'Over Starter’s limits' }))).toHaveLength(3)
  expect(rowsOf(inside.getByRole('table', { name: 'Usage that cannot be judged by' }))).toHaveLength(3)
})

test.each([
  ['Esc', '{Escape}'],
  ['the safe button', '{Enter}'],
])('%s closes the dialog, clears the address, and gives the focus back to the plan’s button', async (_, key) => {
  const { user } = await open(BLOCKED, 'Starter is too small for Baobab Ridge')
  expect(new URLSearchParams(window.location.search).get('plan')).toBe('starter')
  await user.keyboard(key)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Check Starter' }))
  expect(new URLSearchParams(window.location.search).get('plan')).toBeNull()
})

test('the dialog is reached by keyboard alone, and each opening asks anew', async () => {
  const user = userEvent.setup()
  const { asked } = showPlans(FOR_BAOBAB, { check: async () => BLOCKED })
  const starter = await screen.findByRole('button', { name: 'Check Starter' })
  for (let steps = 0; steps < 20 && document.activeElement !== starter; steps++) await user.tab()
  expect(document.activeElement).toBe(starter)
  for (const times of [1, 2]) {
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Stay on EnterpriseEnter'))
    expect(asked.filter(({ method }) => method === 'plans.check')).toHaveLength(times)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(starter))
  }
})

test('the plan that the company is on has no button, and an address that names it opens nothing', async () => {
  showPlans(`${FOR_BAOBAB}&plan=enterprise`)
  expect(await screen.findByRole('button', { name: 'Check Starter' })).toBeTruthy()
  expect(screen.getByText('Current plan')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Enterprise/ })).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('an address that names another plan opens its dialog', async () => {
  showPlans(`${FOR_BAOBAB}&plan=starter`, { check: async () => BLOCKED })
  expect(await screen.findByRole('dialog', { name: 'Starter is too small for Baobab Ridge' })).toBeTruthy()
})

test('until the check has answered the dialog says that it is made, and can be closed', async () => {
  const user = userEvent.setup()
  showPlans(FOR_BAOBAB, { check: () => new Promise(() => {}) })
  await user.click(await screen.findByRole('button', { name: 'Check Starter' }))
  const dialog = await screen.findByRole('dialog', { name: 'Checking Starter for Baobab Ridge' })
  expect(within(dialog).getByRole('status', { name: 'The move is being checked' })).toBeTruthy()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a check that fails is said in words and made again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showPlans(FOR_BAOBAB, { check: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : BLOCKED) })
  await user.click(await screen.findByRole('button', { name: 'Check Starter' }))
  const dialog = await screen.findByRole('dialog', { name: 'The move was not checked' })
  expect(dialog.textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(button(dialog, 'Retry'))
  expect(await screen.findByRole('dialog', { name: 'Starter is too small for Baobab Ridge' })).toBeTruthy()
})

test('what resets is scheduled for its day: the action that changes the plan then opens in its place', async () => {
  const { dialog, inside, user } = await open(PERIOD_END, 'Starter is possible from 6 Dec')
  expect(inside.getByText('Baobab Ridge is over on SMS sent, which reset then. Nothing changes before.')).toBeTruthy()
  expect(rowsOf(inside.getByRole('table', { name: 'Over Starter’s limits' })).at(-1)).toEqual(['SMS sent', '4,712', '500', '+4,212'])
  expect(inside.getByText('Own domain')).toBeTruthy()
  const schedule = button(dialog, 'Schedule for 6 Dec')
  expect(document.activeElement).toBe(button(dialog, /^Stay on Enterprise/))
  await waitFor(() => expect(schedule.getAttribute('aria-disabled')).toBeNull())
  await user.click(schedule)
  const action = await screen.findByRole('dialog', { name: 'Change the plan' })
  expect(within(action).getByRole<HTMLInputElement>('radio', { name: 'At the period’s end' }).checked).toBe(true)
  expect(new URLSearchParams(window.location.search).get('plan')).toBeNull()
})

test('a period whose end nobody knows is not given a day', async () => {
  const { dialog } = await open({ ...PERIOD_END, possibleAt: null }, 'Starter is possible at the period’s end')
  expect(button(dialog, 'Schedule for the period’s end')).toBeTruthy()
})

test('a move with a loss shows all that tightens, is lost and becomes unreadable, and goes on only knowingly', async () => {
  const { dialog, inside } = await open(WARNING, 'Move Baobab Ridge to Starter?')
  expect(inside.getByText('Everything fits. 2 limits tighten, 1 feature is lost, 1 feature changes and hours are fewer.')).toBeTruthy()
  expect(rowsOf(inside.getByRole('table', { name: 'What changes with Starter' }))).toEqual([
    ['What changes', 'In use', 'Enterprise', 'Starter'],
    ['Estates', '150', 'Unlimited', '25'],
    ['Properties', '48', 'Unlimited', '50'],
    ['Hours a month', '', '16h', '7h 45m'],
    ['Support', '', 'by phone', 'by mail'],
  ])
  expect(inside.getByText('Own domain')).toBeTruthy()
  expect(inside.getByText('Plots above the limit can no longer be read.')).toBeTruthy()
  await waitFor(() => expect(button(dialog, 'I understand, continue').getAttribute('aria-disabled')).toBeNull())
  expect(document.activeElement).toBe(button(dialog, /^Stay on Enterprise/))
})

test('unknown usage names what nobody told and what is too old with its age, beside what is over', async () => {
  const { dialog, inside } = await open(UNKNOWN, 'Usage of Baobab Ridge is too old to judge')
  expect(inside.getByText('Whether Starter is large enough hangs on Clients and SMS sent. Nothing was changed.')).toBeTruthy()
  expect(rowsOf(inside.getByRole('table', { name: 'Usage that cannot be judged by' }))).toEqual([
    ['Not known well enough', 'Last known', 'Plan’s limit', 'Told'],
    ['Clients', 'Unknown', '1,000', 'Never'],
    ['SMS sent', 'Unknown', '–', '26 h ago'],
  ])
  expect(rowsOf(inside.getByRole('table', { name: 'Over Starter’s limits' })).at(-1)).toEqual(['SMS sent', '4,712', '500', '+4,212'])
  expect(document.activeElement).toBe(button(dialog, 'Refresh usage'))
  expect(button(dialog, 'Stay on Enterprise')).toBeTruthy()
})

test('where nobody told anything, the title says unknown and not old', async () => {
  const nothing = { ...UNKNOWN, exceeds: [], stale: [{ metric: 'clients', asOf: null, ageMs: null }] }
  const { inside } = await open(nothing, 'What Baobab Ridge uses is unknown')
  expect(inside.queryByRole('table', { name: 'Over Starter’s limits' })).toBeNull()
})

test('going on without fresh usage takes a written reason, which the action brings with it', async () => {
  const { user, dialog, inside } = await open(UNKNOWN, 'Usage of Baobab Ridge is too old to judge')
  const reason = inside.getByRole<HTMLTextAreaElement>('textbox', { name: /reason to go on without fresh usage/ })
  expect(reason.required).toBe(true)
  expect(button(dialog, 'Override and continue').title).toBe('Write the reason first')
  await user.type(reason, '   ')
  expect(button(dialog, 'Override and continue').title).toBe('Write the reason first')
  await user.type(reason, 'Owner confirmed 64 by phone')
  await user.click(button(dialog, 'Override and continue'))
  const action = await screen.findByRole('dialog', { name: 'Change the plan' })
  expect(within(action).getByRole<HTMLInputElement>('radio', { name: 'Now' }).checked).toBe(true)
})

test.each([
  [[], 'It has no subscription that could be changed: start one from its own screen'],
  [
    [{ kind: 'subscription.change' as const, obstacle: 'Paystack changes no plan: disable it, and create another.' }],
    'Paystack changes no plan: disable it, and create another.',
  ],
])('a plan that cannot be changed says why', async (offers, why) => {
  const targets: ActionTarget[] =
    offers.length === 0
      ? []
      : [{ kind: 'subscription', provider: 'paystack', ref: 'SUB_1', label: 'Starter', product: 'estate-management', offers }]
  const { dialog } = await open(WARNING, 'Move Baobab Ridge to Starter?', targets)
  await waitFor(() => expect(button(dialog, 'I understand, continue').title).toBe(why))
  expect(within(dialog).getByText(why)).toBeTruthy()
})

test('refreshing usage syncs, says how it went, and makes the check again', async () => {
  const user = userEvent.setup()
  const answers = [UNKNOWN, BLOCKED]
  let syncs = 0
  const { asked } = showPlans(FOR_BAOBAB, {
    check: async () => answers.shift() ?? BLOCKED,
    startSync: async () => {
      syncs++
      return { synced: 12, failed: [], runs: [] }
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Check Starter' }))
  await user.click(await screen.findByRole('button', { name: 'Refresh usage' }))
  expect(await screen.findByRole('dialog', { name: 'Starter is too small for Baobab Ridge' })).toBeTruthy()
  expect(syncs).toBe(1)
  expect(asked.filter(({ method }) => method === 'plans.check')).toHaveLength(2)
  expect(document.activeElement?.textContent).toBe('Stay on EnterpriseEnter')
})

test('a refresh that fails says so and keeps the dialog', async () => {
  const user = userEvent.setup()
  showPlans(FOR_BAOBAB, { check: async () => UNKNOWN, startSync: () => Promise.reject(new Error('no')) })
  await user.click(await screen.findByRole('button', { name: 'Check Starter' }))
  await user.click(await screen.findByRole('button', { name: 'Refresh usage' }))
  expect(await screen.findByText(/Something went wrong in the engine/)).toBeTruthy()
})

test('an upgrade shows the same comparison, quietly', async () => {
  const user = userEvent.setup()
  const columns = makeComparison().columns.map((column) => ({ ...column, isSubscribed: column.plan === 'starter' }))
  showPlans(FOR_BAOBAB, { compare: async () => makeComparison({ columns }), check: async () => UPGRADE })
  await user.click(await screen.findByRole('button', { name: 'Compare Enterprise' }))
  const dialog = await screen.findByRole('dialog', { name: 'Enterprise is an upgrade for Baobab Ridge' })
  expect(rowsOf(within(dialog).getByRole('table', { name: 'What changes with Enterprise' }))).toEqual([
    ['What changes', 'In use', 'Starter', 'Enterprise'],
    ['Estates', '150', '25', 'Unlimited'],
    ['Properties', '48', '50', 'Unlimited'],
    ['Own domain', '', 'No', 'Yes'],
    ['Support', '', 'by mail', 'by phone'],
    ['Hours a month', '', '–', 'Unlimited'],
  ])
  await waitFor(() => expect(button(dialog, 'Move to Enterprise').getAttribute('aria-disabled')).toBeNull())
  expect(document.activeElement).toBe(button(dialog, /^Stay on Starter/))
})

test('a company without a plan stays as it is', async () => {
  const { dialog } = await open(makeCheck({ current: null, kind: 'upgrade' }), 'Starter is an upgrade for Baobab Ridge')
  expect(dialog.textContent).toContain('No plan')
  expect(document.activeElement).toBe(button(dialog, /^Change nothing/))
})
