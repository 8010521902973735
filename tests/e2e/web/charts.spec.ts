import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from '../openConsole.ts'

test.use({ demo: 'made', goesTo: 'Usage' })

const findBars = (page: Page) => page.getByRole('group', { name: 'Days' }).getByRole('button')

/** What a picture has in a corner, as the browser decodes it. */
async function readCorner(page: Page, file: Buffer): Promise<number[]> {
  return page.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(1, 1)
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
    },
    [...file],
  )
}

for (const [colorScheme, surface] of [
  ['light', [255, 255, 255, 255]],
  ['dark', [20, 23, 27, 255]],
] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('a chart is saved as a picture of real pixels, under the page’s own policy', async ({ console: { page } }) => {
      await expect(findBars(page)).toHaveCount(30)
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^PNG of / }).click()])
      expect(download.suggestedFilename()).toMatch(/^usage-.*-by-day\.png$/)
      const file = readFileSync(await download.path())
      expect(file.subarray(1, 4).toString('ascii')).toBe('PNG')
      expect(file.readUInt32BE(16)).toBe(1920)
      expect(file.readUInt32BE(20)).toBeGreaterThan(900)
      expect(await readCorner(page, file)).toEqual(surface)
    })
  })
}

test('days are drawn over to look at them alone; the address keeps them, and the way back shows all again', async ({
  console: { page },
}) => {
  const bars = findBars(page)
  await expect(bars).toHaveCount(30)
  const [first, last] = [await bars.nth(20).boundingBox(), await bars.nth(24).boundingBox()]
  if (!first || !last) throw new Error('a bar is not in sight')
  await page.mouse.move(last.x + 4, last.y + 40)
  await page.mouse.down()
  await page.mouse.move(first.x + 4, first.y + 40, { steps: 6 })
  await page.mouse.up()
  await expect(bars).toHaveCount(5)
  expect(new URL(page.url()).searchParams.get('filter')).toMatch(/^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/)
  await expect(page.getByRole('grid', { name: /^Companies by what they used on / })).toBeVisible()
  await page.reload()
  await expect(bars).toHaveCount(5)
  await page.getByRole('button', { name: 'Clear range' }).click()
  await expect(bars).toHaveCount(30)
  expect(new URL(page.url()).searchParams.get('filter')).toBeNull()
})

test.describe('on the overview', () => {
  test.use({ goesTo: 'Overview' })

  test('one key turns both charts into their tables and back; each is saved as a picture', async ({ console: { page } }) => {
    const movement = page.getByRole('region', { name: 'MRR movement' })
    const payments = page.getByRole('region', { name: 'Payments' })
    await expect(movement.getByRole('img')).toBeVisible()
    for (const [part, name] of [
      [movement, /^mrr-movement-[a-z]{3}\.png$/],
      [payments, /^payments-30-days\.png$/],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), part.getByRole('button', { name: /^PNG of / }).click()])
      expect(download.suggestedFilename()).toMatch(name)
      expect(readFileSync(await download.path()).readUInt32BE(16)).toBe(1920)
    }
    await page.keyboard.press('t')
    await expect(movement.getByRole('table', { name: /^MRR movement by month/ })).toBeVisible()
    await expect(payments.getByRole('table', { name: 'Payments by day and provider' })).toBeVisible()
    await page.keyboard.press('t')
    await expect(movement.getByRole('img')).toBeVisible()
  })
})
