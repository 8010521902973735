import { join } from 'node:path'
import { findCast } from '../e2e/findCast.ts'
import { goTo, settle } from '../e2e/goTo.ts'
import { listDemoScenes, type Scene } from '../e2e/listScenes.ts'
import { expect, test } from '../e2e/openConsole.ts'

const FOLDER = process.env['TIERDESK_README_PICTURES'] ?? join('docs', 'pictures')

test.use({ demo: 'made', goesTo: null, viewport: { width: 1280, height: 800 } })
test.describe.configure({ timeout: 180_000 })

test('the pictures of the README', async ({ business, console: { page } }) => {
  const cast = await findCast(business)
  const scenes = listDemoScenes(cast)
  const find = (name: string): Scene => {
    const scene = scenes.find((each) => each.name === name)
    if (!scene) throw new Error(`there is no scene ${name}`)
    return scene
  }
  const shown: [string, Scene][] = [
    ['overview', { name: 'overview', place: { screen: 'overview' }, part: 'main' }],
    ['company', find('why-plan')],
    ['plans', find('move-blocked')],
    ['hours', find('hours-ledger')],
    ['usage', find('usage-company')],
    ['sandbox', find('sandbox')],
  ]
  for (const [name, { place, act, part }] of shown) {
    await goTo(page, place)
    await act?.(page)
    await expect(page.locator(part).first()).toBeVisible()
    // Nothing is pointed at.
    await page.mouse.move(1, 1)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) })
    }
    await page.keyboard.press('Escape')
  }
})
