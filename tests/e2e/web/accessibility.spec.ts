import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../openConsole.ts'

async function expectNothingSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('companies and a company have no serious fault', async ({ console: { page } }) => {
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectNothingSerious(page)
      await page.getByRole('gridcell', { name: 'Baobab Analytics 000013' }).click()
      await expect(page.getByRole('complementary')).toContainText('cus_T000013')
      await expectNothingSerious(page)
    })

    test('settings and the shortcuts have no serious fault', async ({ console: { page } }) => {
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect(page.getByRole('table', { name: 'Connections' })).toBeVisible()
      await expectNothingSerious(page)
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNothingSerious(page)
    })
  })
}

test.describe('with nothing', () => {
  test.use({ isConnected: false, customers: 0 })

  test('the empty screen has no serious fault', async ({ console: { page } }) => {
    await expect(page.getByText('No companies yet')).toBeVisible()
    await expectNothingSerious(page)
  })
})

test('nothing is cut off or scrolls sideways in a small window', async ({ console: { page } }) => {
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.getByRole('gridcell', { name: 'Baobab Analytics 000013' }).click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  }
})
