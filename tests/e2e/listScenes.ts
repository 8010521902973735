import { expect, type Page } from '@playwright/test'
import type { Cast, Move, Verdict } from './findCast.ts'
import type { Place } from './goTo.ts'

/** A screen, or what stands over one: how to come there, and what of the page it is. */
export interface Scene {
  name: string
  place: Place
  /** What is done there before it is looked at. */
  act?: (page: Page) => Promise<void>
  part: string
}

const DIALOG = 'dialog[open]'
const POPOVER = ':popover-open'

/** Every screen that shows something whatever there is. */
export const SCREENS: readonly Scene[] = [
  toScreen('overview'),
  toScreen('companies'),
  toScreen('plans'),
  toScreen('usage'),
  toScreen('overage'),
  toScreen('hours'),
  toScreen('payments'),
  toScreen('outbox'),
  toScreen('activity'),
  { ...toScreen('activity'), name: 'activity-runs', act: (page) => page.getByRole('radio', { name: 'Sync runs' }).click() },
  { name: 'activity-audit', place: { screen: 'activity', filter: 'audit' }, part: 'main' },
  toScreen('settings'),
  { ...toScreen('settings'), name: 'settings-actions', act: scrollToActions },
  { ...toScreen('settings'), name: 'settings-data', act: backUp },
  { ...toScreen('company'), name: 'company-none' },
]

/** What stands over a screen, whatever there is. */
export const OVERLAYS: readonly Scene[] = [
  { name: 'palette', place: { screen: 'companies' }, act: (page) => page.keyboard.press('Control+k'), part: DIALOG },
  { name: 'shortcuts', place: { screen: 'companies' }, act: (page) => page.keyboard.press('?'), part: DIALOG },
  { name: 'as-of', place: { screen: 'companies' }, act: press('As of now: choose when'), part: POPOVER },
  { name: 'restore', place: { screen: 'settings' }, act: openRestore, part: DIALOG },
  { name: 'connect', place: { screen: 'settings' }, act: press(/^(Connect Stripe|Replace Stripe key)$/), part: DIALOG },
]

/** What only a business with a history can show. */
export function listDemoScenes(cast: Cast): Scene[] {
  const { moves, caller, worker, late } = cast
  const company = (id: string) => ({ screen: 'company', company: id })
  return [
    { name: 'companies-details', place: { screen: 'companies' }, act: openFirstRow, part: 'main' },
    { name: 'companies-columns', place: { screen: 'companies' }, act: press('Columns'), part: POPOVER },
    { name: 'companies-no-match', place: { screen: 'companies', search: 'nothing like it' }, part: 'main' },
    { name: 'company-estates', place: company(moves.blocked.company), part: 'main' },
    { name: 'company-calls', place: company(caller), part: 'main' },
    { name: 'company-hours', place: company(worker), part: 'main' },
    { name: 'company-late', place: company(late), part: 'main' },
    { name: 'company-past', place: { ...company(late), at: '2020-01-01T00:00:00Z' }, part: 'main' },
    { name: 'why-plan', place: company(late), act: press(/^Why (?!these)/), part: POPOVER },
    { name: 'why-usage', place: company(caller), act: press(/^Why these API calls/), part: POPOVER },
    { name: 'why-hours', place: company(worker), act: press('Why these hours?'), part: POPOVER },
    { name: 'note', place: company(late), act: press('Note'), part: DIALOG },
    { name: 'add-usage', place: company(moves.blocked.company), act: press('Add usage'), part: DIALOG },
    { name: 'log-hours', place: company(worker), act: press('Log hours'), part: DIALOG },
    { name: 'add-pack', place: company(worker), act: press('Add a pack'), part: DIALOG },
    ...(Object.entries(moves) as [Verdict, Move][]).flatMap(([verdict, move]) => toMoveScenes(verdict, move)),
    { name: 'company-trends', place: company(caller), act: pressKey('t'), part: 'main' },
    { name: 'overview-tables', place: { screen: 'overview' }, act: pressKey('t'), part: 'main' },
    { name: 'usage-company', place: { screen: 'usage', product: 'threat-analytics', metric: 'api-calls', company: caller }, part: 'main' },
    { name: 'usage-stock', place: { screen: 'usage', product: 'estate-management', metric: 'clients' }, part: 'main' },
    { name: 'usage-table', place: { screen: 'usage', product: 'threat-analytics', metric: 'api-calls' }, act: pressKey('t'), part: 'main' },
    { name: 'overage-estates', place: { screen: 'overage', product: 'estate-management', plan: 'starter' }, part: 'main' },
    {
      name: 'overage-what-if',
      place: { screen: 'overage', product: 'estate-management', plan: 'starter' },
      act: pressKey('w'),
      part: 'main',
    },
    { name: 'hours-ledger', place: { screen: 'hours', company: worker }, part: 'main' },
    { name: 'hours-packs', place: { screen: 'hours', filter: 'packs' }, part: 'main' },
    { name: 'payments-details', place: { screen: 'payments' }, act: openFirstRow, part: 'main' },
    { name: 'actions', place: company(caller), act: press('Actions'), part: DIALOG },
    { name: 'action-refund', place: { screen: 'payments', filter: 'succeeded,stripe' }, act: openRefund, part: DIALOG },
    { name: 'action-change', place: { ...company(caller), filter: 'actions:change' }, act: openChange, part: DIALOG },
    { name: 'action-push', place: { ...company(caller), filter: 'actions:push' }, act: openPush, part: DIALOG },
    {
      name: 'action-override',
      place: { ...company(caller), filter: 'actions:override' },
      act: chooseOffer('Override the plan…'),
      part: DIALOG,
    },
    { name: 'action-credit', place: { ...company(worker), filter: 'actions:credit' }, act: chooseOffer('Credit a pack…'), part: DIALOG },
    { name: 'outbox-proposed', place: { screen: 'outbox', filter: 'proposed' }, act: openProposal, part: 'main' },
    { name: 'action-retry', place: { screen: 'outbox', filter: 'proposed' }, act: openRetry, part: DIALOG },
    { name: 'activity-event', place: { screen: 'activity' }, act: openFirstRow, part: 'main' },
    { name: 'activity-run', place: { screen: 'activity' }, act: openFirstRun, part: 'main' },
    { name: 'palette-found', place: { screen: 'overview' }, act: searchInPalette, part: DIALOG },
    { name: 'sandbox', place: { screen: 'companies' }, act: openSandbox, part: 'aside[aria-label="Sandbox"]' },
  ]
}

