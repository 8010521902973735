import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { findPayment, makeConflict, makeUnknown, STANDING_SCENES } from '../e2e/askActions.ts'
import { findCast } from '../e2e/findCast.ts'
import { goTo, settle } from '../e2e/goTo.ts'
import { listDemoScenes, OVERLAYS, SCREENS, type Scene } from '../e2e/listScenes.ts'
import { type Business, expect, test } from '../e2e/openConsole.ts'
import { makeTradingSubscription, PRO_PRICE } from '../fixtures/putTrading.ts'
import { findLayoutFaults } from './findLayoutFaults.ts'
import { findOverlaps } from './findOverlaps.ts'

const FOLDER = process.env['TIERDESK_PICTURES'] ?? join('test-results', 'pictures')

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
]
const PRODUCTS = ['trading', 'image-quota', 'threat-analytics', 'estate-management', 'maintenance-hours']
const ALWAYS = [...SCREENS, ...OVERLAYS]

/** Names as they come in real life, and worse. */
const AWKWARD = [
  'Aa Very Long Name Indeed of a Company That Was Founded by Someone With a Love of Words and Registered in Full',
  'شركة الاختبار للتجارة والمقاولات المحدودة',
  '株式会社テスト・ホールディングス',
  '<b>Bold</b> & "Quoted" Ltd',
]

test.describe.configure({ timeout: 900_000 })
test.use({ goesTo: null, templates: PRODUCTS })

test.describe('none', () => {
  test.use({ customers: 0, isConnected: false })

  test('every screen and dialog of a business without a company', async ({ console: { page } }) => {
    await takeScenes(page, 'none', ALWAYS)
  })
})

test.describe('little', () => {
  test.use({ customers: 5 })

  test('every screen and dialog of a business with a few companies, whose names are awkward', async ({ business, console: { page } }) => {
    const [first] = await putAwkward(business, page)
    const company = { screen: 'company', company: first ?? '' }
    await takeScenes(page, 'little', [
      ...ALWAYS,
      { name: 'company', place: company, part: 'main' },
      { name: 'company-plans', place: { screen: 'plans', product: 'trading', company: first ?? '' }, part: 'main' },
      { name: 'note', place: company, act: (on) => on.getByRole('button', { name: 'Note' }).first().click(), part: 'dialog[open]' },
    ])
    business.stripe.validKeys = new Set()
    await goTo(page, { screen: 'companies' })
    await page
      .getByRole('banner')
      .getByRole('button', { name: /sync now/i })
      .click()
    await expect(page.getByText(/refused the key/i).first()).toBeVisible()
    await takeScenes(page, 'little', [{ name: 'key-refused', place: { screen: 'overview' }, part: 'main' }])
  })
})

test.describe('much', () => {
  test.use({ demo: 'made' })

  test('every screen and dialog of the demo', async ({ business, console: { page } }) => {
    await takeScenes(page, 'much', [...ALWAYS, ...listDemoScenes(await findCast(business))])
  })

  test('the outbox of the demo, with what needs somebody', async ({ business, console: { page } }) => {
    await makeUnknown(business, page)
    await makeConflict(business, page, await findPayment(business))
    await takeScenes(page, 'much', STANDING_SCENES)
  })
})

/** Companies that pay, one that is gone, and names that ask much of a screen. Gives the ids of those that pay. */
async function putAwkward({ stripe, ask }: Business, page: Page): Promise<string[]> {
  const customers = AWKWARD.map((name) => stripe.add({ name }))
  stripe.put(PRO_PRICE)
  for (const { id } of customers) stripe.put(makeTradingSubscription(stripe, { customer: id, id: `sub_${id}` }))
  stripe.remove('cus_T000002')
  await page
    .getByRole('banner')
    .getByRole('button', { name: /sync now/i })
    .click()
  const find = () => ask<{ items: { id: string }[] }>('companies', '--plan', 'trading.pro')
  await expect.poll(async () => (await find()).items.length).toBe(AWKWARD.length)
  const { items } = await find()
  return items.map(({ id }) => id)
}

/** Comes to each scene once, and renders it in both sizes and both themes. Fails with all that is wrong with any of them. */
async function takeScenes(page: Page, amount: string, scenes: readonly Scene[]): Promise<void> {
  const faults: string[] = []
  let here = ''
  page.on('pageerror', ({ message }) => faults.push(`${here}-${amount}: ${message}`))
  for (const { name, place, act, part } of scenes) {
    here = name
    await goTo(page, place)
    await act?.(page)
    await expect.soft(page.locator(part).first(), name).toBeVisible()
    // Nothing is pointed at.
    await page.mouse.move(1, 1)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        await page.screenshot({ path: join(FOLDER, `${name}-${amount}-${size.width}-${colorScheme}.png`) })
      }
      const found = [...(await findLayoutFaults(page)), ...(await findOverlaps(page))]
      faults.push(...found.map((fault) => `${name}-${amount}-${size.width}: ${fault}`))
    }
    await page.keyboard.press('Escape')
  }
  expect(faults).toEqual([])
}
