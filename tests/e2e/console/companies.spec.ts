import { makeCustomer } from '../../fixtures/startStripe.ts'
import { expect, test } from '../openConsole.ts'

test('shows the mirrored companies by name, and how many there are', async ({ console: { page } }) => {
  await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible()
  await expect(page.getByRole('main').getByText('250', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('Baobab Analytics 000013')
})

test('finds a company by its provider’s id as it is typed, and says so when nothing fits', async ({ console: { page } }) => {
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('cus_T000123')
  await expect(page.getByRole('gridcell', { name: String(makeCustomer(123)['name']) })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('searchbox').fill('nobody at all')
  await expect(page.getByText(/no company/i).first()).toBeVisible()
  await page.getByRole('searchbox').press('Escape')
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
})

test('shows a change that a sync brings on the open screen, without a reload', async ({ business, console: { page } }) => {
  await page.evaluate(() => {
    document.documentElement.dataset['wasHere'] = 'yes'
  })
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  business.stripe.change('cus_T000013', { name: 'Aardvark Estates' })
  business.stripe.add({ name: 'Aaa First of All' })
  await page.getByRole('button', { name: /sync now/i }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Aaa First of All')
  await expect(page.getByRole('row').nth(2)).toContainText('Aardvark Estates')
  await expect(page.getByRole('main').getByText('251', { exact: true }).first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset['wasHere'])).toBe('yes')
})

test('shows what was deleted at the provider as deleted, and keeps it', async ({ business, console: { page } }) => {
  business.stripe.remove('cus_T000013')
  await page.getByRole('button', { name: /sync now/i }).click()
  await expect(page.getByRole('row').nth(1)).toContainText(/deleted/i)
  await expect(page.getByRole('row').nth(1)).toContainText('Baobab Analytics 000013')
})

test('is used by keyboard alone: search, move, look, close', async ({ console: { page } }) => {
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  const details = page.getByRole('complementary')
  await expect(details).toContainText('Baobab Analytics 000090')
  await expect(details).toContainText('cus_T000090')
  await expect(details).toContainText(/customer created at stripe/i)
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await page.keyboard.press('End')
  // The list is fetched in pages: the first End goes to the last row that is there, and brings the rest.
  await expect(page.locator('[aria-rowindex="202"]')).toBeAttached()
  await page.keyboard.press('End')
  await expect(page.getByRole('gridcell', { name: /^Zanzibar/ }).last()).toBeVisible()
})

test('sorts by the day a company came, both ways', async ({ console: { page } }) => {
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Customer since' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Customer since' }).click()
  await expect(page.getByRole('columnheader', { name: 'Customer since' })).toHaveAttribute('aria-sort', /ascending|descending/)
  const before = await page.getByRole('columnheader', { name: 'Customer since' }).getAttribute('aria-sort')
  const oldest = String(makeCustomer(1)['name'])
  const newest = String(makeCustomer(250)['name'])
  await expect(page.getByRole('row').nth(1)).toContainText(before === 'ascending' ? oldest : newest)
  await page.getByRole('button', { name: 'Customer since' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText(before === 'ascending' ? newest : oldest)
})

test('shows hostile names literally', async ({ business, console: { page } }) => {
  const name = '<img src=x onerror="document.title=1"> \u202egnp.exe \u0007'
  business.stripe.add({ name })
  await page.getByRole('button', { name: /sync now/i }).click()
  await page.getByRole('searchbox').fill('gnp')
  await expect(page.getByRole('row').nth(1)).toContainText('<img src=x onerror="document.title=1">')
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})

test('keeps its place over a reload', async ({ console: { page } }) => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Connections' })).toContainText('In step')
})

test('says in words when the provider refuses the key, and keeps showing what it has', async ({ business, console: { page } }) => {
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  business.stripe.validKeys = new Set()
  await page.getByRole('button', { name: /sync now/i }).click()
  await expect(page.getByText(/refused the key/i).first()).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
})

test.describe('before anything is connected', () => {
  test.use({ isConnected: false, customers: 0 })

  test('says what would be here and how to get it', async ({ console: { page } }) => {
    await expect(page.getByText('No companies yet')).toBeVisible()
    await expect(page.getByText(/tierdesk connect stripe/)).toBeVisible()
  })

  test('refuses a wrong key in place, and says what to do', async ({ console: { page } }) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Connect Stripe' }).first().click()
    await page.getByLabel('Secret or restricted key').fill('pk_test_51notThisOne')
    await page.getByLabel('Secret or restricted key').press('Enter')
    await expect(page.getByText(/to seal the key with|publishable/i).first()).toBeVisible()
  })
})
