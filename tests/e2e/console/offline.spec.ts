import type { Page } from '@playwright/test'
import { expect, test } from '../openConsole.ts'

const FIRST = 'Baobab Analytics 000013'
/** A line that broke is tried four times, with rests between, before it is given up. */
const GIVEN_UP_MS = 25_000

/** As of when the list is, as it says. */
async function readAsOf(page: Page): Promise<number> {
  const age = page
    .getByRole('main')
    .locator('header', { has: page.getByRole('heading', { name: 'Companies', exact: true }) })
    .locator('time')
  return Date.parse((await age.getAttribute('datetime')) ?? '')
}

test('a provider that cannot be reached is told quietly; figures keep as of when they are, and are new once it answers', async ({
  business: { stripe },
  console: { page },
}) => {
  test.setTimeout(90_000)
  const first = page.getByRole('row').nth(1)
  const sync = page.getByRole('banner').getByRole('button', { name: /sync now/i })
  const strip = page.getByRole('status').filter({ hasText: 'Stripe does not answer.' })
  await expect(first).toContainText(FIRST)
  stripe.fault = (request) => {
    request.socket.destroy()
    return true
  }
  stripe.change('cus_T000013', { name: 'Aardvark Estates' })
  // The first one may be under way already, and end well.
  await sync.click()
  await expect(strip).toBeVisible({ timeout: GIVEN_UP_MS })
  await expect(strip).toContainText('everything up to then is kept')
  await expect(first).toContainText(FIRST)
  const asOf = await readAsOf(page)
  expect(asOf).toBeLessThanOrEqual(Date.now())
  await expect(strip.locator('time')).toHaveAttribute('datetime', new Date(asOf).toISOString())

  stripe.fault = null
  await sync.click()
  await expect(first).toContainText('Aardvark Estates', { timeout: GIVEN_UP_MS })
  await expect(strip).toBeHidden()
  await expect.poll(() => readAsOf(page)).toBeGreaterThan(asOf)
})
