import type { Locator, Page } from '@playwright/test'
import { goTo } from './goTo.ts'
import type { Scene } from './listScenes.ts'
import { type Business, expect } from './openConsole.ts'

interface Payment {
  ref: string
  company: string
  amount: number
}

/** What is sent is told within a poll of the sandbox or two; what the line broke on is tried again a moment later. */
export const SENT_MS = 30_000

/** The newest payment at Stripe that was made, of somebody who is known, in dollars. */
export async function findPayment({ ask }: Business): Promise<Payment> {
  const { items } = await ask<{ items: (Payment & { currency: string })[] }>('payments', '--provider', 'stripe', '--status', 'succeeded')
  const found = items.find(({ company, currency }) => company !== null && currency === 'USD')
  if (!found) throw new Error('nobody paid in dollars')
  return found
}

/** Opens the dialog that gives a payment back, and writes why. */
export async function openRefund(page: Page, { ref, company }: Payment): Promise<Locator> {
  await goTo(page, { screen: 'payments', company, filter: 'succeeded,stripe' })
  const rows = page.getByRole('grid', { name: 'Payments' }).getByRole('row')
  await rows.nth(1).getByRole('gridcell').first().click()
  const details = page.getByRole('main').getByRole('complementary')
  await expect(details).toContainText(ref)
  await details.getByRole('button', { name: 'Refund…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Refund / })
  await dialog.getByLabel('Reason, kept in the audit log').fill('Charged twice')
  return dialog
}

/** A refund waits while a part of the payment goes back by another way: a conflict, once the line is there again. */
export async function makeConflict(business: Business, page: Page, payment: Payment): Promise<void> {
  await business.run('sandbox', 'fault', 'reset', '--provider', 'stripe')
  const dialog = await openRefund(page, payment)
  await dialog.getByRole('button', { name: /^Queue/ }).click()
  await expect(dialog).toBeHidden()
  // Done in part: over the line that is broken, nothing is synced.
  await business.ask('sandbox', 'refund', payment.company, '--amount', '500')
  await business.run('sandbox', 'fault', '--off')
  await goTo(page, { screen: 'outbox' })
  await expect(findRow(page, 'Conflict')).toBeVisible({ timeout: SENT_MS })
}

/** A push whose answer is lost on the way. */
export async function makeUnknown(business: Business, page: Page): Promise<void> {
  const [company] = (await business.ask<{ items: { id: string }[] }>('companies', '--product', 'image-quota', '--limit', '1')).items
  await business.run('sandbox', 'fault', 'lost-answer', '--provider', 'mpesa', '--path', '/mpesa/stkpush')
  await goTo(page, { screen: 'company', company: company?.id ?? '', filter: 'actions:push' })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ask by STK push…' }).click()
  await dialog.getByLabel('Phone').fill('0712 345 678')
  await dialog.getByLabel('What is sold').selectOption({ label: 'Pro: KES 1,500.00 once' })
  await dialog.getByLabel('Reason, kept in the audit log').fill('They called')
  await dialog.getByRole('button', { name: 'Queue push of KES 1,500.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('table', { name: 'Waiting actions of this company' })).toContainText('Unknown', { timeout: SENT_MS })
  await business.run('sandbox', 'fault', '--off')
}

/** Of the outbox, the row of what a provider was asked for and stands so. */
export function findRow(page: Page, state: string): Locator {
  return page.getByRole('grid', { name: 'Actions' }).getByRole('row', { name: new RegExp(`^${state} (Stripe|M-Pesa)`) })
}

/** What only an outbox can show in which something needs somebody. */
export const STANDING_SCENES: readonly Scene[] = [
  { name: 'outbox-needs', place: { screen: 'outbox' }, part: 'main' },
  { name: 'outbox-details', place: { screen: 'outbox' }, act: (page) => openDetails(page, 'Conflict'), part: 'main' },
  { name: 'outbox-conflict', place: { screen: 'outbox' }, act: (page) => settle(page, 'Conflict'), part: 'dialog[open]' },
  { name: 'outbox-unknown', place: { screen: 'outbox' }, act: (page) => settle(page, 'Unknown'), part: 'dialog[open]' },
  { name: 'overview-outbox', place: { screen: 'overview' }, part: 'main' },
  { name: 'activity-audit-details', place: { screen: 'activity', filter: 'audit' }, act: openFirstEntry, part: 'main' },
]

async function openDetails(page: Page, state: string): Promise<void> {
  await findRow(page, state).getByRole('gridcell').first().click()
  await expect(page.getByRole('list', { name: 'Steps' })).toBeVisible()
}

async function settle(page: Page, state: string): Promise<void> {
  await openDetails(page, state)
  await page.getByRole('button', { name: 'Settle…' }).click()
}

async function openFirstEntry(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').first().click()
}
