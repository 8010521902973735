import { join } from 'node:path'
import { expect, test } from '../e2e/openConsole.ts'

const FOLDER = join('docs', 'pictures')
const NAMES = [
  'Adeyemi & Daughters',
  'Baobab Ridge Holdings',
  'Blue Heron Security',
  'Cedarline Clinics',
  'Cobalt Ridge Labs',
  'Dune Water',
  'Éclat Studio',
  'Fathom Legal',
  'Garki Meadows',
  'Gazelle Capital',
  'Harmattan Trading Desk',
  'Ibadan Garden City',
  'Ironwood Compliance',
  'Jabi Lakefront',
  'Jua Kali Makers',
  'Kestrel Algo',
  'Kilimani Plots & Homes',
  'Lakeshore Dental',
  'Lekki Shoreline Trust',
  'Marigold Press',
  'Mwangaza Savings',
  'Naivasha Flower Co-op',
  'Nimbus Redact',
  'Okonkwo Land Registry',
  'Oryx Capital Partners',
  'Palm Grove Developers',
  'Serengeti Frames',
  'Studio Baraka',
  'Surulere Court Estates',
  'Tamarind Holdings',
  'Tidewater Analytics',
  'Umoja Records',
  'Volta Lagoon Estates',
  'Zanzibar Spice Exports',
]
const DAY_SECONDS = 86_400

test.use({ customers: 0, isSynced: false })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the pictures of the README', async ({ business: { stripe }, console: { page } }) => {
      const now = stripe.nowSeconds()
      for (const [index, name] of NAMES.entries()) {
        const word = name
          .toLowerCase()
          .normalize('NFKD')
          .replace(/[^a-z]+/g, '')
        const phone = index % 3 === 0 ? `+25471${String(2_000_000 + index * 30_517).padStart(7, '0')}` : null
        stripe.add({ name, email: `accounts@${word}.example`, phone, created: now - (NAMES.length - index) * 9 * DAY_SECONDS })
      }
      stripe.remove(stripe.customers.find(({ name }) => name === 'Dune Water')?.id ?? '')
      await page
        .getByRole('banner')
        .getByRole('button', { name: /sync now/i })
        .click()
      await expect(page.getByRole('gridcell', { name: 'Baobab Ridge Holdings' })).toBeVisible()
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(FOLDER, `companies-${colorScheme}.png`) })
      await page.getByRole('gridcell', { name: 'Baobab Ridge Holdings' }).click()
      await expect(page.getByRole('complementary')).toContainText('cus_')
      await page.screenshot({ path: join(FOLDER, `company-${colorScheme}.png`) })
    })
  })
}