function toScreen(screen: string): Scene {
  return { name: screen, place: { screen }, part: 'main' }
}

/** The plans for a company, and the dialog that a press on one of them opens. */
function toMoveScenes(verdict: Verdict, { company, product, plan }: Move): Scene[] {
  const place = { screen: 'plans', product, company }
  const check = press(new RegExp(`^(Check|Compare) ${plan}$`, 'i'))
  return [
    ...(verdict === 'blocked' ? [{ name: 'plans-company', place, part: 'main' }] : []),
    { name: `move-${verdict}`, place, act: check, part: DIALOG },
  ]
}

function press(name: string | RegExp): (page: Page) => Promise<void> {
  return (page) => page.getByRole('main').or(page.getByRole('banner')).getByRole('button', { name }).first().click()
}

function pressKey(key: string): (page: Page) => Promise<void> {
  return (page) => page.keyboard.press(key)
}

async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').first().click()
  await expect(page.getByRole('main').getByRole('complementary')).toBeVisible()
}

async function openFirstRun(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Sync runs' }).click()
  await openFirstRow(page)
}

/** To the workspace's data, with what was done and each check of it. */
async function backUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText('The backup was made and read back whole.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('table', { name: 'Backups' }).getByRole('button').last().scrollIntoViewIfNeeded()
}

async function openRestore(page: Page): Promise<void> {
  await backUp(page)
  await page
    .getByRole('button', { name: /^Restore / })
    .first()
    .click()
}

async function scrollToActions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep these limits' }).scrollIntoViewIfNeeded()
}

async function openRefund(page: Page): Promise<void> {
  await openFirstRow(page)
  await page.getByRole('button', { name: 'Refund…' }).click()
  await expect(page.getByRole('button', { name: /^Queue refund of / })).toBeVisible()
}

async function openProposal(page: Page): Promise<void> {
  const row = page.getByRole('row', { name: /^Proposed .*Collect invoice/ }).first()
  await row.getByRole('gridcell').first().click()
  await expect(page.getByRole('main').getByRole('complementary')).toBeVisible()
}

async function openRetry(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Retry invoice / })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /^Queue the retry/ })).toBeVisible()
}

/** Chooses an offer in the company's menu, which the address opened. */
function chooseOffer(name: string): (page: Page) => Promise<void> {
  return (page) => page.getByRole('dialog').getByRole('button', { name }).first().click()
}

async function openChange(page: Page): Promise<void> {
  await chooseOffer('Change the plan…')(page)
  await page.getByLabel('What is sold').selectOption({ index: 1 })
  await expect(page.getByRole('table', { name: 'Before and after' })).toBeVisible()
}

async function openPush(page: Page): Promise<void> {
  await chooseOffer('Ask by STK push…')(page)
  await page.getByLabel('What is sold').selectOption({ index: 1 })
  await expect(page.getByRole('button', { name: /^Queue push of / })).toBeVisible()
}

async function searchInPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('a')
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Companies' }).getByRole('option').first()).toBeVisible()
}

async function openSandbox(page: Page): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press('x')
}
