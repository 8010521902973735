import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/openConsole.ts'

const FOLDER = process.env['TIERDESK_PICTURES'] ?? join('test-results', 'pictures')

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
]

const BUSINESSES = [
  { amount: 'none', customers: 0, isConnected: false, isSynced: false },
  { amount: 'little', customers: 5, isConnected: true, isSynced: true },
  { amount: 'much', customers: 5_000, isConnected: true, isSynced: true },
]

/** Names as they come in real life, and worse. */
const AWKWARD = [
  'Aa Very Long Name Indeed of a Company That Was Founded by Someone With a Love of Words and Registered in Full',
  'شركة الاختبار للتجارة والمقاولات المحدودة',
  '株式会社テスト・ホールディングス',
  '<b>Bold</b> & "Quoted" Ltd',
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    for (const { amount, ...business } of BUSINESSES) {
      test.describe(`${colorScheme}, ${viewport.width} wide, ${amount}`, () => {
        test.use({ colorScheme, viewport, ...business })

        test('every screen and dialog', async ({ business: { stripe }, console: { page } }) => {
          test.setTimeout(120_000)
          const take = (name: string) => takePicture(page, `${name}-${amount}-${viewport.width}-${colorScheme}`)
          if (amount === 'none') await expect(page.getByText('No companies yet')).toBeVisible()
          else {
            for (const name of AWKWARD) stripe.add({ name })
            stripe.remove('cus_T000002')
            await page
              .getByRole('banner')
              .getByRole('button', { name: /sync now/i })
              .click()
            await expect(page.getByText(AWKWARD[0] ?? '').first()).toBeVisible()
          }
          await take('companies')
          if (amount !== 'none') {
            await page.getByRole('row').nth(3).click()
            await expect(page.getByRole('complementary')).toContainText('cus_')
            await take('company')
            await page.keyboard.press('Escape')
            await page.getByRole('searchbox').fill('nothing like it')
            await expect(page.getByText(/no company/i).first()).toBeVisible()
            await take('no-match')
            await page.getByRole('searchbox').fill('')
          }
          await page.getByRole('link', { name: 'Settings' }).click()
          await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
          await page.waitForTimeout(300)
          await take('settings')
          await page
            .getByRole('button', { name: /(connect|replace) stripe/i })
            .first()
            .click()
          await take('connect')
          await page.keyboard.press('Escape')
          await page.getByRole('button', { name: /shortcuts/i }).click()
          await take('shortcuts')
          await page.keyboard.press('Escape')
          if (amount === 'little') {
            stripe.validKeys = new Set()
            await page.getByRole('link', { name: 'Companies' }).click()
            await page
              .getByRole('banner')
              .getByRole('button', { name: /sync now/i })
              .click()
            await expect(page.getByText(/refused the key/i).first()).toBeVisible()
            await take('key-refused')
          }
        })
      })
    }
  }
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}
