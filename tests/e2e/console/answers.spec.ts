import type { Locator, Page } from '@playwright/test'
import { findExceeding } from '../findCast.ts'
import { goTo } from '../goTo.ts'
import { type Business, expect, test } from '../openConsole.ts'

interface Row {
  id: string
  name: string
  links: { provider: string; ref: string }[]
  subscriptions: unknown[]
}

/** More than any screen has between its beginning and what is looked for. */
const MOST_STOPS = 60

async function listCompanies({ ask }: Business, ...filter: string[]): Promise<Row[]> {
  return (await ask<{ items: Row[] }>('companies', '--limit', '50', ...filter)).items
}

async function findName(business: Business, id: string): Promise<string> {
  const [company] = await listCompanies(business, '--search', id)
  if (!company) throw new Error(`nobody is ${id}`)
  return company.name
}

/** Who has more than an hour and a half left. */
async function findHours(business: Business): Promise<{ company: Row; available: number }> {
  for (const company of await listCompanies(business, '--plan', 'maintenance-hours.essentials', '--status', 'active')) {
    const { available } = await business.ask<{ available: number | 'unlimited' }>('hours', company.id)
    if (typeof available === 'number' && available > 90) return { company, available }
  }
  throw new Error('nobody has hours left')
}

/** What stands in a table, once it is there. */
async function readRows(table: Locator): Promise<string[][]> {
  const rows = table.locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  return rows.evaluateAll((all) => all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText)))
}

/** Goes on by Tab until that has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MOST_STOPS; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${MOST_STOPS} stops do not lead there`)
}

const format = (count: number) => count.toLocaleString('en')

test.describe.configure({ mode: 'default' })
test.use({ demo: 'made' })

test('a company is found by its provider’s id in the palette, and opens by keyboard alone', async ({ business, console: { page } }) => {
  const [company] = await listCompanies(business, '--plan', 'trading.pro')
  const ref = company?.links.find(({ provider }) => provider === 'stripe')?.ref
  if (!company || !ref) throw new Error('nobody has Trading Pro')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  // As it is pasted from a ticket: one question, and one answer that is chosen before Enter takes it.
  await page.keyboard.insertText(ref)
  await expect(palette.getByRole('option', { name: company.name, selected: true })).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(page.getByRole('heading', { name: company.name, level: 1 })).toBeVisible()
})

test('a move down that is blocked says by how much, as the command line does, and what must go first', async ({
  business,
  console: { page },
}) => {
  const { company, exceeds } = await findExceeding(business, 125)
  const name = await findName(business, company)
  await goTo(page, { screen: 'plans', product: 'estate-management', company })
  await page.getByRole('button', { name: 'Check Starter' }).click()
  const dialog = page.getByRole('dialog', { name: `Starter is too small for ${name}` })
  const rows = await readRows(dialog.getByRole('table', { name: 'Over Starter’s limits' }))
  expect(rows.map(([, ...figures]) => figures)).toEqual(
    exceeds.map(({ used, limit, overage }) => [format(used), format(limit), `+${format(overage)}`]),
  )
  expect(rows[0]).toEqual(['Estates', '150', '25', '+125'])
  await expect(dialog.getByRole('listitem').first()).toHaveText('Estates: archive 125 (150 → 25)')
})

test('one above a limit is blocked; with one less it is at the limit, and allowed', async ({ business, console: { page } }) => {
  const { company } = await findExceeding(business, 1)
  const name = await findName(business, company)
  await goTo(page, { screen: 'plans', product: 'estate-management', company })
  await page.getByRole('button', { name: 'Check Starter' }).click()
  const refusal = page.getByRole('dialog', { name: `Starter is too small for ${name}` })
  expect(await readRows(refusal.getByRole('table', { name: 'Over Starter’s limits' }))).toEqual([['Estates', '26', '25', '+1']])
  await page.keyboard.press('Escape')
  await expect(refusal).toBeHidden()

  await goTo(page, { screen: 'company', company })
  await page.getByRole('button', { name: 'Add usage' }).click()
  const form = page.getByRole('dialog', { name: 'Add usage' })
  await form.getByLabel('Metric').selectOption({ label: 'Estate management: Estates' })
  await form.getByLabel('How many').fill('25')
  await form.getByRole('button', { name: 'Add usage' }).click()
  await expect(form).toBeHidden()

  await goTo(page, { screen: 'plans', product: 'estate-management', company })
  await page.getByRole('button', { name: 'Check Starter' }).click()
  await expect(page.getByRole('dialog', { name: `Move ${name} to Starter?` })).toBeVisible()
})

test('hours that are logged stand in the ledger, and are taken from what is left', async ({ business, console: { page } }) => {
  const { company, available } = await findHours(business)
  await goTo(page, { screen: 'hours', company: company.id })
  await expect(page.getByRole('complementary', { name: `Details of ${company.name}` })).toBeVisible()
  // Before it is known what the company has, there is nothing to log hours to.
  const ledger = page.getByRole('table', { name: 'Ledger, step by step' })
  await expect(ledger).toBeVisible()
  await page.keyboard.press('l')
  const dialog = page.getByRole('dialog', { name: `Log hours for ${company.name}` })
  await dialog.getByLabel('Time').fill('1h 30m')
  await dialog.getByLabel('What was done').fill('Restored a backup')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('1h 30m logged: Restored a backup')).toBeVisible()
  // The toast may come before the ledger is read anew.
  await expect.poll(async () => (await readRows(ledger)).at(-1)?.join(' ')).toContain('1h 30m')
  expect((await business.ask<{ available: number }>('hours', company.id)).available).toBe(available - 90)
})

test('a payment moves the plan of the company that is looked at, without a reload', async ({ business, console: { page } }) => {
  const company = (await listCompanies(business, '--plan', 'trading.pro', '--status', 'active')).find(
    ({ subscriptions }) => subscriptions.length === 1,
  )
  if (!company) throw new Error('nobody has Trading Pro')
  await goTo(page, { screen: 'company', company: company.id })
  await expect(page.getByRole('heading', { name: company.name, level: 1 })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('Elite')
  await page.evaluate(() => {
    document.documentElement.dataset['wasHere'] = 'yes'
  })
  await business.run('sandbox', 'pay', company.id, '--buys', 'trading.elite')
  await expect(page.getByRole('main')).toContainText('Elite', { timeout: 15_000 })
  expect(await page.evaluate(() => document.documentElement.dataset['wasHere'])).toBe('yes')
})

test.describe('from the start', () => {
  test.use({ goesTo: null })

  test('a company, the Why of its plan and the way back are reached by keyboard alone', async ({ business, console: { page } }) => {
    const [company] = await listCompanies(business, '--plan', 'trading.pro', '--status', 'active')
    if (!company) throw new Error('nobody has Trading Pro')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type(company.name)
    await expect(page.getByRole('row').nth(1)).toContainText(company.name)
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('grid')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: company.name, level: 1 })).toBeVisible()

    const why = page.getByRole('button', { name: 'Why Pro of Trading?' })
    await expect(why).toBeVisible()
    await tabTo(page, why)
    await page.keyboard.press('Enter')
    const answer = page.getByRole('dialog', { name: 'Why Pro of Trading?' })
    await expect(answer).toContainText(company.name)
    await expect(answer.getByRole('listitem').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(answer).toBeHidden()
    await expect(why).toBeFocused()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await expect(page.getByRole('searchbox')).toHaveValue(company.name)
    await expect(page.getByRole('row').nth(1)).toContainText(company.name)
  })
})
