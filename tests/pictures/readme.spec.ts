import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/openConsole.ts'

const FOLDER = join('docs', 'pictures')

test.use({ demo: 'made' })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the pictures of the README and of the sandbox', async ({ business, console: { page } }) => {
      test.setTimeout(90_000)
      const take = (name: string) => takePicture(page, `${name}-${colorScheme}`)
      const found = await business.run(
        '--json',
        'companies',
        '--plan',
        'threat-analytics.professional',
        '--status',
        'grace',
        '--limit',
        '1',
      )
      const [company] = (JSON.parse(found) as { items: { id: string; name: string; email: string }[] }).items
      if (!company) throw new Error('nobody is late')
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await take('companies')

      await page.getByRole('gridcell', { name: company.name }).click()
      await expect(page.getByRole('complementary')).toContainText('cus_')
      await expect(page.getByRole('complementary')).toContainText(company.name)
      await take('company')

      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('x')
      const panel = page.getByRole('complementary', { name: 'Sandbox' })
      await panel.getByRole('button', { name: '1 day', exact: true }).click()
      await expect(panel.getByRole('status')).toContainText('moved ahead by 1 day', { timeout: 20_000 })
      const field = panel.getByRole('combobox', { name: 'Company' })
      await field.fill(company.email)
      await expect(panel.getByRole('listbox', { name: 'Companies' }).getByRole('option')).toHaveCount(1)
      await field.press('Enter')
      await panel.getByRole('button', { name: 'Pay what is open' }).click()
      await expect(panel.getByRole('status')).toContainText(`${company.name} paid`, { timeout: 20_000 })
      await take('sandbox')
    })
  })
}

async function takePicture(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('banner').getByRole('button', { name: /sync now/i })).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}
