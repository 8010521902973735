import type { Page } from '@playwright/test'
import { type Business, expect, test } from '../openConsole.ts'

const DAY_MS = 86_400_000
/** However slow the machine: who starts it for the first time waits no longer. */
const FIRST_START_MS = 20_000

interface Row {
  id: string
  name: string
  email: string
  subscriptions: { product: string; plan: string }[]
}

const findStrip = (page: Page) => page.getByRole('status').filter({ hasText: 'You are in the demo.' })
const findPanel = (page: Page) => page.getByRole('complementary', { name: 'Sandbox' })

/** The list of companies is there, and not empty. */
async function expectCompanies(page: Page): Promise<void> {
  await expect(findStrip(page)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Companies', exact: true })).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
}

async function openPanel(page: Page): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await expect(findPanel(page)).toBeVisible()
}

/** As of when the list is. */
async function readAsOf(page: Page): Promise<number> {
  const age = page
    .getByRole('main')
    .locator('header', { has: page.getByRole('heading', { name: 'Companies', exact: true }) })
    .locator('time')
  return Date.parse((await age.getAttribute('datetime')) ?? '')
}

/** Marks the page, so that a reload would be seen. */
async function mark(page: Page): Promise<{ isStill(): Promise<boolean> }> {
  await page.evaluate(() => {
    document.documentElement.dataset['wasHere'] = 'yes'
  })
  return { isStill: () => page.evaluate(() => document.documentElement.dataset['wasHere'] === 'yes') }
}

async function listCompanies({ run }: Business, ...filter: string[]): Promise<Row[]> {
  return (JSON.parse(await run('--json', 'companies', '--limit', '1000', ...filter)) as { items: Row[] }).items
}

/** A company on a plan that it can leave for another. */
async function findBuyer(business: Business): Promise<Row> {
  const rows = await listCompanies(business, '--plan', 'trading.pro', '--status', 'active')
  const buyer = rows.find(({ subscriptions, name }) => subscriptions.length === 1 && /^[A-Z]\w+ \w+/.test(name))
  if (!buyer) throw new Error('nobody has Trading Pro')
  return buyer
}

/** Chooses who does what is done in the panel. */
async function chooseCompany(page: Page, { name, email }: Row): Promise<void> {
  const field = findPanel(page).getByRole('combobox', { name: 'Company' })
  await field.fill(email)
  await expect(findPanel(page).getByRole('listbox', { name: 'Companies' }).getByRole('option')).toHaveText([`${name}${email}`])
  await field.press('Enter')
  await expect(field).toHaveValue(name)
}

// In one process, for each makes a demo to copy from, which takes seconds.
test.describe.configure({ mode: 'default' })

test.describe('where there is no workspace', () => {
  test.use({ demo: 'first-start', goesTo: null })

  test('the first start opens the overview of the demo, with its figures within 20 seconds; its companies are a press away', async ({
    business,
    console: { page, startedAt },
  }) => {
    const left = () => Math.max(1, startedAt + FIRST_START_MS - Date.now())
    await expect(findStrip(page)).toBeVisible({ timeout: left() })
    await expect(findStrip(page)).toContainText(/(2[5-9]\d|[3-9]\d\d) invented companies and an embedded sandbox; no key/, {
      timeout: left(),
    })
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: left() })
    await expect(page.getByRole('main')).toContainText('MRR movement', { timeout: left() })
    await page.getByRole('link', { name: 'Companies', exact: true }).click()
    await expect(page.getByRole('main').locator('footer')).toContainText(/(2[5-9]\d|[3-9]\d\d) companies/, { timeout: left() })
    await expect(page.getByRole('row').nth(1)).toBeVisible({ timeout: left() })
    expect((await listCompanies(business)).length).toBeGreaterThanOrEqual(250)
  })
})

