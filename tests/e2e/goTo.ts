import { expect, type Page } from '@playwright/test'

/** A place of the console, as its address names it; `screen` is always said. */
export type Place = Record<string, string> & { screen: string }

/** Goes where a link leads that somebody was sent, and waits until it is drawn; in a window there is no address to type. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await expect(page.getByRole('navigation').getByRole('link').first()).toBeVisible()
  await page.evaluate(
    (query) => {
      window.history.pushState(null, '', query)
      window.dispatchEvent(new PopStateEvent('popstate'))
    },
    `?${new URLSearchParams(place).toString()}`,
  )
  const inSidebar = place.screen === 'company' ? 'companies' : place.screen
  await expect(page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${inSidebar}\\b`, 'i') })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await settle(page)
}

/** Waits until nothing loads, nothing moves and the letters are there. */
export async function settle(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}
