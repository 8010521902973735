import { findPayment, findRow, makeConflict, makeUnknown, openRefund, SENT_MS } from '../askActions.ts'
import { findCast } from '../findCast.ts'
import { goTo } from '../goTo.ts'
import { type Business, expect, test } from '../openConsole.ts'

interface Action {
  kind: string
  state: string
  amount: { amount: number } | null
}

async function listActions({ ask }: Business): Promise<Action[]> {
  return (await ask<{ items: Action[] }>('actions')).items
}

const toDollars = (amount: number) => (amount / 100).toLocaleString('en', { minimumFractionDigits: 2 })

test.describe.configure({ mode: 'default', timeout: 90_000 })
test.use({ demo: 'made', goesTo: null })

test('a refund that waits for the line is sent once it is back, and is confirmed while somebody looks', async ({
  business,
  console: { page },
}) => {
  const payment = await findPayment(business)
  await business.run('sandbox', 'fault', 'reset', '--provider', 'stripe')
  const dialog = await openRefund(page, payment)
  await dialog.getByRole('button', { name: /^Queue/ }).click()
  await expect(dialog).toBeHidden()
  const strip = page.getByRole('status').filter({ hasText: 'Refund a payment' })
  await expect(strip).toContainText('Queued')
  await expect(page.getByRole('link', { name: /^Outbox ?1 wait/ })).toBeVisible()
  await strip.getByRole('button', { name: 'Outbox' }).click()
  await expect(findRow(page, 'Queued')).toContainText(toDollars(payment.amount))
  await page.evaluate(() => {
    document.documentElement.dataset['wasHere'] = 'yes'
  })
  await business.run('sandbox', 'fault', '--off')
  await page.getByRole('main').getByRole('button', { name: 'Send now' }).click()
  await expect(findRow(page, 'Done')).toContainText(toDollars(payment.amount), { timeout: SENT_MS })
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('Charged twice')
  expect(await page.evaluate(() => document.documentElement.dataset['wasHere'])).toBe('yes')
  expect(await listActions(business)).toMatchObject([{ kind: 'payment.refund', state: 'confirmed', amount: { amount: payment.amount } }])
})

test('a double click is one action', async ({ business, console: { page } }) => {
  const payment = await findPayment(business)
  const dialog = await openRefund(page, payment)
  await dialog.getByLabel('Amount in USD').fill('1.00')
  const queue = dialog.getByRole('button', { name: 'Queue refund of US$1.00' })
  await expect(queue).not.toHaveAttribute('aria-disabled')
  await queue.dblclick()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await listActions(business)).map(({ state }) => state), { timeout: SENT_MS }).toEqual(['confirmed'])
  expect((await listActions(business))[0]?.amount?.amount).toBe(100)
})

test('a plan is changed at the period’s end from the check of the move', async ({ business, console: { page } }) => {
  const { company, product, plan } = (await findCast(business)).moves['period-end']
  await goTo(page, { screen: 'plans', product, company })
  await page.getByRole('button', { name: new RegExp(`^Check ${plan}$`, 'i') }).click()
  await page.getByRole('button', { name: /^Schedule for / }).click()
  const dialog = page.getByRole('dialog', { name: /^Change .* at the period’s end$/ })
  await expect(dialog.getByRole('radio', { name: 'At the period’s end' })).toBeChecked()
  await expect(dialog).toContainText('Nothing changes before.')
  const queue = dialog.getByRole('button', { name: /^Queue the change of plan/ })
  await expect(queue).toHaveAttribute('title', 'Write the reason first')
  await dialog.getByLabel('Reason, kept in the audit log').fill('They grew smaller')
  await expect(queue).toHaveAttribute('title', 'Say first that you understand what is lost')
  await dialog.getByRole('checkbox', { name: 'I understand what is lost' }).check()
  await queue.click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: 'at the period’s end' })).toContainText('Done', { timeout: SENT_MS })
  expect(await listActions(business)).toMatchObject([{ kind: 'subscription.change', state: 'confirmed' }])
})

test('what changed while it waited is a conflict, and goes on with what holds now', async ({ business, console: { page } }) => {
  const payment = await findPayment(business)
  await makeConflict(business, page, payment)
  await expect(page.getByRole('alert').filter({ hasText: 'It changed while it waited' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const conflict = page.getByRole('dialog', { name: /^It changed while it waited/ })
  const left = toDollars(payment.amount - 500)
  const row = conflict.getByRole('table', { name: 'Both sides' }).getByRole('row', { name: /^Left of it/ })
  await expect(row).toContainText('changed')
  await expect(row).toContainText(left)
  await conflict.getByLabel('Reason, kept in the audit log').fill('The rest goes back too')
  await conflict.getByRole('button', { name: 'Go on as it is now' }).click()
  await expect(conflict).toBeHidden()
  await expect(findRow(page, 'Done')).toBeVisible({ timeout: SENT_MS })
})

test('an invoice that failed is proposed, is tried again from there, and is proposed no more', async ({ business, console: { page } }) => {
  await goTo(page, { screen: 'overview' })
  await page.getByRole('button', { name: /failed invoices may be tried again$/ }).click()
  const proposed = page.getByRole('row', { name: /^Proposed .*Collect invoice/ })
  await expect(proposed.first()).toBeVisible()
  const count = await proposed.count()
  await proposed
    .first()
    .getByRole('button', { name: /^Retry invoice / })
    .click()
  const dialog = page.getByRole('dialog', { name: /^Collect invoice / })
  await dialog.getByLabel('Reason, kept in the audit log').fill('A new card')
  await dialog.getByRole('button', { name: /^Queue the retry/ }).click()
  await expect(dialog).toBeHidden()
  await expect(proposed).toHaveCount(count - 1)
  await expect.poll(async () => (await listActions(business)).map(({ state }) => state), { timeout: SENT_MS }).toEqual(['rejected'])
  expect((await listActions(business))[0]?.kind).toBe('invoice.retry')
})

test('a push whose answer was lost is unknown: it explains itself, and ends by the word of somebody', async ({
  business,
  console: { page },
}) => {
  await makeUnknown(business, page)
  await goTo(page, { screen: 'outbox' })
  await expect(findRow(page, 'Unknown')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const unknown = page.getByRole('dialog', { name: /^No answer from M-Pesa/ })
  await expect(unknown).toContainText('It was sent once and will not be sent again by itself')
  await unknown.getByLabel('How you know it, kept in the audit log').fill('The customer saw no prompt')
  await unknown.getByRole('button', { name: 'It did not happen' }).click()
  await expect(unknown).toBeHidden()
  await expect(findRow(page, 'Unknown')).toBeHidden()
  expect(await listActions(business)).toMatchObject([{ kind: 'payment.push', state: 'rejected' }])
})