test.describe('in a demo', () => {
  test.use({ demo: 'made' })

  test('the sandbox opens, moves the clock by a day and closes by keyboard alone; the strip and the list say so', async ({
    console: { page },
  }) => {
    await expectCompanies(page)
    await expect(findStrip(page)).not.toContainText('ahead')
    const before = await readAsOf(page)
    await openPanel(page)
    const panel = findPanel(page)
    await expect(panel.getByRole('heading', { name: 'Sandbox' })).toBeFocused()
    for (const name of ['Close the sandbox', '1 hour', '1 day']) {
      await page.keyboard.press('Tab')
      await expect(panel.getByRole('button', { name, exact: true })).toBeFocused()
    }
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('status')).toContainText('clock was moved ahead by 1 day', { timeout: 15_000 })
    await expect(panel).toContainText('1 day ahead of this computer.')
    await expect(findStrip(page)).toContainText('Its clock is 1 day ahead.')
    await expect.poll(() => readAsOf(page)).toBeGreaterThanOrEqual(before + DAY_MS)
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
  })

  test('a company that buys another plan in the sandbox has it, and what happened is told', async ({ business, console: { page } }) => {
    const buyer = await findBuyer(business)
    const { id, name } = buyer
    await expectCompanies(page)
    await openPanel(page)
    const panel = findPanel(page)
    await expect(panel.getByRole('button', { name: 'Buy' })).toHaveAccessibleDescription('Choose a company first')
    await chooseCompany(page, buyer)
    await panel.getByRole('combobox', { name: 'Buys' }).selectOption('trading.elite.month')
    await panel.getByRole('button', { name: 'Buy' }).click()
    await expect(panel.getByRole('status')).toContainText(`${name} moved from trading.pro.month to trading.elite.month.`, {
      timeout: 15_000,
    })
    await expect(panel).not.toContainText('The mirror could not follow')
    const [row] = await listCompanies(business, '--search', id)
    expect(row?.subscriptions).toEqual([expect.objectContaining({ product: 'trading', plan: 'elite' })])
  })

  test('what is refused is told in place, and nothing happens', async ({ business, console: { page } }) => {
    const buyer = await findBuyer(business)
    await expectCompanies(page)
    await openPanel(page)
    const panel = findPanel(page)
    await chooseCompany(page, buyer)
    await panel.getByRole('button', { name: 'Pay what is open' }).click()
    await expect(panel.getByRole('alert')).toContainText(`${buyer.name} has no invoice open. Nothing was changed.`)
    await panel.getByLabel('Another span').fill('tomorrow')
    await page.keyboard.press('Enter')
    await expect(panel.getByText('Write a number and s, m, h, d or w')).toBeVisible()
    await expect(findStrip(page)).not.toContainText('ahead')
  })

  test('a command line moves the open console along, without a reload', async ({ business, console: { page } }) => {
    const { id, name } = await findBuyer(business)
    await expectCompanies(page)
    const { isStill } = await mark(page)
    const before = await readAsOf(page)
    expect(await business.run('sandbox', 'advance', '1d')).toContain('moved ahead by 1 day')
    await expect(findStrip(page)).toContainText('Its clock is 1 day ahead.')
    await expect.poll(() => readAsOf(page)).toBeGreaterThanOrEqual(before + DAY_MS)
    await page.getByRole('searchbox').fill(id)
    await expect(page.getByRole('row')).toHaveCount(2)
    const row = page.getByRole('row').nth(1)
    await expect(row).toContainText(name)
    await expect(row).toContainText(/pro/i)
    expect(await business.run('sandbox', 'pay', id, '--buys', 'trading.elite')).toContain('trading.elite.month')
    await expect(row).toContainText(/elite/i)
    expect(await isStill()).toBe(true)
  })

  test('a fault that is switched on is told in the strip and with the connection, until it is off', async ({
    business,
    console: { page },
  }) => {
    await expectCompanies(page)
    await openPanel(page)
    const panel = findPanel(page)
    await panel.getByRole('switch', { name: /revoked/i }).click()
    await expect(panel.getByRole('switch', { name: /revoked/i })).toBeChecked()
    await expect(findStrip(page)).toContainText('1 fault is switched on.')
    const sync = page.getByRole('banner').getByRole('button', { name: /sync now/i })
    await sync.click()
    await expect(page.getByText(/nothing new from stripe/i)).toBeVisible()
    await business.run('sandbox', 'fault', '--off')
    await sync.click()
    await expect(page.getByText(/nothing new from stripe/i)).toBeHidden()
    await expect(findStrip(page)).not.toContainText('switched on')
    await expect(panel.getByRole('switch', { name: /revoked/i })).not.toBeChecked()
  })

  test('the strip that was closed stays closed, and leaves a button that opens the sandbox', async ({ console: { page } }) => {
    await expectCompanies(page)
    const button = page.getByRole('banner').getByRole('button', { name: 'Sandbox (G X)' })
    await expect(button).toBeHidden()
    await findStrip(page).getByRole('button', { name: 'Close this strip' }).click()
    await expect(findStrip(page)).toBeHidden()
    await button.click()
    await expect(findPanel(page)).toBeVisible()
    await expect(button).toHaveAttribute('aria-expanded', 'true')
    await page.reload()
    await expect(button).toBeVisible()
    await expect(findStrip(page)).toBeHidden()
  })
})
