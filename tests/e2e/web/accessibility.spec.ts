import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { findPayment, makeConflict, makeUnknown, STANDING_SCENES } from '../askActions.ts'
import { type Cast, findCast } from '../findCast.ts'
import { goTo, settle } from '../goTo.ts'
import { listDemoScenes, OVERLAYS, SCREENS, type Scene } from '../listScenes.ts'
import { expect, test } from '../openConsole.ts'

const SANDBOX = 'aside[aria-label="Sandbox"]'
const SANDBOX_BUTTON = 'button[aria-label^="Sandbox"]'
const STRIP = '[role="status"]'
/** What differs between the themes. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block']
/** Rows like those before them: of a long table the first are looked at. */
const MORE_ROWS = 'tbody tr:nth-child(n + 10)'

/** @param parts selectors; the whole page where there are none */
async function expectNothingSerious(page: Page, ...parts: string[]): Promise<void> {
  expect(await findSerious(page, parts)).toEqual([])
}

async function findSerious(page: Page, parts: readonly string[], rules: readonly string[] = []): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  // Once is enough for a page that does not reload: the script is long.
  const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: 'null' } : {}) })
    // There is no frame in the page, and so no need of a second page that gathers what frames found.
    .setLegacyMode()
    // What is well takes long to be written down, and nobody reads it.
    .options({ resultTypes: ['violations'] })
  if (rules.length > 0) builder.withRules([...rules])
  for (const part of parts) builder.include(part)
  if (parts.length > 0) builder.exclude(MORE_ROWS)
  const { violations } = await builder.analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)
}

const SCHEMES = ['light', 'dark'] as const
const PARTS = 4

/** Comes to a scene, looks at it in both themes, and leaves nothing open. */
async function findSeriousInScene(page: Page, { name, place, act, part }: Scene): Promise<string[]> {
  const faults: string[] = []
  await goTo(page, place)
  await act?.(page)
  await expect(page.locator(part).first()).toBeVisible()
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    for (const fault of await findSerious(page, [part], colorScheme === 'light' ? [] : RULES_OF_COLOURS))
      faults.push(`${name} in ${colorScheme}: ${fault}`)
  }
  await page.keyboard.press('Escape')
  return faults
}

for (const colorScheme of SCHEMES) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test.describe('of a demo', () => {
      test.use({ demo: 'made' })

      test('the strip, the sandbox and its button have no serious fault', async ({ console: { page } }) => {
        await expect(page.getByText('You are in the demo.')).toBeVisible()
        await page.keyboard.press('g')
        await page.keyboard.press('x')
        await expect(page.getByRole('complementary', { name: 'Sandbox' }).getByRole('switch').first()).toBeVisible()
        await expectNothingSerious(page, STRIP, SANDBOX)
        await page.getByRole('button', { name: 'Close the sandbox' }).click()
        await page.getByRole('button', { name: 'Close this strip' }).click()
        await expect(page.getByRole('banner').getByRole('button', { name: 'Sandbox (G X)' })).toBeVisible()
        await expectNothingSerious(page, SANDBOX_BUTTON)
      })

      test('the sandbox has no serious fault while a company is chosen, after a deed, with a fault and with a mistake', async ({
        console: { page },
      }) => {
        await expect(page.getByText('You are in the demo.')).toBeVisible()
        await page.keyboard.press('g')
        await page.keyboard.press('x')
        const panel = page.getByRole('complementary', { name: 'Sandbox' })
        await panel.getByRole('combobox', { name: 'Company' }).fill('a')
        await expect(panel.getByRole('listbox', { name: 'Companies' }).getByRole('option').first()).toBeVisible()
        await expectNothingSerious(page, SANDBOX)
        await panel.getByRole('combobox', { name: 'Company' }).press('Enter')
        await panel.getByRole('button', { name: '1 hour' }).click()
        await expect(panel.getByRole('status')).toContainText('moved ahead by 1 hour', { timeout: 20_000 })
        await panel.getByRole('switch', { name: /come late/i }).click()
        await expect(page.getByText('1 fault is switched on.')).toBeVisible()
        await panel.getByLabel('Another span').fill('soon')
        await panel.getByRole('button', { name: 'Move ahead' }).click()
        await expect(panel.getByText('Write a number and s, m, h, d or w')).toBeVisible()
        await expectNothingSerious(page, STRIP, SANDBOX)
      })
    })
  })
}

test.describe('of a demo, in light and dark', () => {
  test.describe.configure({ timeout: 120_000 })
  test.use({ demo: 'made' })
  // A process has one demo, and all consoles in it have copies of that.
  let cast: Cast | null = null

  // Each on its own console, and side by side.
  for (let part = 0; part < PARTS; part++)
    test(`no screen, no dialog and no popover has a serious fault, part ${part + 1} of ${PARTS}`, async ({
      business,
      console: { page },
    }) => {
      cast ??= await findCast(business)
      const scenes = [...SCREENS, ...OVERLAYS, ...listDemoScenes(cast)].filter((_, index) => index % PARTS === part)
      const faults: string[] = []
      for (const scene of scenes) faults.push(...(await test.step(scene.name, () => findSeriousInScene(page, scene))))
      expect(faults).toEqual([])
    })
})

test.describe('of a demo with a conflict and an unknown', () => {
  test.describe.configure({ timeout: 120_000 })
  test.use({ demo: 'made' })

  test('neither the outbox nor its dialogs have a serious fault', async ({ business, console: { page } }) => {
    await makeUnknown(business, page)
    await makeConflict(business, page, await findPayment(business))
    const faults: string[] = []
    for (const scene of STANDING_SCENES) faults.push(...(await test.step(scene.name, () => findSeriousInScene(page, scene))))
    expect(faults).toEqual([])
  })
})

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
